import { type CompiledDisease, isDisease } from '../../../shared/engine/disease.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { type EligibilityCategory, eligibilityCategories } from '../../../shared/policy/eligibility.ts';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { policyOfAct, readAct } from '../policy/in-force.ts';

/** Of a pack: its dated list of diseases, and whose treatment it is about. */
export interface SpecialTreatment {
  readonly diseases: readonly CompiledDisease[];
  /** Null: everybody who holds an eligibility. */
  readonly patients: readonly EligibilityCategory[] | null;
}

/** The list and the option that packs call by these names (锦卫发〔2019〕61号 二). */
const list = 'special_treatment';
const patientsOption = 'special_treatment_patients';

const categoriesSchema = z
  .union([z.enum(eligibilityCategories).transform((one) => [one]), z.array(z.enum(eligibilityCategories))])
  .nullable()
  .catch(null);
const optionsSchema = z.record(z.string(), z.unknown()).catch({});

/** What the policy put into force by that act says of special treatment. Refuses `policy_tampered`. */
export function specialTreatmentOf(context: ServiceContext, inForceId: string): SpecialTreatment {
  const { diseaseLists, text } = policyOfAct(context, inForceId);
  const diseases = diseaseLists.find(({ id }) => id === list)?.diseases ?? [];
  const set = optionsSchema.parse(JSON.parse(readAct(context, inForceId)?.options ?? '{}'))[patientsOption];
  const patients = categoriesSchema.parse(set ?? text.options?.[patientsOption]?.default ?? null);
  return { diseases, patients };
}

export interface Case {
  readonly diagnoses: readonly string[];
  readonly eligibilities: readonly EligibilityCategory[];
  readonly ageYears: number | undefined;
  readonly settledOn: LocalDate;
}

/** The disease of the list that this stay was about, by the order of its diagnoses; undefined where it is none of them. */
export function specialDisease(
  { diseases, patients }: SpecialTreatment,
  { diagnoses, eligibilities, ageYears, settledOn }: Case,
): string | undefined {
  const isMeant = eligibilities.some((category) => patients === null || patients.includes(category));
  if (!isMeant) return undefined;
  return diagnoses
    .map((code) => diseases.find((disease) => isDisease(disease, code, ageYears, settledOn))?.name)
    .find((name) => name !== undefined);
}
