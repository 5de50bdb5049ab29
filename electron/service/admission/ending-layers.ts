import { daysBetween, type LocalDate } from '../../../shared/calendar/local-date.ts';
import { bitOf, bitsOf } from '../../../shared/engine/condition.ts';
import type { AdmissionOutlook } from '../../../shared/contract/admission.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { readSetting, today } from '../hospital/settings.ts';
import type { Person } from '../people/person.ts';
import { policyFor } from '../policy/in-force.ts';
import { countingEligibilities } from '../settlements/eligibilities.ts';

/**
 * The layers of a policy that end soon (`layerEndDays`), or that ended while the patient lay here: only the day of
 * settlement decides whether a layer pays, so the patient has to hear of it before.
 * Chongqing: 渝卫发〔2019〕39号 二（四）3 ends the schemes beyond the three layers with 2020.
 * @param admittedOn null while it is not known
 */
export function endingLayers(
  context: ServiceContext,
  policy: Policy,
  admittedOn: LocalDate | null,
): AdmissionOutlook['notes'] {
  const day = today(context);
  const announcedDays = readSetting(context, 'layerEndDays');
  return policy.layers.flatMap(({ title, active, until, from }) => {
    if (!active || until === undefined || (from !== undefined && from > day)) return [];
    if (until < day) {
      if (admittedOn === null || admittedOn > until) return [];
      const sentence = `${title}已于 ${until} 结束，入院时还有，按结算那天算不再支付，请告诉患者。`;
      return [{ code: 'layer_ended_in_stay', sentence }];
    }
    const days = daysBetween(day, until);
    if (days > announcedDays) return [];
    const sentence = `${title}到 ${until} 为止，还有 ${days} 天。那天以后结算的，这一层不再支付，请先告诉患者。`;
    return [{ code: 'layer_ends', sentence }];
  });
}

/** Of the layers that end soon those that are for this person today; none where no policy is in force. */
export function endingLayersOf(context: ServiceContext, person: Person): string[] {
  const day = today(context);
  try {
    const { policy } = policyFor(context, person.region, day);
    const bits = bitsOf(countingEligibilities(person, day)) || bitOf('ordinary');
    const layers = policy.layers.filter(({ forMask }) => (forMask & bits) !== 0);
    return endingLayers(context, { ...policy, layers }, null).map(({ sentence }) => sentence);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no_policy_in_force') return [];
    throw error;
  }
}
