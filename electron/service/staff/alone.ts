import { isWithinHours, localHourOf } from '../../../shared/calendar/local-hour.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPersonOrAlone } from '../../../shared/contract/values.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { readSetting } from '../hospital/settings.ts';
import { type Approval, approve, type ApprovedAct } from './approve.ts';

/** Whether it is an hour in which the hospital lets a clerk act alone. Off unless both hours are set. */
export function isAloneHour(context: ServiceContext): boolean {
  const { fromHour, untilHour } = readSetting(context, 'aloneHours');
  if (fromHour === null || untilHour === null) return false;
  const hour = localHourOf(context.clock.now().toISOString(), readSetting(context, 'zone'));
  return isWithinHours(hour, fromHour, untilHour);
}

/**
 * The word of a second person, or at night none yet: then the reason is kept, and the act is listed until another account
 * has approved it or objected (approvals/). Only for what happens at the clerk's window and cannot wait. Refuses
 * `alone_not_now` and what `approve` refuses.
 */
export async function approveOrAlone(
  context: ServiceContext,
  actor: Actor,
  second: SecondPersonOrAlone,
  act: ApprovedAct,
): Promise<Approval> {
  if ('login' in second) return approve(context, actor, second, act);
  if (!isAloneHour(context)) {
    throw new Refusal('alone_not_now', '现在不是本院规定可以一人先办的时间，请复核人当面输入账号和密码。');
  }
  return { ...act, actor, secondAccountId: null, aloneReason: second.aloneReason };
}

/** Whose word it is, as a request that moves money is compared with its repetition. */
export function secondLoginOf(second: SecondPersonOrAlone): string | null {
  return 'login' in second ? second.login.toLowerCase() : null;
}
