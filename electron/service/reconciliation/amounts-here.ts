import type { Database } from 'better-sqlite3';
import type { AmountPart } from '../../../shared/contract/statement.ts';
import { statement } from '../database/statement.ts';

/** SQL: one settlement's amounts, under the name `s`, as a statement would state them. */
export type AmountsHere = Readonly<Record<AmountPart, string>>;
/** Of an amount that no settlement of the file has. */
export const none = '0';

/**
 * How the amounts of a settlement are asked for. What patients paid from their personal account is gathered first, by
 * settlement and without what a later top-up gave back; a reversal takes all of it back at once, as the centre hears it,
 * on whatever day the patient comes for the money. And what no settlement of this file has is not asked for a million times.
 */
export function gatherAmounts(database: Database): AmountsHere {
  const { changes } = statement<[]>(
    database,
    `INSERT INTO scratch.from_account
     SELECT posting.settlement_id, sum(entry.amount_fen)
     FROM ledger_entry AS entry INDEXED BY ledger_entry_from_account
     JOIN ledger_posting AS posting ON posting.id = entry.posting_id
     WHERE entry.account = 'personal_account' AND posting.settlement_id IS NOT NULL AND posting.top_up_id IS NULL
       AND posting.kind <> 'refund'
     GROUP BY posting.settlement_id`,
  ).run();
  statement<[]>(
    database,
    `INSERT INTO scratch.from_account
     SELECT reversal.id, -account.amount_fen FROM scratch.from_account AS account
     CROSS JOIN settlement AS reversal ON reversal.reverses_id = account.settlement_id`,
  ).run();
  const sql = `SELECT EXISTS (SELECT 1 FROM settlement_layer INDEXED BY settlement_layer_waived
    WHERE layer = 'hospital_waiver') AS isWaived`;
  const { isWaived } = statement<[], { isWaived: 0 | 1 }>(database, sql).get() ?? { isWaived: 1 };
  const waived = isWaived === 1 ? waivedHere : none;
  const account = changes > 0 ? accountHere : none;
  return {
    total: 's.total_fen',
    fund: `(s.total_fen - s.personal_fen - ${waived})`,
    account,
    cash: `(s.personal_fen - ${account})`,
    basic_insurance: paidBy("IN ('basic_insurance', 'outpatient_insurance')"),
    critical_illness: paidBy("= 'critical_illness'"),
    medical_assistance: paidBy("= 'medical_assistance'"),
    further_payers: paidBy(
      "NOT IN ('basic_insurance', 'outpatient_insurance', 'critical_illness', 'medical_assistance', 'hospital_waiver')",
    ),
    hospital_waiver: waived,
  };
}

const waivedHere = `coalesce((SELECT sum(pay_fen) FROM settlement_layer AS waiver INDEXED BY settlement_layer_waived
  WHERE waiver.settlement_id = s.id AND waiver.layer = 'hospital_waiver'), 0)`;

const accountHere =
  'coalesce((SELECT amount_fen FROM scratch.from_account AS account WHERE account.settlement_id = s.id), 0)';

function paidBy(layers: string): string {
  return `coalesce((SELECT sum(pay_fen) FROM settlement_layer AS paid
    WHERE paid.settlement_id = s.id AND paid.layer ${layers}), 0)`;
}
