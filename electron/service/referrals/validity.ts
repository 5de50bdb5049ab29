import { daysLater, type LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { readHospital, today } from '../hospital/settings.ts';

/**
 * A referral is for one illness and one journey. How long it may hold at most is the hospital's parameter; 180 days unless
 * set otherwise, as the registration of somebody who is treated elsewhere for a time holds six months (医保发〔2022〕22号:
 * 备案有效期原则上不少于6个月). Beyond that it is a slip of the hand in a date, or wants a new opinion. Refuses
 * `referral_too_long`.
 */
export function refuseTooLong(context: ServiceContext, referredOn: LocalDate, validTo: LocalDate): void {
  const { referralValidDays } = readHospital(context, today(context));
  const last = daysLater(referredOn, referralValidDays);
  if (validTo <= last) return;
  throw new Refusal(
    'referral_too_long',
    `转诊从 ${referredOn} 起最长 ${referralValidDays} 天，有效期不能晚于 ${last}，填的是 ${validTo}。请核对日期；` +
      '县里规定更长的，请信息科在“管理 › 本院参数”里改。',
  );
}
