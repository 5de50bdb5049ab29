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

/** The same as `checkRoster`, read in a thread of its own. What `take` throws ends it. */
export function checkRosterBeside(order: CheckOrder, take: (portion: Portion) => void): Promise<CheckedFile> {
  return takeFrom('checkRoster', order, take);
}
