import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { readDayClose } from './read.ts';

/** What stands on the sheet of a close. Refuses `day_close_unknown`. */
export function daySheetContent(context: ServiceContext, dayCloseId: string): Gathered<'day_sheet'> {
  const content = readDayClose(context, dayCloseId);
  const { number, businessDay } = content;
  return { title: '窗口收费日结单', number, personId: null, businessDay, content };
}
