import { setImmediate } from 'node:timers/promises';
import { type ReportSums, sumParts } from '../../../shared/contract/reports.ts';
import type { ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { ReportKeys } from './keys.ts';
import { inScopePaid, type Uncounted, uncountedSettlements, uncountedTopUps } from './uncounted.ts';

/** So many in one transaction: a clerk who settles meanwhile waits some hundredths of a second. */
const portionSize = 500;

/**
 * Counts what was settled and topped up since the last time, in portions between which others get their turn. Settling
 * itself writes nothing for reports. Refuses `policy_tampered`.
 */
export async function countSettlements(context: ServiceContext, atOnce = portionSize): Promise<void> {
  // Settlements first: a top-up is counted where its settlement was.
  for (const read of [uncountedSettlements, uncountedTopUps]) {
    while (countPortion(context, read, atOnce) === atOnce) await setImmediate();
  }
}

/** Throws away what was counted and counts everything again: it comes to the same, or what was counted was wrong. */
export async function countAnew(context: ServiceContext): Promise<void> {
  inTransaction(context.database, () => {
    for (const table of ['report_mark', 'report_member', 'report_sum', 'report_person', 'report_key']) {
      context.database.exec(`DELETE FROM ${table}`);
    }
  });
  await countSettlements(context);
}

type Part = keyof ReportSums;
type Sums = Record<Part, number>;

const partColumns: Record<Part, string> = {
  count: 'count',
  totalFen: 'total_fen',
  ownExpenseFen: 'own_expense_fen',
  overLimitFen: 'over_limit_fen',
  preSelfPayFen: 'pre_self_pay_fen',
  inScopeFen: 'in_scope_fen',
  inScopePaidFen: 'in_scope_paid_fen',
  paidFen: 'paid_fen',
  personalFen: 'personal_fen',
};

/** @returns how many there were */
function countPortion(context: ServiceContext, read: typeof uncountedSettlements, most: number): number {
  return inTransaction(context.database, () => {
    const rows = read(context, most);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    const portion = new Portion(context);
    for (const row of rows) portion.add(row);
    portion.write(last);
    return rows.length;
  });
}

interface PersonMonth {
  personalFen: number;
  personalInScopeFen: number;
}

/** Sums of a portion, added to what stands in the file when it is complete. */
class Portion {
  readonly #context: ServiceContext;
  readonly #keys: ReportKeys;
  readonly #sums = new Map<string, Map<number, Sums>>();
  readonly #people = new Map<string, PersonMonth>();
  #counted: number;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#keys = new ReportKeys(context);
    this.#counted =
      statement<[], { counted: number }>(context.database, 'SELECT counted FROM report_mark').get()
        ?.counted ?? 0;
  }

  add(row: Uncounted): void {
    const { layers } = row;
    const paidFen = layers.reduce((sum, { payFen }) => sum + payFen, 0);
    const sums: Sums = { ...row, inScopePaidFen: inScopePaid(layers), paidFen };
    const keys = this.#keys.of(row);
    const month = row.businessDay.slice(0, 7);
    for (const key of [this.#keys.all(), ...Object.values(keys)]) this.#addTo(month, key, sums);
    const payers = layers.map((layer) => {
      const key = this.#keys.payer(layer);
      this.#addTo(month, key, { ...sums, paidFen: layer.payFen });
      return key;
    });
    this.#addPerson(month, row);
    this.#counted += 1;
    insertRow(this.#context.database, 'report_member', {
      business_day: row.businessDay,
      sequence: this.#counted,
      settlement_id: row.settlementId,
      top_up_id: row.topUpId,
      ...keys,
      payers: this.#keys.payers(payers),
      insured_year_id: row.insuredYearId ?? 0,
    });
  }

  #addTo(month: string, key: number, sums: Sums): void {
    const ofMonth = this.#sums.get(month) ?? new Map<number, Sums>();
    this.#sums.set(month, ofMonth);
    const before = ofMonth.get(key);
    const after = {} as Sums;
    for (const part of sumParts) after[part] = (before?.[part] ?? 0) + sums[part];
    ofMonth.set(key, after);
  }

  #addPerson(month: string, row: Uncounted): void {
    if (row.insuredYearId === null) return;
    const name = `${row.year} ${row.insuredYearId} ${month}`;
    const before = this.#people.get(name);
    this.#people.set(name, {
      personalFen: (before?.personalFen ?? 0) + row.personalFen,
      personalInScopeFen: (before?.personalInScopeFen ?? 0) + row.personalInScopeFen,
    });
  }

  write({ settlementId, topUpId }: Uncounted): void {
    const { database } = this.#context;
    const add = statement<unknown[]>(database, addSums);
    for (const [month, ofMonth] of this.#sums) {
      for (const [key, sums] of ofMonth) add.run(month, key, ...sumParts.map((part) => sums[part]));
    }
    const addPerson = statement<unknown[]>(database, addPersonMonth);
    for (const [name, { personalFen, personalInScopeFen }] of this.#people) {
      const [year, insuredYearId, month] = name.split(' ');
      addPerson.run(Number(year), Number(insuredYearId), month, personalFen, personalInScopeFen);
    }
    // A top-up moves its own mark alone; before the first one there is a settlement's.
    statement<[number, string, string | null]>(
      database,
      `INSERT INTO report_mark (only, counted, settlement_id, top_up_id) VALUES (1, ?, ?, ?)
       ON CONFLICT (only) DO UPDATE SET counted = excluded.counted,
         settlement_id = iif(excluded.top_up_id IS NULL, excluded.settlement_id, settlement_id),
         top_up_id = coalesce(excluded.top_up_id, top_up_id)`,
    ).run(this.#counted, settlementId, topUpId);
  }
}

const columns = sumParts.map((part) => partColumns[part]);
const addSums = `INSERT INTO report_sum (month, key_id, ${columns.join(', ')})
  VALUES (?, ?, ${columns.map(() => '?').join(', ')})
  ON CONFLICT (month, key_id) DO UPDATE SET ${columns.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;
const addPersonMonth = `INSERT INTO report_person (year, insured_year_id, month, personal_fen, personal_in_scope_fen)
  VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (year, insured_year_id, month) DO UPDATE SET personal_fen = personal_fen + excluded.personal_fen,
    personal_in_scope_fen = personal_in_scope_fen + excluded.personal_in_scope_fen`;

/** SQL: the sums of `report_sum` by their names. */
export const selectSums = sumParts.map((part) => `sum(${partColumns[part]}) AS ${part}`).join(', ');
