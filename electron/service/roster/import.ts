import path from 'node:path';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { RosterImportReport } from '../../../shared/contract/people.ts';
import { type Problem, Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { requireRoomForFile } from '../disk/watch.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { openTable, type Table } from '../tables/read.ts';
import { type RosterColumn, rosterLayout } from './columns.ts';
import { commitRoster, countAbsent, matchKnownPersons } from './commit.ts';
import { checkRosterRow } from './row.ts';
import { clearStaging, Staging } from './staging.ts';

const listedProblems = 500;
/** Files that are being imported: their staging tables are one per open file. */
const running = new WeakSet<object>();

export interface RosterFile {
  readonly filePath: string;
  /** The day the registry made the export. */
  readonly asOfDay: LocalDate;
  /** The refused rows are left out knowingly; else one refused row keeps the whole file out. */
  readonly leaveOutRefused: boolean;
}

/**
 * Imports a registry export (layout: roster/columns.ts) as one dated snapshot, all or nothing. `importId` is null in
 * the report when rows were refused and nobody chose to leave them out. Refuses besides what `openTable` refuses:
 * `roster_import_running`, `roster_day_in_future`, `roster_older_than_last`, `roster_all_rows_refused`.
 */
export async function importRoster(
  context: ServiceContext,
  actor: Actor | undefined,
  file: RosterFile,
): Promise<RosterImportReport> {
  if (running.has(context.database)) {
    throw new Refusal('roster_import_running', '正在导入另一份名册，请等它完成后再导入。');
  }
  running.add(context.database);
  try {
    refuseWrongDay(context, file.asOfDay);
    return await importOnly(context, actor, file);
  } finally {
    clearStaging(context.database);
    running.delete(context.database);
  }
}

async function importOnly(
  context: ServiceContext,
  actor: Actor | undefined,
  file: RosterFile,
): Promise<RosterImportReport> {
  await requireRoomForFile(context);
  const table = await openTable(file.filePath, rosterLayout);
  const staged = await stageRows(context, table);
  const { newPersonCount } = matchKnownPersons(context);
  const report = {
    fileName: path.basename(file.filePath),
    asOfDay: file.asOfDay,
    ...staged,
    newPersonCount,
    absentPersonCount: countAbsent(context),
  };
  if (staged.refusedCount > 0 && !file.leaveOutRefused) return { importId: null, ...report };
  if (staged.personCount === 0) {
    throw new Refusal('roster_all_rows_refused', '名册里没有一行可以导入，请按列出的原因修改后重新导入。', [
      ...staged.refused,
    ]);
  }
  refuseWrongDay(context, file.asOfDay);
  const importId = commitRoster(context, actor, {
    fileName: report.fileName,
    fileHash: table.fileHash,
    asOfDay: file.asOfDay,
    personCount: staged.personCount,
    refusedCount: staged.refusedCount,
  });
  return { importId, ...report };
}

async function stageRows(context: ServiceContext, table: Table<RosterColumn>) {
  const staging = new Staging(context);
  const day = today(context);
  const refused: Problem[] = [];
  const refusedLines = new Set<number>();
  let rowCount = 0;
  for await (const batch of table.batches()) {
    rowCount += batch.length;
    inTransaction(context.database, () => {
      for (const row of batch) {
        const checked = checkRosterRow(table, row, day);
        for (const problem of checked.ok ? staging.add(checked.row) : checked.problems) {
          refusedLines.add(problem.line);
          if (refused.length < listedProblems) refused.push(problem);
        }
      }
    });
  }
  return { rowCount, personCount: staging.personCount(), refusedCount: refusedLines.size, refused };
}

/** The newest import of a person counts, so a roster that is older than the last one would put old knowledge on top. */
function refuseWrongDay(context: ServiceContext, asOfDay: LocalDate): void {
  if (asOfDay > today(context)) {
    throw new Refusal('roster_day_in_future', '名册日期晚于今天，请填写名册导出的那一天。');
  }
  const last = statement<[], { day: string | null }>(
    context.database,
    "SELECT max(as_of_day) AS day FROM roster_import WHERE source = 'roster'",
  ).get();
  if (last?.day && asOfDay < last.day) {
    const sentence = `已经导入过 ${last.day} 的名册，不能再导入更早的 ${asOfDay} 的名册。请核对名册日期。`;
    throw new Refusal('roster_older_than_last', sentence);
  }
}
