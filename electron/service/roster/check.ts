import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Problem } from '../../../shared/contract/refusal.ts';
import { openTable } from '../tables/read.ts';
import { rosterLayout } from './columns.ts';
import { Packing, type Portion, type RepeatedRow } from './portion.ts';
import { checkRosterRow } from './row.ts';
import { SeenNumbers } from './seen-numbers.ts';

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
 * Reads a roster and checks each row by itself; `give` gets the good ones packed, what is wrong with the others, and
 * rows of a number that stood in the file before, which only those who have the earlier one can judge. Refuses what
 * `openTable` refuses.
 */
export async function checkRoster(
  { filePath, today }: CheckOrder,
  give: (portion: Portion) => void,
): Promise<CheckedFile> {
  const table = await openTable(filePath, rosterLayout);
  const packing = new Packing();
  const seen = new SeenNumbers();
  for await (const batch of table.batches()) {
    const problems: Problem[] = [];
    const repeated: RepeatedRow[] = [];
    for (const raw of batch) {
      const checked = checkRosterRow(table, raw, today);
      if (!checked.ok) {
        problems.push(...checked.problems);
        continue;
      }
      const { row } = checked;
      const position = seen.firstOf(row.idNumber, packing.nextPosition());
      if (position === 0) packing.add(row);
      else repeated.push({ position, row });
    }
    give(packing.take({ doneShare: table.doneShare(), rowCount: batch.length, repeated, problems }));
  }
  return { fileHash: table.fileHash };
}
