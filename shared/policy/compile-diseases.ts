import { type CompiledDisease, readCode } from '../engine/disease.ts';
import type { DiseaseList } from './language/pack.ts';
import type { Resolver } from './resolver.ts';

/** A list as the document names it, with the codes that the county has confirmed by name, and what it has added. */
export function compileDiseases(resolver: Resolver, list: DiseaseList, id: string): CompiledDisease[] {
  const path = ['disease_lists', id];
  const given =
    list.codes === undefined
      ? undefined
      : resolver.value(list.codes.option, 'disease_codes', [...path, 'codes']);
  const confirmed = (given ?? {}) as Record<string, readonly string[]>;
  const named = list.diseases ?? [];
  for (const [index, disease] of named.entries()) {
    if (disease.clause !== undefined || list.clause !== undefined) continue;
    resolver.faults.add([...path, 'diseases', index], 'clause_missing', '病种没有依据，请写 clause。');
  }
  const further = Object.keys(confirmed).filter((name) => !named.some((disease) => disease.name === name));
  const fromOption = further.map((name) => ({ name, codes: confirmed[name] ?? [] }));
  return [...named, ...fromOption].map((disease): CompiledDisease => {
    const bounds = 'age' in disease ? disease : undefined;
    return {
      name: disease.name,
      codes: [...(disease.codes ?? []), ...(confirmed[disease.name] ?? [])].map(readCode),
      ageFrom: bounds?.age?.from,
      ageTo: bounds?.age?.to,
      since: bounds?.since,
      until: bounds?.until,
    };
  });
}
