import { z } from 'zod';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import { nextNumber, requirePerson } from './people.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode } from './request.ts';

const admitSchema = z.object({
  mdtrtinfo: z.object({
    psn_no: z.string().min(1).max(30),
    insutype: z.literal('390'),
    begntime: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    mdtrt_cert_type: z.string().min(1).max(3),
    mdtrt_cert_no: z.string().min(1).max(50),
    med_type: z.string().min(1).max(6),
    ipt_no: z.string().min(1).max(30),
    adm_dept_name: z.string().min(1).max(100),
    dscg_maindiag_code: z.string().min(1).max(30),
    dscg_maindiag_name: z.string().min(1).max(100),
    exp_content: z.array(z.looseObject({ our_stay_id: z.string().optional() })).optional(),
  }),
  diseinfo: z.array(z.object({ psn_no: z.string(), diag_code: z.string().min(1) })).min(1),
});

export interface Visit {
  readonly mdtrt_id: string;
  readonly psn_no: string;
  readonly fixmedins_code: string;
  readonly ipt_no: string;
}

/** 2401: a visit is registered once for each admission number of a hospital. */
export function admit(office: Office, envelope: Envelope): object {
  const { mdtrtinfo } = readNode(admitSchema, envelope.input);
  requirePerson(office, mdtrtinfo.psn_no);
  const { database } = office;
  const live = statement<[string, string], { mdtrt_id: string }>(
    database,
    `SELECT mdtrt_id FROM visit WHERE fixmedins_code = ? AND ipt_no = ?
       AND NOT EXISTS (SELECT 1 FROM visit_cancellation AS gone WHERE gone.mdtrt_id = visit.mdtrt_id)`,
  ).get(envelope.fixmedins_code, mdtrtinfo.ipt_no);
  if (live !== undefined) return reject('该住院号已办理入院登记');
  const mdtrtId = `M${String(nextNumber(office, 'visit')).padStart(14, '0')}`;
  statement<[string, string, string, string, string | null, string, string]>(
    database,
    `INSERT INTO visit (mdtrt_id, psn_no, fixmedins_code, ipt_no, our_stay_id, msgid, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    mdtrtId,
    mdtrtinfo.psn_no,
    envelope.fixmedins_code,
    mdtrtinfo.ipt_no,
    mdtrtinfo.exp_content?.[0]?.our_stay_id ?? null,
    envelope.msgid,
    office.clock.now().toISOString(),
  );
  return { result: { mdtrt_id: mdtrtId } };
}

/** The live visit of that person in that hospital, or a refusal. */
export function requireVisit({ database }: Office, mdtrtId: string, psnNo: string, hospital: string): Visit {
  const visit = statement<[string], Visit>(
    database,
    `SELECT mdtrt_id, psn_no, fixmedins_code, ipt_no FROM visit WHERE mdtrt_id = ?
       AND NOT EXISTS (SELECT 1 FROM visit_cancellation AS gone WHERE gone.mdtrt_id = visit.mdtrt_id)`,
  ).get(mdtrtId);
  if (visit === undefined) return reject('就诊ID不存在或已撤销');
  if (visit.psn_no !== psnNo || visit.fixmedins_code !== hospital) return reject('就诊ID与人员或机构不符');
  return visit;
}

/** Takes back the visit that a message registered, unless it is settled. */
export function cancelVisitOf({ database, clock }: Office, hospital: string, msgid: string): void {
  const visit = statement<[string, string], { mdtrt_id: string; settled: 0 | 1 }>(
    database,
    `SELECT mdtrt_id, EXISTS (SELECT 1 FROM settlement WHERE settlement.mdtrt_id = visit.mdtrt_id) AS settled
     FROM visit WHERE fixmedins_code = ? AND msgid = ?`,
  ).get(hospital, msgid);
  if (visit === undefined) return;
  if (visit.settled === 1) reject('该就诊已有结算，不能冲正入院');
  statement<[string, string]>(
    database,
    'INSERT INTO visit_cancellation (mdtrt_id, received_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  ).run(visit.mdtrt_id, clock.now().toISOString());
}
