import type { Database } from 'better-sqlite3';
import type { AmountPart, StatementSide } from '../../../shared/contract/statement.ts';
import { statement } from '../database/statement.ts';

/** Half-open: from the first day up to and without the second. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** Which facts of the file count: settlements up to that one, and what the centre had answered by then. */
export interface KnownThen extends DaySpan {
  /** Its place in the table. */
  readonly upTo: number;
  readonly asOf: string;
}

/** What the lines of one statement hold. */
export interface Filled {
  readonly side: StatementSide;
  /** What every settlement is looked up by: the centre's number, else the number of the slip; null: neither is there. */
  readonly key: 'number' | 'slip' | null;
  /** Amounts that any line states. */
  readonly parts: ReadonlySet<AmountPart>;
}

/** SQL: one settlement's amounts, under the name `s`, as a statement would state them. */
export const amountsHere: Readonly<Record<AmountPart, string>> = {
  total: 's.total_fen',
  fund: `(s.total_fen - s.personal_fen - ${waived()})`,
  account: fromAccount(),
  cash: `(s.personal_fen - ${fromAccount()})`,
  basic_insurance: paidBy("= 'basic_insurance'"),
  critical_illness: paidBy("= 'critical_illness'"),
  medical_assistance: paidBy("= 'medical_assistance'"),
  further_payers: paidBy(
    "NOT IN ('basic_insurance', 'critical_illness', 'medical_assistance', 'hospital_waiver')",
  ),
  hospital_waiver: waived(),
};

function waived(): string {
  return `coalesce((SELECT sum(pay_fen) FROM settlement_layer AS waiver INDEXED BY settlement_layer_waived
    WHERE waiver.settlement_id = s.id AND waiver.layer = 'hospital_waiver'), 0)`;
}

function fromAccount(): string {
  return 'coalesce((SELECT amount_fen FROM scratch.from_account AS account WHERE account.settlement_id = s.id), 0)';
}

function paidBy(layers: string): string {
  return `coalesce((SELECT sum(pay_fen) FROM settlement_layer AS paid
    WHERE paid.settlement_id = s.id AND paid.layer ${layers}), 0)`;
}

/** SQL condition: the settlement `s` is of the span, and was known then. */
export const hereInSpan = 's.business_day >= @from AND s.business_day < @to AND s.rowid <= @upTo';

/** What patients paid from their personal account, by settlement: mostly nothing. */
export function gatherAccounts(database: Database): void {
  statement<[]>(
    database,
    `INSERT INTO scratch.from_account
     SELECT posting.settlement_id, sum(entry.amount_fen)
     FROM ledger_entry AS entry INDEXED BY ledger_entry_from_account
     JOIN ledger_posting AS posting ON posting.id = entry.posting_id
     WHERE entry.account = 'personal_account' AND posting.settlement_id IS NOT NULL
     GROUP BY posting.settlement_id`,
  ).run();
}

/**
 * The bulk: each settlement of the span with the one line that has its key and every amount that the line states. A key
 * that several lines have is left to the rule for what remains.
 */
export function pairEqual(database: Database, { side, key, parts }: Filled, known: KnownThen): void {
  if (key === null) return;
  const lines = `scratch.line_${side}`;
  database.exec(
    `CREATE INDEX scratch.line_${side}_by_${key} ON line_${side}(${key}, day, total, fund, account, cash)`,
  );
  database.exec(`INSERT INTO scratch.doubled_${side}
    SELECT ${key} FROM ${lines} WHERE ${key} IS NOT NULL GROUP BY ${key} HAVING count(*) > 1`);
  const sql = `SELECT count(*) AS count FROM scratch.doubled_${side}`;
  const hasDoubled = (statement<[], { count: number }>(database, sql).get()?.count ?? 0) > 0;
  const compared = [...parts].map((part) => `AND (t.${part} IS NULL OR t.${part} = ${amountsHere[part]})`);
  statement<KnownThen>(
    database,
    `INSERT OR IGNORE INTO scratch.pair_${side} (there_id, here_id)
     SELECT t.id, s.rowid FROM settlement AS s INDEXED BY settlement_by_day
     ${key === 'number' ? "JOIN platform_identifier AS given ON given.our_id = s.id AND given.kind = 'settlement' AND given.learnt_at <= @asOf" : ''}
     CROSS JOIN ${lines} AS t INDEXED BY line_${side}_by_${key}
     WHERE ${hereInSpan} AND t.${key} = ${key === 'number' ? 'given.value' : 's.slip_number'}
       AND t.day >= @from AND t.day < @to AND t.total = s.total_fen ${compared.join(' ')}
       ${hasDoubled ? `AND t.${key} NOT IN (SELECT key FROM scratch.doubled_${side})` : ''}`,
  ).run(known);
}
