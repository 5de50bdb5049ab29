import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { type Hospital, readHospital } from '../hospital/settings.ts';

export type IrregularityLimits = Hospital['irregularityLimits'];

/** The thresholds that counted on the day of what is looked at, so that a new one finds nothing anew in the past. */
export function limitsOn(context: ServiceContext, day: LocalDate): IrregularityLimits {
  return readHospital(context, day).irregularityLimits;
}
