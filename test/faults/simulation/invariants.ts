import type { Database } from 'better-sqlite3';
import type { ServiceContext } from '../../../electron/service/context.ts';
import { statement } from '../../../electron/service/database/statement.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import type { Told } from './clerk.ts';
import type { County, ElsewhereSums } from './county.ts';

/** Something that must hold and does not. */
export class Broken extends Error {}

type MustNotExist = Readonly<Record<string, string>>;

/** Rows of facts that must not exist, each with what it would mean. Facts are never changed, only added. */
const nothingOfFacts: MustNotExist = {
  'a settlement whose parts are not its total': `SELECT id FROM settlement WHERE total_fen <> own_expense_fen + over_limit_fen + pre_self_pay_fen + in_scope_fen`,
  'a settlement whose payers are not its total': `SELECT id FROM settlement AS this WHERE total_fen <> personal_fen
       + (SELECT coalesce(sum(pay_fen), 0) FROM settlement_layer WHERE settlement_id = this.id)`,
  'a settlement whose lists are not its total': `SELECT id FROM settlement AS this WHERE kind <> 'reversal' AND total_fen <> (
       SELECT coalesce(sum(fee_list.total_fen), 0) FROM settlement_fee_list JOIN fee_list ON fee_list.id = fee_list_id
       WHERE settlement_id = this.id)`,
  'a posting that does not sum to zero': `SELECT posting_id FROM ledger_entry GROUP BY posting_id HAVING sum(amount_fen) <> 0`,
  'an entry without its posting':
    'SELECT posting_id FROM ledger_entry WHERE posting_id NOT IN (SELECT id FROM ledger_posting)',
  'a settlement without its own posting': `SELECT id FROM settlement AS this WHERE NOT EXISTS (SELECT 1 FROM ledger_posting AS posting
       WHERE posting.settlement_id = this.id AND posting.kind = CASE this.kind WHEN 'reversal' THEN 'reversal' ELSE 'settlement' END)`,
  'a revenue that is not the total': `SELECT this.id FROM settlement AS this WHERE this.total_fen <> (SELECT -coalesce(sum(entry.amount_fen), 0)
       FROM ledger_posting AS posting JOIN ledger_entry AS entry ON entry.posting_id = posting.id
       WHERE posting.settlement_id = this.id AND entry.account = 'hospital_revenue')`,
  'a patient part that is neither paid, owed nor given back': `SELECT posting.settlement_id FROM ledger_posting AS posting JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE entry.account = 'patient_due' GROUP BY posting.settlement_id HAVING sum(entry.amount_fen) <> 0`,
  'a reversal that does not negate what it reverses': `SELECT this.id FROM settlement AS this JOIN settlement AS original ON original.id = this.reverses_id
     WHERE this.total_fen <> -original.total_fen OR this.personal_fen <> -original.personal_fen
       OR this.in_scope_fen <> -original.in_scope_fen OR this.deductible_fen <> -original.deductible_fen
       OR this.year <> original.year`,
  'two live settlements of one stay': `SELECT stay_id FROM settlement AS this WHERE kind = 'final' AND NOT EXISTS (
       SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = this.id) GROUP BY stay_id HAVING count(*) > 1`,
  'a fee list in two live settlements': `SELECT fee_list_id FROM settlement_fee_list AS held WHERE NOT EXISTS (
       SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = held.settlement_id)
     GROUP BY fee_list_id HAVING count(*) > 1`,
  'a settled list that was withdrawn': `SELECT fee_list_id FROM settlement_fee_list AS held WHERE fee_list_id IN (SELECT fee_list_id FROM fee_list_withdrawal)
       AND NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = held.settlement_id)`,
  'a slip without a settlement':
    "SELECT id FROM document WHERE kind = 'slip' AND subject_id NOT IN (SELECT id FROM settlement)",
  'a settlement that nobody is known to have made': `SELECT id FROM settlement WHERE NOT EXISTS (SELECT 1 FROM audit
       WHERE subject_id = settlement.id OR (act IN ('corrections.chain', 'settlements.reversed') AND instr(detail, settlement.id)))`,
  'a stay that nobody is known to have opened': `SELECT id FROM stay WHERE NOT EXISTS (SELECT 1 FROM audit WHERE subject_id = stay.id AND act = 'stays.open')`,
  'a slip number twice': 'SELECT slip_number FROM settlement GROUP BY slip_number HAVING count(*) > 1',
};

