import type { Claim, YearState } from './claim.ts';
import { type Facts, factsOf } from './condition.ts';
import { isDisease } from './disease.ts';
import type { Policy } from './policy.ts';

/** What a policy's rules may ask about a claim, disease lists included. */
export function factsFor(policy: Policy, claim: Claim, year: YearState): Facts {
  return factsOf(claim, year.stays, diseaseBits(policy, claim));
}

/** Disease lists that this stay's diagnoses belong to, one bit each. */
function diseaseBits(policy: Policy, claim: Claim): number {
  if (policy.diseaseLists.length === 0 || claim.person.diseases.length === 0) return 0;
  const { ageYears, diseases } = claim.person;
  let bits = 0;
  for (const [index, list] of policy.diseaseLists.entries()) {
    const belongs = diseases.some((diagnosis) =>
      list.diseases.some((disease) => isDisease(disease, diagnosis, ageYears, claim.settledOn)),
    );
    if (belongs) bits |= 1 << index;
  }
  return bits;
}
