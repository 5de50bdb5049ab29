import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

interface ImportRow {
  readonly importId: string;
  readonly fileName: string;
  readonly asOfDay: LocalDate;
  readonly personCount: number;
  readonly refusedCount: number;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
}

/** The roster imports of this file, the newest first, at most 200. */
export function listRosterImports(context: ServiceContext): RequestOutput<'roster.imports'> {
  return statement<[], ImportRow>(
    context.database,
    `SELECT import.id AS importId, file_name AS fileName, as_of_day AS asOfDay, accepted_count AS personCount, refused_count AS refusedCount,
       import.recorded_at AS recordedAt, account.display_name AS recordedBy
     FROM roster_import AS import LEFT JOIN staff_account AS account ON account.id = import.recorded_by
     WHERE source = 'roster' ORDER BY sequence DESC LIMIT 200`,
  ).all();
}
