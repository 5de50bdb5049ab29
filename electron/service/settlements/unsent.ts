import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { readSetting } from '../hospital/settings.ts';
import { uploadSummary } from '../outbox/summary.ts';

/**
 * Refuses `too_much_unsent` where the hospital has set that nothing more is settled while so much waits for the
 * platform. For new final settlements alone: a reversal, and settling again within a correction, bring the two sides
 * closer to each other.
 */
export function requireWithinUnsentLimits(context: ServiceContext): void {
  const { stopCount, stopFen, stopHours } = readSetting(context, 'unsentLimits');
  if (stopCount === null && stopFen === null && stopHours === null) return;
  const { level, sentence } = uploadSummary(context).limit;
  if (level === 'stop') throw new Refusal('too_much_unsent', `没有结算：${sentence}`);
}
