import path from 'node:path';
import type { RepeatedLines, Stay } from '../../../shared/contract/stays.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { requireRoomForFile } from '../disk/watch.ts';
import { today } from '../hospital/settings.ts';
import { readStay } from '../stays/stay.ts';
import { readFeeFile } from './fee-file.ts';
import { loadFees, requireOpenStay } from './load-fees.ts';
import { isFileOfStay } from './stay-of-file.ts';

/**
 * Adds the items of a fee file to a stay; the whole file, what is new of it where the caller says so, or nothing. Refuses
 * what `isFileOfStay`, `readFeeFile` and `loadFees` refuse.
 */
export async function importFees(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  filePath: string,
  repeated: RepeatedLines = 'refuse',
): Promise<Stay> {
  requireOpenStay(context, stayId);
  const { admissionNumber, admittedOn, dischargedOn } = readStay(context, stayId);
  const fileName = path.basename(filePath);
  const isNamed = isFileOfStay(context, stayId, fileName);
  await requireRoomForFile(context);
  const period = { from: admittedOn, to: dischargedOn ?? today(context) };
  const file = await readFeeFile(filePath, { period, admissionNumber });
  // While the file was read, another request may have settled or cancelled the stay, or loaded the file.
  loadFees(context, actor, stayId, { ...file, fileName, isNamed }, repeated);
  return readStay(context, stayId);
}