/** What the outbox must not hold. */
const nothingOfOutbox: MustNotExist = {
  'a settlement that waits for no upload': `SELECT id FROM settlement AS this WHERE 1 <> (SELECT count(*) FROM outbox WHERE fact_id = this.id AND generation = 0
       AND kind = CASE this.kind WHEN 'reversal' THEN 'reversal' ELSE 'settlement' END)`,
  'a stay that waits for no upload': `SELECT id FROM stay WHERE 1 <> (SELECT count(*) FROM outbox WHERE fact_id = stay.id AND kind = 'admission' AND generation = 0)`,
  'a referral that waits for no upload': `SELECT id FROM referral WHERE 1 <> (SELECT count(*) FROM outbox WHERE fact_id = referral.id AND kind = 'referral' AND generation = 0)`,
  'a settlement that stands and of which nothing goes out': `SELECT id FROM settlement AS this WHERE kind = 'final' AND NOT EXISTS (
       SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = this.id)
     AND NOT EXISTS (SELECT 1 FROM outbox WHERE fact_id = this.id AND kind = 'settlement' AND (closed_at IS NULL OR state = 'done'))`,
  'a record that was sent anew twice': `SELECT replaces_id FROM outbox WHERE replaces_id IS NOT NULL GROUP BY replaces_id HAVING count(*) > 1`,
  'a record that was sent anew and goes on': `SELECT refused.id FROM outbox AS this JOIN outbox AS refused ON refused.id = this.replaces_id
     WHERE refused.closed_at IS NULL OR refused.state <> 'dead'`,
  'a record that was closed by nobody': `SELECT id FROM outbox WHERE closed_at IS NOT NULL AND state <> 'done'
     AND NOT EXISTS (SELECT 1 FROM outbox_resolution WHERE outbox_id = outbox.id)`,
  'a record that is done twice': `SELECT outbox_id FROM platform_answer GROUP BY outbox_id HAVING count(*) > 1`,
  'a receipt twice': `SELECT file_hash FROM offline_receipt GROUP BY file_hash HAVING count(*) > 1`,
  'an upload of no fact': `SELECT id FROM outbox WHERE kind IN ('settlement', 'reversal') AND fact_id NOT IN (SELECT id FROM settlement)`,
  'an upload that is done without an answer': `SELECT id FROM outbox WHERE state = 'done' AND kind IN ('settlement', 'reversal')
       AND NOT EXISTS (SELECT 1 FROM platform_identifier AS known WHERE known.kind = 'settlement' AND known.our_id = fact_id)`,
  'one number of the county for two of ours': `SELECT value FROM platform_identifier WHERE kind IN ('stay', 'settlement') GROUP BY kind, value HAVING count(*) > 1`,
};

/** @throws Broken naming the first thing that does not hold in the file */
export function checkFile(file: Database): void {
  checkFacts(file);
  checkOutbox(file);
}

/** @throws Broken naming the first thing that does not hold among the facts */
export function checkFacts(file: Database): void {
  requireNothing(file, nothingOfFacts);
}

/** @throws Broken naming the first thing that does not hold in the outbox */
export function checkOutbox(file: Database): void {
  requireNothing(file, nothingOfOutbox);
}

function requireNothing(file: Database, mustNotExist: MustNotExist): void {
  for (const [what, sql] of Object.entries(mustNotExist)) {
    const found = statement<[], Record<string, unknown>>(file, sql).get();
    if (found !== undefined) throw new Broken(`${what}: ${JSON.stringify(found)}`);
  }
}

const factTables = [
  'stay',
  'year_snapshot',
  'fee_list',
  'fee_list_withdrawal',
  'settlement',
  'settlement_layer',
  'settlement_fee_list',
  'ledger_posting',
  'ledger_entry',
  'document',
];
const countsOfFacts = `SELECT ${factTables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join()}`;

/** Another text once a fact was added. */
export function stampOfFacts(file: Database): string {
  const counts = statement<[], Readonly<Record<string, number>>>(file, countsOfFacts).get();
  return Object.values(counts ?? {}).join();
}

