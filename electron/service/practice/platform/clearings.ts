import { z } from 'zod';
import { appendOnly, type Migration } from '../../database/migrations/migration.ts';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import { counts } from './life.ts';
import { nextNumber } from './people.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode, yuan } from './request.ts';

/** 清算申请: what hospitals ask for, and what they took back. */
export const clearings: Migration = {
  version: 7,
  title: 'clearings',
  sql: `
CREATE TABLE clearing (
  sequence INTEGER PRIMARY KEY, clr_appy_evt_id TEXT NOT NULL UNIQUE, fixmedins_code TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)), msgid TEXT NOT NULL, received_at TEXT NOT NULL
) STRICT;
CREATE TABLE clearing_undone (
  sequence INTEGER PRIMARY KEY, clr_appy_evt_id TEXT NOT NULL REFERENCES clearing(clr_appy_evt_id), msgid TEXT NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
${['clearing', 'clearing_undone'].map(appendOnly).join('\n')}
`,
};

const applySchema = z.object({
  data: z.looseObject({
    clr_type: z.string().min(1).max(6),
    clr_way: z.string().min(1).max(6),
    setlym: z.string().regex(/^\d{6}$/),
    psntime: z.string().regex(/^[1-9]\d{0,6}$/),
    medfee_sumamt: yuan,
    fund_appy_sum: yuan,
    cash_payamt: yuan,
    acct_pay: yuan,
    begndate: z.iso.date(),
    enddate: z.iso.date(),
  }),
});
const undoSchema = z.object({ data: z.object({ clr_appy_evt_id: z.string().min(1).max(30) }) });

/** 3203: one application. */
export function apply(office: Office, { input, fixmedins_code, msgid }: Envelope): object {
  const { data } = readNode(applySchema, input);
  if (data.fund_appy_sum <= 0) reject('申请金额须大于零');
  if (data.enddate < data.begndate) reject('终止日期早于开始日期');
  const number = `Q${String(nextNumber(office, 'clearing')).padStart(14, '0')}`;
  statement<[string, string, string, string, string]>(
    office.database,
    'INSERT INTO clearing (clr_appy_evt_id, fixmedins_code, content, msgid, received_at) VALUES (?, ?, ?, ?, ?)',
  ).run(number, fixmedins_code, JSON.stringify(data), msgid, office.clock.now().toISOString());
  return { result: { clr_appy_evt_id: number } };
}

/** 3204: the application never was. */
export function undoApplication(office: Office, { input, fixmedins_code, msgid }: Envelope): object {
  const { clr_appy_evt_id: number } = readNode(undoSchema, input).data;
  const standing = statement<[string, string], { found: 1 }>(
    office.database,
    `SELECT 1 AS found FROM clearing WHERE clr_appy_evt_id = ? AND fixmedins_code = ? AND ${counts('clearing')}
       AND NOT EXISTS (SELECT 1 FROM clearing_undone WHERE clearing_undone.clr_appy_evt_id = clearing.clr_appy_evt_id
         AND ${counts('clearing_undone')})`,
  ).get(number, fixmedins_code);
  if (standing === undefined) reject('没有这份清算申请，或已撤销');
  statement<[string, string, string]>(
    office.database,
    'INSERT INTO clearing_undone (clr_appy_evt_id, msgid, received_at) VALUES (?, ?, ?)',
  ).run(number, msgid, office.clock.now().toISOString());
  return {};
}
