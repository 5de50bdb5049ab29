import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { bitsOf, everyEligibility } from '../../../shared/engine/condition.ts';
import { type CompiledDisease, isDisease } from '../../../shared/engine/disease.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';

/** A dated list of diseases whose treatment is kept and reported, and whose treatment that is. */
export interface TreatmentList {
  readonly id: string;
  readonly title: string;
  readonly diseases: readonly CompiledDisease[];
  /** Bits of the eligibilities; any of them makes a patient of the list. */
  readonly patients: number;
}

/** The list that every pack calls by this name (锦卫发〔2019〕61号 二); it counts for everybody entitled where no `patients` stand. */
const firstList = 'special_treatment';

/** The lists of special treatment of a policy (专项救治, and 地方病 where the document includes it), in its order. */
export function treatmentLists({ diseaseLists }: Pick<Policy, 'diseaseLists'>): TreatmentList[] {
  return diseaseLists.flatMap(({ patients, ...list }) => {
    if (patients !== undefined) return [{ ...list, patients }];
    return list.id === firstList ? [{ ...list, patients: everyEligibility }] : [];
  });
}

export interface Case {
  readonly diagnoses: readonly string[];
  readonly eligibilities: readonly EligibilityCategory[];
  readonly ageYears: number | undefined;
  readonly on: LocalDate;
}

export interface RecognisedDisease {
  readonly list: string;
  readonly disease: string;
}

/** The diseases of the lists that these diagnoses are, by the order of the diagnoses, each once. */
export function recognisedDiseases(
  lists: readonly TreatmentList[],
  { diagnoses, eligibilities, ageYears, on }: Case,
): RecognisedDisease[] {
  const held = bitsOf(eligibilities);
  const meant = lists.filter(({ patients }) => (patients & held) !== 0);
  const found = new Map<string, RecognisedDisease>();
  for (const code of diagnoses) {
    for (const { id, diseases } of meant) {
      for (const disease of diseases) {
        if (!isDisease(disease, code, ageYears, on)) continue;
        found.set(`${id} ${disease.name}`, { list: id, disease: disease.name });
      }
    }
  }
  return [...found.values()];
}

/** The disease under which a settlement is reported: the first; undefined where it is none of them. */
export function specialDisease(lists: readonly TreatmentList[], asked: Case): string | undefined {
  return recognisedDiseases(lists, asked)[0]?.disease;
}