interface Sums {
  readonly personId: string;
  readonly insurance: string;
  readonly year: number;
  readonly personalFen: number;
  readonly personalInScopeFen: number;
  readonly deductibleFen: number;
  readonly burdenFen: number;
  readonly paidFen: number;
}

/** The state of every year is the sum of its facts; a reversal takes away exactly what its original added. */
export function checkYears(
  context: ServiceContext,
  file: Database,
  elsewhere: (personId: string, year: number) => readonly ElsewhereSums[],
): void {
  const years = statement<[], Sums>(
    file,
    `SELECT person_id AS personId, insurance, year, sum(personal_fen) AS personalFen,
         sum(personal_in_scope_fen) AS personalInScopeFen, sum(deductible_fen) AS deductibleFen,
         sum(critical_illness_burden_fen) AS burdenFen,
         sum((SELECT coalesce(sum(pay_fen), 0) FROM settlement_layer WHERE settlement_id = settlement.id)) AS paidFen
       FROM settlement GROUP BY person_id, insurance, year`,
  ).all();
  for (const { personId, insurance, year, ...sums } of years) {
    const state = readYearState({ ...context, database: file }, personId, insurance, year);
    const { personalFen, personalInScopeFen, deductibleFen } = state;
    const paidFen = Object.values(state.paidFen).reduce((sum, amountFen) => sum + amountFen, 0);
    const said = {
      personalFen,
      personalInScopeFen,
      deductibleFen,
      burdenFen: state.criticalIllnessBurdenFen,
      paidFen,
    };
    // What was learnt of other hospitals is what they had settled at some time, to the fen.
    const possible = elsewhere(personId, year).map((theirs) =>
      JSON.stringify({
        personalFen: sums.personalFen + theirs.personalFen,
        personalInScopeFen: sums.personalInScopeFen + theirs.personalInScopeFen,
        deductibleFen: sums.deductibleFen + theirs.deductibleFen,
        burdenFen: sums.burdenFen + theirs.burdenFen,
        paidFen: sums.paidFen + theirs.paidFen,
      }),
    );
    if (!possible.includes(JSON.stringify(said))) {
      throw new Broken(
        `a year that is not the sum of its facts: ${JSON.stringify({ said, sums, possible })}`,
      );
    }
  }
}

/** The county never holds one record of ours twice, nor two live settlements of one stay. */
export function checkCounty(county: County): void {
  const ours = new Set<string>();
  const live = new Map<string, string>();
  for (const held of county.settlements()) {
    if (ours.has(held.ourSettlementId)) throw new Broken(`twice at the county: ${held.ourSettlementId}`);
    ours.add(held.ourSettlementId);
    if (held.reversesNumber !== null) live.delete(held.stayNumber);
    else if (live.has(held.stayNumber))
      throw new Broken(`two live settlements at the county: ${held.stayNumber}`);
    else live.set(held.stayNumber, held.ourSettlementId);
  }
}

/** What somebody was told is done is in the file, with the amounts that were told. */
export function checkTold(file: Database, told: readonly Told[]): void {
  const settlement = statement<[string], { totalFen: number; personalFen: number; slipNumber: string }>(
    file,
    'SELECT total_fen AS totalFen, personal_fen AS personalFen, slip_number AS slipNumber FROM settlement WHERE id = ?',
  );
  const has = (settlementId: string | null): void => {
    if (settlementId !== null && settlement.get(settlementId) === undefined)
      throw new Broken(`told and lost: ${settlementId}`);
  };
  for (const { name, value } of told) {
    if (name === 'stays.open') {
      const row = statement<[string]>(file, 'SELECT 1 FROM stay WHERE id = ?').get(value.stayId);
      if (row === undefined) throw new Broken(`told and lost: stay ${value.stayId}`);
    } else if (name === 'corrections.runChain') {
      for (const { reversalId, settledAgainId } of value.steps) {
        has(reversalId);
        has(settledAgainId);
      }
    } else {
      const row = settlement.get(value.settlementId);
      const same =
        row?.totalFen === value.cost.totalFen &&
        row.personalFen === value.personalFen &&
        row.slipNumber === value.slipNumber;
      if (!same) throw new Broken(`told and lost, or told otherwise: ${value.settlementId}`);
    }
  }
}
