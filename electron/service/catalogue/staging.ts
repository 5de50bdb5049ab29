import type { Database } from 'better-sqlite3';
import type { Problem } from '../../../shared/contract/refusal.ts';
import { statement } from '../database/statement.ts';
import type { CatalogueRow } from './row.ts';

/**
 * A table of this connection alone, held in memory: the checked rows wait here until the whole file is known to be good,
 * so that other work goes on while a long file is read, and one short transaction makes a snapshot of them.
 */
const schema = `
CREATE TEMP TABLE IF NOT EXISTS staged_catalogue_item (
  code TEXT NOT NULL, begins_on TEXT NOT NULL, ends_on TEXT, line INTEGER NOT NULL, name TEXT NOT NULL,
  catalogue_class TEXT NOT NULL, pre_self_pay_millionths INTEGER NOT NULL,
  limit_level_1 TEXT, limit_level_2 TEXT, limit_level_3 TEXT, unit TEXT,
  PRIMARY KEY (code, begins_on)
) STRICT, WITHOUT ROWID;
DELETE FROM staged_catalogue_item;
`;

export function clearStagedCatalogue(database: Database): void {
  database.exec(schema);
}

/**
 * Keeps a checked row. Which of two rows of one code and the same days is right nobody here can know: the later one is
 * refused and names the earlier line.
 */
export function stageCatalogueRow(database: Database, row: CatalogueRow): Problem | undefined {
  const { code, line, beginsOn, endsOn } = row;
  const earlier = statement<[string, string | null, string], { line: number; beginsOn: string }>(
    database,
    `SELECT line, begins_on AS beginsOn FROM staged_catalogue_item
     WHERE code = ? AND begins_on <= coalesce(?, '9999-12-31') AND coalesce(ends_on, '9999-12-31') >= ? LIMIT 1`,
  ).get(code, endsOn, beginsOn);
  if (earlier !== undefined) {
    const sentence = `编码 ${code} 在第 ${earlier.line} 行已有一条，有效期重叠，请只留一条或改好日期。`;
    return { line, column: '目录编码', code: 'catalogue_item_doubled', sentence };
  }
  const { name, catalogueClass, preSelfPayRatio, limits, unit } = row;
  statement<unknown[]>(
    database,
    `INSERT INTO staged_catalogue_item (code, begins_on, ends_on, line, name, catalogue_class,
       pre_self_pay_millionths, limit_level_1, limit_level_2, limit_level_3, unit)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(code, beginsOn, endsOn, line, name, catalogueClass, preSelfPayRatio, ...limits, unit);
  return undefined;
}

/** How many items are staged, how many of them are valid on that day, and the first and last day anything is. */
export function countStaged(
  database: Database,
  day: string,
): {
  readonly itemCount: number;
  readonly inForceCount: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
} {
  const row = statement<
    { day: string },
    { itemCount: number; inForceCount: number; firstDay: string | null; lastDay: string | null }
  >(
    database,
    `SELECT count(*) AS itemCount,
       count(*) FILTER (WHERE begins_on <= @day AND coalesce(ends_on, @day) >= @day) AS inForceCount,
       min(begins_on) AS firstDay, nullif(max(coalesce(ends_on, '9999-12-31')), '9999-12-31') AS lastDay
     FROM staged_catalogue_item`,
  ).get({ day });
  return row ?? { itemCount: 0, inForceCount: 0, firstDay: null, lastDay: null };
}
