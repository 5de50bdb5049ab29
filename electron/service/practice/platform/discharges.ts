import { z } from 'zod';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import { dischargeStands } from './life.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode } from './request.ts';
import { hasLiveFinal, requireVisit, visitOf } from './visits.ts';

const dischargeSchema = z.object({
  dscginfo: z.object({
    mdtrt_id: z.string().min(1).max(30),
    psn_no: z.string().min(1).max(30),
    insutype: z.literal('390'),
    endtime: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    dscg_dept_name: z.string().min(1).max(100),
    dscg_way: z.string().min(1).max(3),
  }),
  diseinfo: z.array(z.object({ psn_no: z.string(), diag_code: z.string().min(1) })).min(1),
});

/** 2402. */
export function discharge(office: Office, { input, fixmedins_code, msgid }: Envelope): object {
  const { dscginfo } = readNode(dischargeSchema, input);
  const { mdtrt_id } = requireVisit(office, dscginfo.mdtrt_id, dscginfo.psn_no, fixmedins_code);
  if (dischargeOf(office, mdtrt_id) !== undefined) reject('该就诊已办理出院');
  statement<[string, string, string, string]>(
    office.database,
    'INSERT INTO discharge (mdtrt_id, endtime, msgid, received_at) VALUES (?, ?, ?, ?)',
  ).run(mdtrt_id, dscginfo.endtime, msgid, office.clock.now().toISOString());
  return {};
}

/** 2405: not while the visit is settled. */
export function undoDischarge(office: Office, envelope: Envelope): object {
  const { mdtrt_id } = visitOf(office, envelope);
  if (hasLiveFinal(office, mdtrt_id)) reject('该就诊已结算，请先撤销结算');
  const undone = dischargeOf(office, mdtrt_id) ?? reject('该就诊没有办理出院');
  statement<[number, string, string]>(
    office.database,
    'INSERT INTO discharge_undone (discharge, msgid, received_at) VALUES (?, ?, ?)',
  ).run(undone.sequence, envelope.msgid, office.clock.now().toISOString());
  return {};
}

function dischargeOf({ database }: Office, mdtrtId: string): { readonly sequence: number } | undefined {
  const sql = `SELECT sequence FROM discharge WHERE mdtrt_id = ? AND ${dischargeStands}`;
  return statement<[string], { sequence: number }>(database, sql).get(mdtrtId);
}
