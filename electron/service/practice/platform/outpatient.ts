import { z } from 'zod';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import { answerOf, type Declared, declaredSchema, requireBalance } from './declared.ts';
import { requireItemsToSum } from './fees.ts';
import { dischargeStands } from './life.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode } from './request.ts';
import { reckoned } from './settlements.ts';
import { openVisit, requireVisit, undoVisit, visitOf } from './visits.ts';

/** 门诊慢特病: a visit is registered (2201), its disease told (2203), and then charged and settled like a stay. */

const number = z.string().min(1).max(30);
const time = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
const registerSchema = z.object({
  data: z.object({
    psn_no: number,
    insutype: z.literal('390'),
    begntime: time,
    mdtrt_cert_type: z.string().min(1).max(3),
    mdtrt_cert_no: z.string().min(1).max(50),
    ipt_otp_no: number,
    dept_name: z.string().min(1).max(100),
    exp_content: z.array(z.looseObject({ our_stay_id: z.string().optional() })).optional(),
  }),
});
const tellSchema = z.object({
  mdtrtinfo: z.object({
    mdtrt_id: number,
    psn_no: number,
    med_type: z.literal('14'),
    begntime: time,
    dise_codg: z.string().min(1).max(30),
    dise_name: z.string().min(1).max(500),
  }),
  diseinfo: z.array(z.object({ diag_code: z.string().min(1) })).min(1),
});
const reckonSchema = z.object({
  data: z.object({ psn_no: number, mdtrt_id: number, exp_content: z.array(declaredSchema).length(1) }),
});

/** 2201. */
export function register(office: Office, envelope: Envelope): object {
  const { data } = readNode(registerSchema, envelope.input);
  const mdtrtId = openVisit(office, envelope, { ...data, ipt_no: data.ipt_otp_no });
  return { data: { psn_no: data.psn_no, mdtrt_id: mdtrtId, ipt_otp_no: data.ipt_otp_no } };
}

/** 2203: once for each visit. */
export function tellVisit(office: Office, { input, fixmedins_code, msgid }: Envelope): object {
  const { mdtrtinfo } = readNode(tellSchema, input);
  const { mdtrt_id } = requireVisit(office, mdtrtinfo.mdtrt_id, mdtrtinfo.psn_no, fixmedins_code);
  if (toldOf(office, mdtrt_id) !== undefined) reject('该就诊信息已上传');
  statement<[string, string, string, string]>(
    office.database,
    'INSERT INTO discharge (mdtrt_id, endtime, msgid, received_at) VALUES (?, ?, ?, ?)',
  ).run(mdtrt_id, mdtrtinfo.begntime, msgid, office.clock.now().toISOString());
  return {};
}

/** 2202: what was told of the visit goes with it. */
export function undoRegistration(office: Office, envelope: Envelope): object {
  const told = toldOf(office, visitOf(office, envelope).mdtrt_id);
  if (told !== undefined) {
    statement<[number, string, string]>(
      office.database,
      'INSERT INTO discharge_undone (discharge, msgid, received_at) VALUES (?, ?, ?)',
    ).run(told.sequence, envelope.msgid, office.clock.now().toISOString());
  }
  return undoVisit(office, envelope);
}

/** 2206: what a settlement would be answered; nothing is kept. */
export function reckonVisit(office: Office, { input, fixmedins_code }: Envelope): object {
  const { data } = readNode(reckonSchema, input);
  const [declared] = data.exp_content as [Declared];
  const visit = requireVisit(office, data.mdtrt_id, data.psn_no, fixmedins_code);
  requireBalance(declared);
  requireItemsToSum(office, visit.mdtrt_id, declared.medfee_sumamt);
  return answerOf('', reckoned(office, visit, declared, 1));
}

function toldOf({ database }: Office, mdtrtId: string): { readonly sequence: number } | undefined {
  const sql = `SELECT sequence FROM discharge WHERE mdtrt_id = ? AND ${dischargeStands}`;
  return statement<[string], { sequence: number }>(database, sql).get(mdtrtId);
}
