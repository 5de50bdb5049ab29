import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

export interface WorkedImport {
  readonly sequence: number;
  readonly importId: string;
  readonly fileName: string;
  readonly asOfDay: LocalDate;
}

/** As many as a select box is good for. */
const mostImports = 24;

/** The newest imports of rosters, the newest first. */
export function newestImports({ database }: ServiceContext): WorkedImport[] {
  return statement<[], WorkedImport>(
    database,
    `SELECT sequence, id AS importId, file_name AS fileName, as_of_day AS asOfDay FROM roster_import
     WHERE source = 'roster' ORDER BY sequence DESC LIMIT ${mostImports}`,
  ).all();
}

/** Refuses `roster_import_unknown`. */
export function importOf({ database }: ServiceContext, importId: string): WorkedImport {
  const found = statement<[string], WorkedImport>(
    database,
    `SELECT sequence, id AS importId, file_name AS fileName, as_of_day AS asOfDay FROM roster_import
     WHERE id = ? AND source = 'roster'`,
  ).get(importId);
  if (found === undefined) {
    throw new Refusal('roster_import_unknown', '没有找到这次名册导入，请刷新后再选。');
  }
  return found;
}

/** Before it there was no roster: everybody is new in it. */
export function isFirstRoster({ database }: ServiceContext, sequence: number): boolean {
  const sql = "SELECT 1 AS found FROM roster_import WHERE source = 'roster' AND sequence < ? LIMIT 1";
  return statement<[number], { found: 1 }>(database, sql).get(sequence) === undefined;
}
