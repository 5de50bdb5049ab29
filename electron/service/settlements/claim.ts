import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Claim, CostParts, HospitalLevel, Place } from '../../../shared/engine/claim.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { SettlementFact } from './fact.ts';

/** What a claim may hold beyond the columns of its row. */
export type FurtherClaim = Partial<Pick<Claim, 'approvedFen' | 'downReferred' | 'itemListsFen'>>;

/**
 * Writes what the engine was asked, inside the caller's transaction and before the row that closes the settlement.
 */
export function writeClaim(context: ServiceContext, fact: SettlementFact, claim: Claim): void {
  const { cost, person, hospital } = claim;
  const paid = fact.layers.filter(({ payFen }) => payFen !== 0).map(({ layer, payFen }) => [layer, payFen]);
  const isPart = fact.kind === 'interim' || claim.continuesStay === true;
  statement<Record<string, unknown>>(context.database, insertClaim).run({
    year: fact.year,
    personId: fact.personId,
    insurance: fact.insurance,
    settlementId: fact.settlementId,
    insuredRegion: fact.insuredRegion,
    settledOn: claim.settledOn,
    admittedOn: claim.admittedOn,
    place: claim.place,
    level: hospital.level,
    countyLevel: Number(hospital.countyLevel),
    eligibilities: JSON.stringify(person.eligibilities),
    insured: Number(person.insured),
    ageYears: person.ageYears ?? null,
    diseases: JSON.stringify(person.diseases),
    ...cost,
    stayInParts: isPart ? fact.stayId : null,
    deductibleBorneFen: claim.continuesStay === true ? (claim.deductibleBorneFen ?? 0) : null,
    further: furtherOf(claim),
    paidFen: JSON.stringify(Object.fromEntries(paid)),
    personalFen: fact.personalFen,
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
  year, person_id, insurance, sequence, settlement_id, insured_region, settled_on, admitted_on, place,
  hospital_level, county_level, eligibilities, insured, age_years, diseases, own_expense_fen, over_limit_fen,
  pre_self_pay_fen, in_scope_fen, stay_in_parts, deductible_borne_fen, further, paid_fen, personal_fen
) VALUES (
  @year, @personId, @insurance,
  (SELECT coalesce(max(sequence), 0) + 1 FROM settlement_claim
    WHERE year = @year AND person_id = @personId AND insurance = @insurance),
  @settlementId, @insuredRegion, @settledOn, @admittedOn, @place,
  @level, @countyLevel, @eligibilities, @insured, @ageYears, @diseases, @ownExpenseFen, @overLimitFen,
  @preSelfPayFen, @inScopeFen, @stayInParts, @deductibleBorneFen, @further, @paidFen, @personalFen
)`;

interface ClaimRow extends CostParts {
  readonly settledOn: LocalDate;
  readonly admittedOn: LocalDate;
  readonly place: Place;
  readonly level: HospitalLevel;
  readonly countyLevel: 0 | 1;
  readonly eligibilities: string;
  readonly insured: 0 | 1;
  readonly ageYears: number | null;
  readonly diseases: string;
  readonly deductibleBorneFen: Fen | null;
  readonly further: string | null;
}

/** What the engine was asked for a settlement, as it was asked then. A reversal has none: it throws. */
export function readClaim(context: ServiceContext, settlementId: string): Claim {
  const row = statement<[string], ClaimRow>(
    context.database,
    `SELECT settled_on AS settledOn, admitted_on AS admittedOn, place, hospital_level AS level,
       county_level AS countyLevel, eligibilities, insured, age_years AS ageYears, diseases,
       own_expense_fen + over_limit_fen + pre_self_pay_fen + in_scope_fen AS totalFen,
       own_expense_fen AS ownExpenseFen, over_limit_fen AS overLimitFen, pre_self_pay_fen AS preSelfPayFen,
       in_scope_fen AS inScopeFen, deductible_borne_fen AS deductibleBorneFen, further
     FROM settlement_claim WHERE settlement_id = ?`,
  ).get(settlementId);
  if (row === undefined) throw new Error('nothing was asked for this settlement');
  const { settledOn, admittedOn, place, level, countyLevel, insured, ageYears } = row;
  const { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen, deductibleBorneFen } = row;
  return {
    settledOn,
    admittedOn,
    place,
    hospital: { level, countyLevel: countyLevel === 1 },
    person: {
      eligibilities: JSON.parse(row.eligibilities) as EligibilityCategory[],
      insured: insured === 1,
      ageYears: ageYears ?? undefined,
      diseases: JSON.parse(row.diseases) as string[],
    },
    cost: { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen },
    approvedFen: {},
    ...(deductibleBorneFen === null ? {} : { continuesStay: true, deductibleBorneFen }),
    ...(row.further === null ? {} : (JSON.parse(row.further) as FurtherClaim)),
  };
}
