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

/**
 * All live settlements of a year, person by person, each person's in their order. Holds one row at a time. The few that
 * were reversed are read beside it in the same order and passed by, which costs less than asking for each row.
 */
export function* storedYear(
  database: Database,
  of: { readonly year: number; readonly region: string | null },
): Generator<StoredSettlement> {
  const within = `year = @year ${
    of.region === null
      ? ''
      : 'AND situation_id IN (SELECT id FROM claim_situation WHERE insured_region = @region)'
  }`;
  const rows = database
    .prepare<[typeof of], ClaimRow>(
      `SELECT ${claimColumns} FROM settlement_claim WHERE ${within} ORDER BY year, insured_year_id, sequence`,
    )
    .raw()
    .iterate(of);
  const reversed = database
    .prepare<[typeof of], readonly [insuredYearId: number, sequence: number]>(
      `SELECT insured_year_id, sequence FROM settlement_claim
       WHERE settlement_id IN (SELECT reverses_id FROM settlement WHERE reverses_id IS NOT NULL) AND ${within}
       ORDER BY insured_year_id, sequence`,
    )
    .raw()
    .iterate(of);
  const reader = new ClaimReader(database);
  let passedBy = reversed.next();
  for (const row of rows) {
    if (passedBy.done !== true && row[0] === passedBy.value[0] && row[1] === passedBy.value[1]) {
      passedBy = reversed.next();
      continue;
    }
    yield settlementOf(row, reader);
  }
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
