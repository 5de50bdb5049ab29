import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Problem } from '../../../shared/contract/refusal.ts';
import { openTable } from '../tables/read.ts';
import type { Room } from '../tables/xlsx.ts';
import { rosterLayout } from './columns.ts';
import { Packing, type Portion } from './portion.ts';
import { checkRosterRow } from './row.ts';
import { SameNumber } from './same-number.ts';
import { partsOf, SeenNumbers } from './seen-numbers.ts';

/** A roster to be read and checked, without any database. */
export interface CheckOrder {
  readonly filePath: string;
  /** The day of the hospital: no birth date lies after it. */
  readonly today: LocalDate;
}

export interface CheckedFile {
  readonly fileHash: string;
}

/**
 * Reads a roster and checks each row by itself and against the earlier rows of its number; `give` gets the good ones packed
 * and what is wrong with the others. Refuses what `openTable` refuses.
 */
export async function checkRoster(
  { filePath, today }: CheckOrder,
  give: (portion: Portion) => void,
  room?: Room,
): Promise<CheckedFile> {
  const table = await openTable(filePath, rosterLayout, room);
  const packing = new Packing();
  const seen = new SeenNumbers();
  const sameNumber = new SameNumber(packing);
  for await (const batch of table.batches()) {
    const problems: Problem[] = [];
    for (const raw of batch) {
      const checked = checkRosterRow(table, raw, today);
      if (!checked.ok) {
        problems.push(...checked.problems);
        continue;
      }
      const { row } = checked;
      const parts = partsOf(row.idNumber);
      const position = seen.firstOf(parts, packing.nextPosition());
      if (position > 0) {
        problems.push(...sameNumber.again(position, row));
        continue;
      }
      sameNumber.first(row, packing.add(row, parts));
    }
    give(packing.take({ doneShare: table.doneShare(), rowCount: batch.length, problems }));
  }
  return { fileHash: table.fileHash };
}
