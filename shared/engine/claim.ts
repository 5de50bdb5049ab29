import type { LocalDate } from '../calendar/local-date.ts';
import { type Fen, zeroFen } from '../money/fen.ts';
import type { EligibilityCategory } from '../policy/eligibility.ts';

/** Where the stay took place, seen from the patient's insured place. `referred` means approved. */
export const places = ['county', 'referred', 'unreferred', 'emergency'] as const;
export type Place = (typeof places)[number];

/** 住院, and 门诊慢特病: a visit of a person who is qualified for a major or chronic disease. */
export const kindsOfCare = ['inpatient', 'outpatient'] as const;
export type KindOfCare = (typeof kindsOfCare)[number];

/**
 * What a visit to an outpatient clinic brings besides: what the year and the month already hold for the same person and
 * the same disease. Amounts in fen; `paid…` by layer id.
 */
export interface OutpatientVisit {
  readonly deductibleBorneFen: Fen;
  readonly paidThisYearFen: Readonly<Record<string, Fen>>;
  readonly paidThisMonthFen: Readonly<Record<string, Fen>>;
}

/** 1 一级, 2 二级, 3 三级. */
export type HospitalLevel = 1 | 2 | 3;

export interface HospitalStanding {
  readonly level: HospitalLevel;
  /** 县级医院: an administrative rank, independent of the level. */
  readonly countyLevel: boolean;
}

/** The four parts of a stay's cost; together they are the total, to the fen. */
export interface CostParts {
  readonly totalFen: Fen;
  readonly ownExpenseFen: Fen;
  readonly overLimitFen: Fen;
  readonly preSelfPayFen: Fen;
  readonly inScopeFen: Fen;
}

/** What the engine is asked to settle: one stay, or one visit, of one person on one day. Amounts in fen. */
export interface Claim {
  readonly settledOn: LocalDate;
  readonly admittedOn: LocalDate;
  readonly place: Place;
  readonly hospital: HospitalStanding;
  readonly person: {
    /** Valid on `settledOn`; empty means ordinary. */
    readonly eligibilities: readonly EligibilityCategory[];
    readonly insured: boolean;
    readonly ageYears: number | undefined;
    /** ICD-10 codes of the stay's diagnoses. */
    readonly diseases: readonly string[];
  };
  readonly cost: CostParts;
  /** Amounts granted by somebody's approval, by layer id (emergency assistance, temporary relief). */
  readonly approvedFen: Readonly<Record<string, Fen>>;
  /** Left out: a stay in hospital. A visit's one diagnosis is the disease that the person is qualified for. */
  readonly outpatient?: OutpatientVisit;
  /** Sent down by a higher hospital; left out means no. */
  readonly downReferred?: boolean;
  /** Deductible that interim settlements of this stay have already borne. */
  readonly deductibleBorneFen?: Fen;
  /** An interim settlement of this stay is in the year already, so that this one counts no further stay. */
  readonly continuesStay?: boolean;
  /** Cost of the items of this stay that stand in an item list of the policy, by list id. */
  readonly itemListsFen?: Readonly<Record<string, Fen>>;
}

/**
 * What the year already holds for this person and insurance, before this stay. Amounts in fen.
 * `paidFen` is keyed by layer id, or `layer.kind` where a pack counts kinds of a layer apart.
 */
export interface YearState {
  readonly criticalIllnessBurdenFen: Fen;
  readonly personalFen: Fen;
  readonly personalInScopeFen: Fen;
  readonly deductibleFen: Fen;
  readonly stays: number;
  readonly paidFen: Readonly<Record<string, Fen>>;
}

/** Nothing settled yet this year. */
export const emptyYear: YearState = {
  criticalIllnessBurdenFen: zeroFen,
  personalFen: zeroFen,
  personalInScopeFen: zeroFen,
  deductibleFen: zeroFen,
  stays: 0,
  paidFen: {},
};

export function careOf({ outpatient }: Pick<Claim, 'outpatient'>): KindOfCare {
  return outpatient === undefined ? 'inpatient' : 'outpatient';
}

/** A visit is no stay, and the part of a stay whose other part was settled counts with that. */
export function countsAsStay({ outpatient, continuesStay }: Claim): boolean {
  return outpatient === undefined && continuesStay !== true;
}
