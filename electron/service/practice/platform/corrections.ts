import { z } from 'zod';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode } from './request.ts';
import { hasLiveFinal, requireEmpty } from './visits.ts';

/** What can be corrected: everything that 5203 cannot tell. */
const corrigible = [
  '2201',
  '2202',
  '2203',
  '2204',
  '2205',
  '2301',
  '2302',
  '2401',
  '2402',
  '2404',
  '2405',
  '2501',
  '3203',
  '3204',
  '4101',
] as const;
const correctSchema = z.object({
  data: z.object({
    // A clearing is of nobody.
    psn_no: z.string().max(30),
    omsgid: z.string().min(1).max(30),
    oinfno: z.enum(corrigible, { error: '只受理可以冲正的交易' }),
  }),
});

/**
 * 2601: whatever that message did never happened (`counts` in life.ts), and it is refused if it still comes. Not while
 * something stands on it.
 */
export function correct(office: Office, { input, fixmedins_code }: Envelope): object {
  const { data } = readNode(correctSchema, input);
  const { database, clock } = office;
  const original = statement<[string, string], { infno: string }>(
    database,
    "SELECT infno FROM message WHERE fixmedins_code = ? AND msgid = ? AND infcode = '0'",
  ).get(fixmedins_code, data.omsgid);
  if (original !== undefined && original.infno !== data.oinfno) reject('原交易编号与原报文不符');
  if (original !== undefined) requireNothingOnIt(office, data.oinfno, data.omsgid);
  statement<[string, string, string]>(
    database,
    'INSERT INTO corrected_message (fixmedins_code, msgid, received_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(fixmedins_code, data.omsgid, clock.now().toISOString());
  return {};
}

/** Where the rows of each transaction are. */
const visitsOf: Partial<Record<(typeof corrigible)[number], string>> = {
  '2201': 'SELECT mdtrt_id FROM visit WHERE msgid = ?',
  '2203': 'SELECT mdtrt_id FROM discharge WHERE msgid = ?',
  '2204': 'SELECT mdtrt_id FROM fee_item WHERE msgid = ?',
  '2205':
    'SELECT mdtrt_id FROM fee_item JOIN fee_item_undone ON item = fee_item.sequence WHERE fee_item_undone.msgid = ?',
  '2301': 'SELECT mdtrt_id FROM fee_item WHERE msgid = ?',
  '2302':
    'SELECT mdtrt_id FROM fee_item JOIN fee_item_undone ON item = fee_item.sequence WHERE fee_item_undone.msgid = ?',
  '2401': 'SELECT mdtrt_id FROM visit WHERE msgid = ?',
  '2402': 'SELECT mdtrt_id FROM discharge WHERE msgid = ?',
};

function requireNothingOnIt(office: Office, infno: (typeof corrigible)[number], msgid: string): void {
  const sql = visitsOf[infno];
  if (sql === undefined) return;
  const visit = statement<[string], { mdtrt_id: string }>(office.database, `${sql} LIMIT 1`).get(msgid);
  if (visit === undefined) return;
  if (infno === '2401' || infno === '2201') requireEmpty(office, visit.mdtrt_id);
  else if (hasLiveFinal(office, visit.mdtrt_id)) reject('该就诊已结算，请先撤销结算');
}
