import { isWorkbook } from '../tables/read.ts';
import { NeedsRoom } from '../tables/xlsx.ts';
import { checkRoster, type CheckedFile, type CheckOrder } from './check.ts';
import { type HandingOver, takeFrom, unhurriedly } from './handing-over.ts';
import type { Portion } from './portion.ts';

/** What the thread that reads is told. */
export type CheckBesideOrder = CheckOrder & HandingOver;

/** In the thread that reads. A portion is a tenth of a megabyte of the file. */
export function checkRosterForOther(
  { waiting, ...order }: CheckBesideOrder,
  give: (portion: Portion) => void,
): Promise<CheckedFile> {
  return checkRoster(order, unhurriedly(waiting, give));
}

/** The same in a thread with little memory. Null, and nothing was given: the workbook has to be read as a whole. */
export async function checkPlainWorkbookForOther(
  { waiting, ...order }: CheckBesideOrder,
  give: (portion: Portion) => void,
): Promise<CheckedFile | null> {
  try {
    return await checkRoster(order, unhurriedly(waiting, give), 'little');
  } catch (error) {
    if (error instanceof NeedsRoom) return null;
    throw error;
  }
}

/** The same as `checkRoster`, read in a thread of its own. What `take` throws ends it. */
export async function checkRosterBeside(
  order: CheckOrder,
  take: (portion: Portion) => void,
): Promise<CheckedFile> {
  const isTried = await isWorkbook(order.filePath);
  const checked = isTried ? await takeFrom('checkPlainWorkbook', order, take) : null;
  return checked ?? takeFrom('checkRoster', order, take);
}
