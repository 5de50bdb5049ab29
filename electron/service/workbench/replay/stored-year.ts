import type { Database } from 'better-sqlite3';
import { claimColumns, ClaimReader, type ClaimRow } from '../../settlements/claim-row.ts';
import type { Paid } from './comparison.ts';
import type { StoredClaim } from './year-under.ts';

/** A live settlement of the year: what was asked, and what came out then. */
export interface StoredSettlement extends StoredClaim {
  readonly paid: Paid;
}

/**
 * About how many there are, for the bar that shows how far it is: from the first and the last row of the year, since
 * counting would cost a quarter of the whole.
 */
export function sizeOfStoredYear(database: Database, year: number): number {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const at = (order: 'ASC' | 'DESC'): number | undefined =>
    database
      .prepare<[string, string], { row: number }>(
        `SELECT rowid AS row FROM settlement WHERE business_day BETWEEN ? AND ? ORDER BY business_day ${order}, id ${order} LIMIT 1`,
      )
      .get(from, to)?.row;
  return Math.max(0, (at('DESC') ?? 0) - (at('ASC') ?? 1) + 1);
}

interface YearOf {
  readonly year: number;
  /** Null is every region. */
  readonly region: string | null;
}

/** The driver hands over many rows at once in two thirds of the time that it needs for one after the other. */
const rowsPerPortion = 200;

/**
 * All live settlements of a year, person by person, each person's in their order. Holds a portion of rows at a time.
 * The few that were reversed are read beside it in the same order and passed by, which costs less than asking for each.
 */
export function* storedYear(
  database: Database,
  of: YearOf,
  rowsAtOnce = rowsPerPortion,
): Generator<StoredSettlement> {
  const reader = new ClaimReader(database);
  const reversed = reversedClaims(database, of);
  let passedBy = reversed.next();
  for (const rows of portionsOfYear(database, of, rowsAtOnce)) {
    for (const row of rows) {
      if (passedBy.done !== true && row[0] === passedBy.value[0] && row[1] === passedBy.value[1]) {
        passedBy = reversed.next();
      } else yield settlementOf(row, reader);
    }
  }
}

const inRegion = `(@region IS NULL
  OR situation_id IN (SELECT id FROM claim_situation WHERE insured_region = @region))`;

function* portionsOfYear(database: Database, of: YearOf, rowsAtOnce: number): Generator<ClaimRow[]> {
  const portion = database
    .prepare<[YearOf & Record<'insuredYearId' | 'sequence' | 'rowsAtOnce', number>], ClaimRow>(
      `SELECT ${claimColumns} FROM settlement_claim
       WHERE year = @year AND (insured_year_id, sequence) > (@insuredYearId, @sequence) AND ${inRegion}
       ORDER BY year, insured_year_id, sequence LIMIT 0 + @rowsAtOnce`,
    )
    .raw();
  let [insuredYearId, sequence] = [0, 0];
  for (;;) {
    const rows = portion.all({ ...of, insuredYearId, sequence, rowsAtOnce });
    yield rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    [insuredYearId, sequence] = last;
  }
}

/** From the reversals to their claims: the other way round would walk the year a second time. */
function reversedClaims(
  database: Database,
  of: YearOf,
): IterableIterator<readonly [insuredYearId: number, sequence: number]> {
  return database
    .prepare<[YearOf], readonly [insuredYearId: number, sequence: number]>(
      `SELECT insured_year_id, sequence
       FROM settlement AS reversal CROSS JOIN settlement_claim AS claim ON claim.settlement_id = reversal.reverses_id
       WHERE reversal.reverses_id IS NOT NULL AND claim.year = @year AND ${inRegion}
       ORDER BY insured_year_id, sequence`,
    )
    .raw()
    .iterate(of);
}

/** The live settlements of the same person and year up to this one, in their order. */
export function upToSettlement(database: Database, settlementId: string): StoredSettlement[] {
  const rows = database
    .prepare<[string], ClaimRow>(
      `SELECT ${claimColumns} FROM settlement_claim
       JOIN (SELECT year AS of_year, insured_year_id AS of_person, sequence AS up_to
         FROM settlement_claim WHERE settlement_id = ?)
       ON year = of_year AND insured_year_id = of_person AND sequence <= up_to
       WHERE sequence = up_to
         OR settlement_id NOT IN (SELECT reverses_id FROM settlement WHERE reverses_id IS NOT NULL)
       ORDER BY sequence`,
    )
    .raw()
    .all(settlementId);
  const reader = new ClaimReader(database);
  return rows.map((row) => settlementOf(row, reader));
}

function settlementOf(row: ClaimRow, reader: ClaimReader): StoredSettlement {
  const [yearKey, stayInParts, paidFen, personalFen] = [row[0], row[11], row[15], row[16]];
  const paid = { layers: reader.layersOf(row), fen: JSON.parse(paidFen) as readonly number[], personalFen };
  return { yearKey, stayInParts, claim: reader.claimOf(row), paid };
}
