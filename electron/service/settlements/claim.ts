import type { Database } from 'better-sqlite3';
import type { Claim } from '../../../shared/engine/claim.ts';
import type { ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { claimColumns, ClaimReader, type ClaimRow, type FurtherClaim } from './claim-row.ts';
import type { SettlementFact } from './fact.ts';
import { keptOnce } from './kept-once.ts';

/**
 * Writes what the engine was asked, inside the caller's transaction and before the row that closes the settlement.
 */
export function writeClaim({ database }: ServiceContext, fact: SettlementFact, claim: Claim): void {
  const { cost, person, hospital } = claim;
  const paid = fact.layers.filter(({ payFen }) => payFen !== 0);
  const isPart = fact.kind === 'interim' || claim.continuesStay === true;
  const insuredYearId = keptOnce(database, 'insured_year', {
    year: fact.year,
    person_id: fact.personId,
    insurance: fact.insurance,
  });
  insertRow(database, 'settlement_claim', {
    year: fact.year,
    insured_year_id: insuredYearId,
    sequence: nextSequence(database, fact.year, insuredYearId),
    situation_id: keptOnce(database, 'claim_situation', {
      insured_region: fact.insuredRegion,
      place: claim.place,
      hospital_level: hospital.level,
      county_level: Number(hospital.countyLevel),
      eligibilities: JSON.stringify(person.eligibilities),
      insured: Number(person.insured),
    }),
    age_years: person.ageYears ?? null,
    settled_on: claim.settledOn,
    admitted_on: claim.admittedOn,
    diseases: JSON.stringify(person.diseases),
    own_expense_fen: cost.ownExpenseFen,
    over_limit_fen: cost.overLimitFen,
    pre_self_pay_fen: cost.preSelfPayFen,
    in_scope_fen: cost.inScopeFen,
    stay_in_parts: isPart ? fact.stayId : null,
    deductible_borne_fen: claim.continuesStay === true ? (claim.deductibleBorneFen ?? 0) : null,
    further: furtherOf(claim),
    payers_id: keptOnce(database, 'claim_payers', { layers: JSON.stringify(paid.map(({ layer }) => layer)) }),
    paid_fen: JSON.stringify(paid.map(({ payFen }) => payFen)),
    personal_fen: fact.personalFen,
    settlement_id: fact.settlementId,
  });
}

/** The place of a claim among those of its person and year. */
function nextSequence(database: Database, year: number, insuredYearId: number): number {
  const last = statement<[number, number], { sequence: number }>(
    database,
    `SELECT sequence FROM settlement_claim WHERE year = ? AND insured_year_id = ? ORDER BY sequence DESC LIMIT 1`,
  ).get(year, insuredYearId);
  return (last?.sequence ?? 0) + 1;
}

function furtherOf({ approvedFen, downReferred, itemListsFen, outpatient }: Claim): string | null {
  const further: FurtherClaim = {
    ...(Object.keys(approvedFen).length === 0 ? {} : { approvedFen }),
    ...(downReferred === undefined ? {} : { downReferred }),
    ...(itemListsFen === undefined ? {} : { itemListsFen }),
    ...(outpatient === undefined ? {} : { outpatient }),
  };
  return Object.keys(further).length === 0 ? null : JSON.stringify(further);
}

/** What the engine was asked for a settlement, as it was asked then. A reversal has none: it throws. */
export function readClaim({ database }: ServiceContext, settlementId: string): Claim {
  const row = database
    .prepare<[string], ClaimRow>(`SELECT ${claimColumns} FROM settlement_claim WHERE settlement_id = ?`)
    .raw()
    .get(settlementId);
  if (row === undefined) throw new Error('nothing was asked for this settlement');
  return new ClaimReader(database).claimOf(row);
}
