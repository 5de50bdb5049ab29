import type { PlainClaim } from './random-claim.ts';
import type { Plain } from './random-pack.ts';

/** Who asks: one stay, with the eligibilities that count and the number of the stay in its year. */
export interface Situation {
  readonly claim: PlainClaim;
  readonly eligibilities: readonly string[];
  readonly visit: number;
}

export class Refused extends Error {
  readonly code: string;
  /** Whether it is only that no rule speaks of this person: then another eligibility may still count. */
  readonly silent: boolean;
  constructor(code: string, silent = false) {
    super(code);
    this.code = code;
    this.silent = silent;
  }
}

/** The rule of a list that applies, as a person would look it up: read down the page, take the one that fits. */
export function ruleFor(rules: readonly Plain[], situation: Situation): Plain | undefined {
  return rules.find((rule) => applies(rule['when'] as Plain | undefined, situation));
}

export function applies(when: Plain | undefined, situation: Situation): boolean {
  if (when === undefined) return true;
  const { age, ...others } = when as { age?: { from?: number; to?: number } } & Plain;
  const rest = Object.entries(others).every(([key, wanted]) => meets(key, wanted, situation));
  if (!rest || age === undefined) return rest;
  if (situation.claim.age === undefined) throw new Refused('age_unknown');
  return situation.claim.age >= (age.from ?? 0) && situation.claim.age <= (age.to ?? 999);
}

function meets(key: string, wanted: unknown, { claim, eligibilities, visit }: Situation): boolean {
  const list = [wanted].flat() as string[];
  switch (key) {
    case 'hospital_level':
      return list.includes(String(claim.level));
    case 'place':
      return list.includes(claim.place);
    case 'county_level':
      return (wanted === 'true') === claim.countyLevel;
    case 'eligibility':
      return list.some((one) => eligibilities.includes(one));
    case 'no_eligibility':
      return !list.some((one) => eligibilities.includes(one));
    case 'disease':
      return isMajor(claim.diseases);
    case 'no_disease':
      return !isMajor(claim.diseases);
    case 'visit': {
      const span = wanted as { from?: string; to?: string };
      return visit >= Number(span.from ?? 0) && visit <= Number(span.to ?? 999);
    }
    default:
      throw new Error(`the oracle does not know ${key}`);
  }
}

/** The one list of the random packs: C15 and everything below it, and I20 to I25. */
function isMajor(diseases: readonly string[]): boolean {
  return diseases.some((code) => code.startsWith('C15') || /^I2[0-5]/.test(code));
}
