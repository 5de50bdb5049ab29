import path from 'node:path';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { CatalogueImportReport } from '../../../shared/contract/catalogue.ts';
import { type Problem, Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { requireRoomForFile } from '../disk/watch.ts';
import { openTable, type Table } from '../tables/read.ts';
import { RowReader } from '../tables/row-reader.ts';
import { type CatalogueColumn, catalogueLayout } from './columns.ts';
import { commitCatalogue } from './commit.ts';
import { readCatalogueRow } from './row.ts';
import { clearStagedCatalogue, countStaged, stageCatalogueRow } from './staging.ts';

const listedProblems = 500;
/** So often at the most is said how far an import is. */
const tellEveryRows = 5000;

export interface CatalogueFile {
  readonly filePath: string;
  /** From this day on the snapshot counts. */
  readonly fromDay: LocalDate;
  /** The refused rows are left out knowingly; else one refused row keeps the whole file out. */
  readonly leaveOutRefused: boolean;
}

/** The import that runs in a file, if one does, and whether somebody has asked it to stop. */
const running = new WeakMap<object, { isCancelled: boolean }>();

/**
 * Imports the county's catalogue (layout: catalogue/columns.ts) as one dated snapshot, all or nothing. `importId` is null
 * in the report when rows were refused and nobody chose to leave them out. Refuses besides what `openTable` refuses:
 * `catalogue_import_running`, `catalogue_import_cancelled`, `catalogue_older_than_last`, `catalogue_of_another_year`,
 * `catalogue_all_rows_refused`.
 */
export async function importCatalogue(
  context: ServiceContext,
  actor: Actor | undefined,
  file: CatalogueFile,
): Promise<CatalogueImportReport> {
  const { database } = context;
  if (running.has(database)) {
    throw new Refusal('catalogue_import_running', '正在导入另一份目录，请等它完成后再导入。');
  }
  const act = { isCancelled: false };
  running.set(database, act);
  try {
    refuseOlder(context, file.fromDay);
    return await importOnly(context, actor, file, act);
  } finally {
    clearStagedCatalogue(database);
    running.delete(database);
    context.publish('catalogue.progress', { phase: 'idle', rowCount: 0 });
  }
}

/** Ends the import that runs, before it has written anything. Nothing happens where none does. */
export function cancelCatalogueImport(context: ServiceContext): void {
  const act = running.get(context.database);
  if (act !== undefined) act.isCancelled = true;
}

async function importOnly(
  context: ServiceContext,
  actor: Actor | undefined,
  { filePath, fromDay, leaveOutRefused }: CatalogueFile,
  act: { readonly isCancelled: boolean },
): Promise<CatalogueImportReport> {
  await requireRoomForFile(context);
  clearStagedCatalogue(context.database);
  const table = await openTable(filePath, catalogueLayout);
  const { rowCount, refused, refusedCount } = await stageRows(context, table, act);
  const { itemCount, inForceCount, firstDay, lastDay } = countStaged(context.database, fromDay);
  const fileName = path.basename(filePath);
  const report = { fileName, fromDay, rowCount, itemCount, refused, refusedCount };
  const told = { ...report, notInForceCount: itemCount - inForceCount, warnings: warningsOf(report) };
  if (refusedCount > 0 && !leaveOutRefused) return { importId: null, ...told };
  if (itemCount === 0) {
    const sentence = '目录里没有一行可以导入，请按列出的原因修改后重新导入。';
    throw new Refusal('catalogue_all_rows_refused', sentence, refused);
  }
  if (inForceCount * 2 < itemCount)
    throw ofAnotherYear(fromDay, { itemCount, inForceCount, firstDay, lastDay });
  refuseCancelled(act);
  context.publish('catalogue.progress', { phase: 'storing', rowCount: itemCount });
  const importId = commitCatalogue(context, actor, {
    fileName,
    fileHash: table.fileHash,
    fromDay,
    itemCount,
    refusedCount,
  });
  return { importId, ...told };
}

async function stageRows(
  context: ServiceContext,
  table: Table<CatalogueColumn>,
  act: { readonly isCancelled: boolean },
) {
  const refused: Problem[] = [];
  let [rowCount, refusedCount, told] = [0, 0, 0];
  for await (const batch of table.batches()) {
    refuseCancelled(act);
    rowCount += batch.length;
    inTransaction(context.database, () => {
      for (const row of batch) {
        const reader = new RowReader(table, row);
        const item = readCatalogueRow(reader);
        const doubled = item === undefined ? undefined : stageCatalogueRow(context.database, item);
        const problems = doubled === undefined ? reader.problems : [doubled];
        if (problems.length === 0) continue;
        refusedCount += 1;
        refused.push(...problems.slice(0, listedProblems - refused.length));
      }
    });
    if (rowCount - told < tellEveryRows) continue;
    told = rowCount;
    context.publish('catalogue.progress', { phase: 'reading', rowCount });
  }
  return { rowCount, refusedCount, refused };
}

function refuseCancelled({ isCancelled }: { readonly isCancelled: boolean }): void {
  if (!isCancelled) return;
  throw new Refusal('catalogue_import_cancelled', '导入已取消，什么也没有写入；原来的目录照旧。');
}

function refuseOlder(context: ServiceContext, fromDay: LocalDate): void {
  const last = statement<[], { day: string | null }>(
    context.database,
    'SELECT max(from_day) AS day FROM catalogue_import',
  ).get();
  if (!last?.day || fromDay >= last.day) return;
  throw new Refusal(
    'catalogue_older_than_last',
    `已经有 ${last.day} 起用的目录，不能再装更早的 ${fromDay} 起用的。请核对起用日期。`,
  );
}

function ofAnotherYear(fromDay: LocalDate, staged: ReturnType<typeof countStaged>): Refusal {
  const { itemCount, inForceCount, firstDay, lastDay } = staged;
  return new Refusal(
    'catalogue_of_another_year',
    `这像是别的年度的目录：${itemCount} 项里只有 ${inForceCount} 项在 ${fromDay} 有效` +
      `（文件里的有效期从 ${firstDay ?? '？'} 到 ${lastDay ?? '长期'}）。请核对文件和起用日期。`,
  );
}

/** What a person should look at and that keeps nothing out. */
function warningsOf({
  fileName,
  fromDay,
}: {
  readonly fileName: string;
  readonly fromDay: LocalDate;
}): string[] {
  const year = /(?<!\d)20\d{2}(?!\d{1,3}(?!\d))/.exec(fileName)?.[0];
  if (year === undefined || year === fromDay.slice(0, 4)) return [];
  return [`文件名写的是 ${year} 年，起用日期是 ${fromDay}，请核对是不是别的年度的目录。`];
}
