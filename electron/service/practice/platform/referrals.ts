import { z } from 'zod';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import { counts } from './life.ts';
import { nextNumber, requirePerson } from './people.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode } from './request.ts';

const referSchema = z.object({
  refmedin: z.looseObject({
    psn_no: z.string().min(1).max(30),
    insutype: z.literal('390'),
    diag_code: z.string().min(1).max(30),
    diag_name: z.string().min(1).max(100),
    reflin_medins_name: z.string().min(1).max(200),
    refl_date: z.iso.date(),
    refl_rea: z.string().min(1).max(200),
    begndate: z.iso.date(),
    enddate: z.iso.date(),
  }),
});

/** 2501: one referral of a person to a hospital for a day. */
export function refer(office: Office, { input, fixmedins_code, msgid }: Envelope): object {
  const { refmedin } = readNode(referSchema, input);
  const { database, clock } = office;
  requirePerson(office, refmedin.psn_no);
  if (refmedin.enddate < refmedin.begndate) reject('转院备案的终止日期早于开始日期');
  const before = statement<[string, string, string], { found: 1 }>(
    database,
    `SELECT 1 AS found FROM referral WHERE psn_no = ? AND fixmedins_code = ?
       AND json_extract(content, '$.begndate') = ? AND ${counts('referral')} LIMIT 1`,
  ).get(refmedin.psn_no, fixmedins_code, refmedin.begndate);
  if (before !== undefined) reject('该人员当日已有转院备案');
  const number = `T${String(nextNumber(office, 'referral')).padStart(14, '0')}`;
  statement<[string, string, string, string, string, string]>(
    database,
    `INSERT INTO referral (trt_dcla_detl_sn, psn_no, fixmedins_code, content, msgid, received_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(number, refmedin.psn_no, fixmedins_code, JSON.stringify(refmedin), msgid, clock.now().toISOString());
  return { result: { trt_dcla_detl_sn: number } };
}
