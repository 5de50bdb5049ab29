import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { EntitlementWhere } from '../../../shared/contract/documents/entitlement.ts';
import { emptyYear, type HospitalLevel, type Place, type YearState } from '../../../shared/engine/claim.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import { settle } from '../../../shared/engine/settle.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { treatFirstClause } from '../../../shared/engine/subsidy.ts';
import { type Fen, fen, zeroFen } from '../../../shared/money/fen.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { Hospital } from '../hospital/settings.ts';

/** Bills that a person can picture: a few days in bed, an operation, a serious illness. All in the catalogue. [ours] */
export const samplesFen: readonly Fen[] = [fen(300_000), fen(1_000_000), fen(5_000_000)];
/** The one of them that stands on the board. */
export const boardSampleFen = fen(1_000_000);

/** A kind of hospital that somebody may go to. */
export interface SampleHospital {
  readonly place: Place;
  readonly level: HospitalLevel;
  readonly countyLevel: boolean;
  readonly where: EntitlementWhere;
}

type Here = Pick<Hospital, 'level' | 'countyLevel'>;

/** In the county by level, and elsewhere with and without the certificate. This hospital stands for its level. */
export function sampleHospitals(here: Here): readonly SampleHospital[] {
  const inCounty = (level: HospitalLevel, title: string, plain: string): SampleHospital => {
    const isHere = level === here.level;
    const countyLevel = isHere ? here.countyLevel : level === 2;
    return { place: 'county', level, countyLevel, where: { title, plain, isHere } };
  };
  const elsewhere = (place: Place, title: string): SampleHospital => ({
    place,
    level: 3,
    countyLevel: false,
    where: { title, plain: '市里、省里的大医院', isHere: false },
  });
  return [
    inCounty(1, '县里一级医院', '多是乡镇卫生院'),
    inCounty(2, '县里二级医院', '多是县医院'),
    inCounty(3, '县里三级医院', '县里最大的医院'),
    elsewhere('referred', '办了转诊，去三级医院'),
    elsewhere('unreferred', '没办转诊，去三级医院'),
  ];
}

export interface SamplePerson {
  /** Valid on the day; empty means ordinary. */
  readonly eligibilities: readonly EligibilityCategory[];
  readonly insured: boolean;
  readonly ageYears: number | undefined;
}

/**
 * What the engine says of a bill that lies wholly in the catalogue, without a disease that has rules of its own;
 * undefined where the pack gives no answer because the county has not set a number. Never zero instead.
 */
export function sampleStay(
  policy: Policy,
  person: SamplePerson,
  { place, level, countyLevel }: SampleHospital,
  { day, totalFen, year = emptyYear }: { day: LocalDate; totalFen: Fen; year?: YearState },
): Settlement | undefined {
  const claim = {
    settledOn: day,
    admittedOn: day,
    place,
    hospital: { level, countyLevel },
    person: { ...person, diseases: [] },
    cost: {
      totalFen,
      ownExpenseFen: zeroFen,
      overLimitFen: zeroFen,
      preSelfPayFen: zeroFen,
      inScopeFen: totalFen,
    },
    approvedFen: {},
  };
  try {
    return settle(policy, claim, year, 'amounts');
  } catch (error) {
    if (error instanceof PolicyRefusal) return undefined;
    throw error;
  }
}

/** Whether the person needs no deposit at this hospital. */
export function isTreatedFirst(policy: Policy, person: SamplePerson, hospital: Here): boolean {
  return treatFirstClause(policy, person, { place: 'county', hospital }) !== undefined;
}

/** The layers that pay now and say themselves when they end. */
export function endingLayers(policy: Policy, day: LocalDate): { title: string; until: LocalDate }[] {
  return policy.layers.flatMap(({ title, active, until }) =>
    active && until !== undefined && until >= day ? [{ title, until }] : [],
  );
}
