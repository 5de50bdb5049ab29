import type { LocalDate } from '../calendar/local-date.ts';

/** One disease of a list: any of its codes, within its ages and days. */
export interface CompiledDisease {
  readonly name: string;
  /** `C15`, `F20.0`, or both ends of a range of categories. */
  readonly codes: readonly { readonly from: string; readonly to: string }[];
  readonly ageFrom: number | undefined;
  readonly ageTo: number | undefined;
  readonly since: LocalDate | undefined;
  readonly until: LocalDate | undefined;
}

/** `F00-F99` or `C15` as both ends. */
export function readCode(code: string): { readonly from: string; readonly to: string } {
  const [from = code, to = from] = code.split('-');
  return { from, to };
}

/** Whether a diagnosis belongs to a disease on a day. An unknown age is inside no age bounds. */
export function isDisease(
  disease: CompiledDisease,
  diagnosis: string,
  ageYears: number | undefined,
  on: LocalDate,
): boolean {
  if (disease.since !== undefined && on < disease.since) return false;
  if (disease.until !== undefined && on > disease.until) return false;
  if (disease.ageFrom !== undefined && !(ageYears !== undefined && ageYears >= disease.ageFrom)) return false;
  if (disease.ageTo !== undefined && !(ageYears !== undefined && ageYears <= disease.ageTo)) return false;
  return disease.codes.some((code) => isInside(diagnosis, code));
}

/** A code stands for itself and everything below it: C15 for C15.9, F20.0 for F20.001. */
function isInside(diagnosis: string, code: { readonly from: string; readonly to: string }): boolean {
  if (code.from === code.to) return diagnosis.startsWith(code.from);
  const category = diagnosis.slice(0, 3);
  return category >= code.from && category <= code.to;
}
