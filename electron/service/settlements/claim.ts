import type { Claim } from '../../../shared/engine/claim.ts';
import type { ServiceContext } from '../context.ts';
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
  statement<Record<string, unknown>>(database, insertClaim).run({
    year: fact.year,
    insuredYearId: keptOnce(database, 'insured_year', {
      year: fact.year,
      person_id: fact.personId,
      insurance: fact.insurance,
    }),
    situationId: keptOnce(database, 'claim_situation', {
      insured_region: fact.insuredRegion,
      place: claim.place,
      hospital_level: hospital.level,
      county_level: Number(hospital.countyLevel),
      eligibilities: JSON.stringify(person.eligibilities),
      insured: Number(person.insured),
    }),
    ageYears: person.ageYears ?? null,
    settledOn: claim.settledOn,
    admittedOn: claim.admittedOn,
    diseases: JSON.stringify(person.diseases),
    ...cost,
    stayInParts: isPart ? fact.stayId : null,
    deductibleBorneFen: claim.continuesStay === true ? (claim.deductibleBorneFen ?? 0) : null,
    further: furtherOf(claim),
    payersId: keptOnce(database, 'claim_payers', { layers: JSON.stringify(paid.map(({ layer }) => layer)) }),
    paidFen: JSON.stringify(paid.map(({ payFen }) => payFen)),
    personalFen: fact.personalFen,
    settlementId: fact.settlementId,
  });
}

function furtherOf({ approvedFen, downReferred, itemListsFen }: Claim): string | null {
  const further: FurtherClaim = {
    ...(Object.keys(approvedFen).length === 0 ? {} : { approvedFen }),
    ...(downReferred === undefined ? {} : { downReferred }),
    ...(itemListsFen === undefined ? {} : { itemListsFen }),
  };
  return Object.keys(further).length === 0 ? null : JSON.stringify(further);
}

const insertClaim = `
INSERT INTO settlement_claim (
  year, insured_year_id, sequence, situation_id, age_years, settled_on, admitted_on, diseases, own_expense_fen,
  over_limit_fen, pre_self_pay_fen, in_scope_fen, stay_in_parts, deductible_borne_fen, further, payers_id, paid_fen,
  personal_fen, settlement_id
) VALUES (
  @year, @insuredYearId,
  (SELECT coalesce(max(sequence), 0) + 1 FROM settlement_claim
    WHERE year = @year AND insured_year_id = @insuredYearId),
  @situationId, @ageYears, @settledOn, @admittedOn, @diseases, @ownExpenseFen,
  @overLimitFen, @preSelfPayFen, @inScopeFen, @stayInParts, @deductibleBorneFen, @further, @payersId, @paidFen,
  @personalFen, @settlementId
)`;

/** What the engine was asked for a settlement, as it was asked then. A reversal has none: it throws. */
export function readClaim({ database }: ServiceContext, settlementId: string): Claim {
  const row = database
    .prepare<[string], ClaimRow>(`SELECT ${claimColumns} FROM settlement_claim WHERE settlement_id = ?`)
    .raw()
    .get(settlementId);
  if (row === undefined) throw new Error('nothing was asked for this settlement');
  return new ClaimReader(database).claimOf(row);
}
