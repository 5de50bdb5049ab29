import { parseLocalDate } from '../../shared/calendar/local-date.ts';
import { Refusal } from '../../shared/contract/refusal.ts';

/** A day that somebody typed, full-width digits included. Refuses `date_wrong` and names what was meant. */
export function dayOf(text: string, what = ''): string {
  const day = parseLocalDate(text.normalize('NFKC').trim());
  if (day === undefined) throw new Refusal('date_wrong', `${what}“${text}”不是日期，请写成 2020-03-01。`);
  return day;
}
