import type { Database } from 'better-sqlite3';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Claim, HospitalLevel, Place } from '../../../shared/engine/claim.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';

/** What a claim may hold beyond the columns of its row. */
export type FurtherClaim = Partial<
  Pick<Claim, 'approvedFen' | 'downReferred' | 'itemListsFen' | 'outpatient'>
>;

/** Columns of `settlement_claim` in the order of `ClaimRow`; read as lists, since a year has many rows. */
export const claimColumns = `insured_year_id, sequence, situation_id, age_years, settled_on, admitted_on, diseases,
  own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen, stay_in_parts, deductible_borne_fen, further,
  payers_id, paid_fen, personal_fen`;

export type ClaimRow = readonly [
  insuredYearId: number,
  sequence: number,
  situationId: number,
  ageYears: number | null,
  settledOn: LocalDate,
  admittedOn: LocalDate,
  diseases: string,
  ownExpenseFen: Fen,
  overLimitFen: Fen,
  preSelfPayFen: Fen,
  inScopeFen: Fen,
  stayInParts: string | null,
  deductibleBorneFen: Fen | null,
  further: string | null,
  payersId: number,
  paidFen: string,
  personalFen: Fen,
];

/** What many claims have in common: the person's standing and the hospital's. */
interface Situation extends Pick<Claim, 'place' | 'hospital'> {
  readonly eligibilities: readonly EligibilityCategory[];
  readonly insured: boolean;
}

interface SituationRow {
  readonly place: Place;
  readonly level: HospitalLevel;
  readonly countyLevel: 0 | 1;
  readonly eligibilities: string;
  readonly insured: 0 | 1;
}

/** Makes claims of their rows. What many rows have in common is read once. */
export class ClaimReader {
  readonly #situation: (id: number) => Situation;
  readonly #layers: (payersId: number) => readonly string[];
  readonly #diseases = remembered((json: string) => JSON.parse(json) as readonly string[]);

  constructor(database: Database) {
    const situation = database.prepare<[number], SituationRow>(
      `SELECT place, hospital_level AS level, county_level AS countyLevel, eligibilities, insured
       FROM claim_situation WHERE id = ?`,
    );
    const payers = database.prepare<[number], { layers: string }>(
      'SELECT layers FROM claim_payers WHERE id = ?',
    );
    this.#situation = remembered((id: number) => situationOf(found(situation.get(id))));
    this.#layers = remembered((id: number) => JSON.parse(found(payers.get(id)).layers) as readonly string[]);
  }

  /** What the engine was asked, as it was asked then. */
  claimOf(row: ClaimRow): Claim {
    const [, , situationId, ageYears, settledOn, admittedOn, diseases, own, over, first, inScope] = row;
    const [deductibleBorneFen, further] = [row[12], row[13]];
    const { place, hospital, eligibilities, insured } = this.#situation(situationId);
    const claim: Claim = {
      settledOn,
      admittedOn,
      place,
      hospital,
      person: {
        eligibilities,
        insured,
        ageYears: ageYears ?? undefined,
        diseases: this.#diseases(diseases),
      },
      cost: {
        totalFen: (own + over + first + inScope) as Fen,
        ownExpenseFen: own,
        overLimitFen: over,
        preSelfPayFen: first,
        inScopeFen: inScope,
      },
      approvedFen: {},
    };
    if (deductibleBorneFen === null && further === null) return claim;
    return {
      ...claim,
      ...(deductibleBorneFen === null ? {} : { continuesStay: true, deductibleBorneFen }),
      ...(further === null ? {} : (JSON.parse(further) as FurtherClaim)),
    };
  }

  /** The layers that paid; `paid_fen` has an amount for each, in the same order. */
  layersOf(row: ClaimRow): readonly string[] {
    return this.#layers(row[14]);
  }
}

function situationOf({ place, level, countyLevel, eligibilities, insured }: SituationRow): Situation {
  return {
    place,
    hospital: { level, countyLevel: countyLevel === 1 },
    eligibilities: JSON.parse(eligibilities) as EligibilityCategory[],
    insured: insured === 1,
  };
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('a claim names a row that there is not');
  return row;
}

const mostRemembered = 10_000;

/** Reads each thing once, and all anew where there are more than a year's claims have in common. */
function remembered<Key, Value>(read: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= mostRemembered) known.clear();
    const value = read(key);
    known.set(key, value);
    return value;
  };
}
