import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { readDayClose } from './read.ts';
import { windowDayOf } from './window-day.ts';

/** What stands on the sheet of a close. Refuses `day_close_unknown`. */
export function daySheetContent(context: ServiceContext, dayCloseId: string): Gathered<'day_sheet'> {
  const content = readDayClose(context, dayCloseId);
  const { number, businessDay } = content;
  return { title: '窗口收费日结单', number, personId: null, businessDay, content };
}

/** What stands on the sheet of a window's day, which is named by its first close. Refuses `day_close_unknown`. */
export function windowDaySheetContent(
  context: ServiceContext,
  dayCloseId: string,
): Gathered<'window_day_sheet'> {
  const { windowId, content } = windowDayOf(context, dayCloseId);
  const { businessDay } = content;
  const number = `CK${businessDay.replaceAll('-', '')}-${windowId}`;
  return { title: '窗口日结汇总', number, personId: null, businessDay, content };
}
