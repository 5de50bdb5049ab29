import { z } from 'zod';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import { type Fen, sumFen } from '../../../../shared/money/fen.ts';
import { dischargeStands, itemStands, settlementStands, visitStands } from './life.ts';
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
  return { result: { mdtrt_id: openVisit(office, envelope, mdtrtinfo) } };
}

/** A new visit of that person, for the first time under that number. @returns its `mdtrt_id` */
export function openVisit(
  office: Office,
  envelope: Envelope,
  visit: {
    readonly psn_no: string;
    readonly ipt_no: string;
    readonly exp_content?: readonly { readonly our_stay_id?: string | undefined }[] | undefined;
  },
): string {
  requirePerson(office, visit.psn_no);
  const { database } = office;
  const live = statement<[string, string], { mdtrt_id: string }>(
    database,
    `SELECT mdtrt_id FROM visit WHERE fixmedins_code = ? AND ipt_no = ? AND ${visitStands}`,
  ).get(envelope.fixmedins_code, visit.ipt_no);
  if (live !== undefined) return reject('该住院号已办理入院登记');
  const mdtrtId = `M${String(nextNumber(office, 'visit')).padStart(14, '0')}`;
  statement<[string, string, string, string, string | null, string, string]>(
    database,
    `INSERT INTO visit (mdtrt_id, psn_no, fixmedins_code, ipt_no, our_stay_id, msgid, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    mdtrtId,
    visit.psn_no,
    envelope.fixmedins_code,
    visit.ipt_no,
    visit.exp_content?.[0]?.our_stay_id ?? null,
    envelope.msgid,
    office.clock.now().toISOString(),
  );
  return mdtrtId;
}

/** The live visit of that person in that hospital, or a refusal. */
export function requireVisit({ database }: Office, mdtrtId: string, psnNo: string, hospital: string): Visit {
  const visit = statement<[string], Visit>(
    database,
    `SELECT mdtrt_id, psn_no, fixmedins_code, ipt_no FROM visit WHERE mdtrt_id = ? AND ${visitStands}`,
  ).get(mdtrtId);
  if (visit === undefined) return reject('就诊ID不存在或已撤销');
  if (visit.psn_no !== psnNo || visit.fixmedins_code !== hospital) return reject('就诊ID与人员或机构不符');
  return visit;
}

const visitOfSchema = z.object({
  data: z.object({ mdtrt_id: z.string().min(1).max(30), psn_no: z.string().min(1).max(30) }),
});

/** The visit that a message about nothing but a visit names. */
export function visitOf(office: Office, { input, fixmedins_code }: Envelope): Visit {
  const { data } = readNode(visitOfSchema, input);
  return requireVisit(office, data.mdtrt_id, data.psn_no, fixmedins_code);
}

/** 2404: a visit is taken back while nothing hangs on it. */
export function undoVisit(office: Office, envelope: Envelope): object {
  const { mdtrt_id } = visitOf(office, envelope);
  requireEmpty(office, mdtrt_id);
  statement<[string, string, string]>(
    office.database,
    'INSERT INTO visit_undone (mdtrt_id, msgid, received_at) VALUES (?, ?, ?)',
  ).run(mdtrt_id, envelope.msgid, office.clock.now().toISOString());
  return {};
}

/** Whether the visit has a final settlement that was not reversed. */
export function hasLiveFinal({ database }: Office, mdtrtId: string): boolean {
  const live = statement<[string], { setl_id: string }>(
    database,
    `SELECT setl_id FROM settlement AS this WHERE mdtrt_id = ? AND interim = 0 AND ${settlementStands}`,
  ).get(mdtrtId);
  return live !== undefined;
}

/** What live interim settlements of the visit have settled of it. */
export function settledInParts({ database }: Office, mdtrtId: string): Fen {
  const parts = statement<[string], { totalFen: Fen }>(
    database,
    `SELECT json_extract(declared, '$.medfee_sumamt') AS totalFen FROM settlement AS this
     WHERE mdtrt_id = ? AND interim = 1 AND ${settlementStands}`,
  ).all(mdtrtId);
  return sumFen(parts.map(({ totalFen }) => totalFen));
}

/** Refuses while the visit is settled, discharged or has fee items: those are taken back first. */
export function requireEmpty({ database }: Office, mdtrtId: string): void {
  const hangs = (sql: string): boolean =>
    statement<[string], { found: 1 }>(database, sql).get(mdtrtId) !== undefined;
  if (hangs(`SELECT 1 AS found FROM settlement AS this WHERE mdtrt_id = ? AND ${settlementStands}`)) {
    reject('该就诊已有结算，请先撤销结算');
  }
  if (hangs(`SELECT 1 AS found FROM discharge WHERE mdtrt_id = ? AND ${dischargeStands}`)) {
    reject('该就诊已办理出院，请先撤销出院');
  }
  if (hangs(`SELECT 1 AS found FROM fee_item WHERE mdtrt_id = ? AND ${itemStands}`)) {
    reject('该就诊已有费用明细，请先撤销费用');
  }
}
