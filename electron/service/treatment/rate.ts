import type { StateCounts, TreatmentRate } from '../../../shared/contract/treatment.ts';
import type { Policy } from '../../../shared/engine/policy.ts';

const whole = 1_000_000n;

/**
 * 大病救治率 against the target of the policy (Chongqing 渝卫发〔2019〕39号 二（二）2: 90 %). Of the lines that are verified, those whose
 * treatment began or came to something; who is still to be verified or has left counts on neither side. That is our reading:
 * no document says how it is counted.
 */
export function treatmentRate(counts: StateCounts, policy: Policy | undefined): TreatmentRate {
  const treatedCount = counts.in_treatment + counts.cured + counts.chronic_management + counts.referred;
  const verifiedCount = treatedCount + counts.confirmed;
  const figure = policy?.text.control_figures?.major_illness_treated;
  const target =
    policy === undefined || typeof figure?.at_least !== 'number'
      ? null
      : { millionths: figure.at_least, source: `${policy.document} ${figure.clause}` };
  const millionths =
    verifiedCount === 0 ? null : Number((BigInt(treatedCount) * whole) / BigInt(verifiedCount));
  const isMet = target === null || millionths === null ? null : millionths >= target.millionths;
  return { verifiedCount, treatedCount, millionths, target, isMet };
}
