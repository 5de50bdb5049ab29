import type { LocalDate } from '../calendar/local-date.ts';
import { isDisease } from './disease.ts';
import type { CompiledLayer, Policy, Rule } from './policy.ts';

/**
 * Whether two codes are one disease of outpatient care (门诊慢特病), which has one deductible and one limit a month and
 * a year: the same disease of a list that the outpatient layers speak of. A code on no such list is a disease of its own.
 * @returns asks of each other code
 */
export function sameOutpatientDisease(
  { layers, diseaseLists }: Pick<Policy, 'layers' | 'diseaseLists'>,
  code: string,
  { ageYears, on }: { readonly ageYears: number | undefined; readonly on: LocalDate },
): (other: string) => boolean {
  const spokenOf = layers.filter(isOutpatientAlone).reduce((bits, layer) => bits | listsIn(layer), 0);
  const diseases = diseaseLists
    .filter((_, index) => (spokenOf & (1 << index)) !== 0)
    .flatMap((list) => list.diseases)
    .filter((disease) => isDisease(disease, code, ageYears, on));
  return (other) => other === code || diseases.some((disease) => isDisease(disease, other, ageYears, on));
}

/** Only these count by disease. */
function isOutpatientAlone({ care }: CompiledLayer): boolean {
  return care.every((one) => one === 'outpatient');
}

/** The disease lists of a layer's rules, one bit each. */
function listsIn({ rules, deductible, limits }: CompiledLayer): number {
  const all: Rule<unknown>[] = [rules, deductible?.rules ?? [], ...limits.map((limit) => limit.rules)].flat();
  return all.flatMap(({ boxes }) => boxes).reduce((bits, { disease }) => bits | disease, 0);
}
