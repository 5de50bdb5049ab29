import type { RequestOutput } from '../../../shared/contract/contract.ts';
import {
  type StatementColumn,
  type StatementMapping,
  statementMappingSchema,
  type StatementSide,
} from '../../../shared/contract/statement.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { findHeadings } from '../tables/layout.ts';
import { openTable } from '../tables/read.ts';
import { statementLayout } from './columns.ts';

const usual: StatementMapping = { columns: {}, unit: 'yuan' };

/** How files of that source are read: as was laid down last, else by the usual headings, in yuan. */
export function mappingOf(
  context: ServiceContext,
  side: StatementSide,
  sourceName: string,
): StatementMapping {
  const row = statement<[string, string], { mapping: string }>(
    context.database,
    'SELECT mapping FROM statement_mapping WHERE side = ? AND source_name = ? ORDER BY rowid DESC LIMIT 1',
  ).get(side, sourceName);
  return row === undefined ? usual : statementMappingSchema.parse(JSON.parse(row.mapping));
}

export function listMappings(context: ServiceContext): RequestOutput<'reconciliation.mappings'> {
  const rows = statement<
    [],
    { side: StatementSide; sourceName: string; mapping: string; recordedAt: string }
  >(
    context.database,
    `SELECT side, source_name AS sourceName, mapping, recorded_at AS recordedAt FROM statement_mapping AS this
     WHERE NOT EXISTS (SELECT 1 FROM statement_mapping AS newer WHERE newer.side = this.side
       AND newer.source_name = this.source_name AND newer.rowid > this.rowid)
     ORDER BY side, source_name LIMIT 200`,
  ).all();
  return rows.map((row) => ({ ...row, mapping: statementMappingSchema.parse(JSON.parse(row.mapping)) }));
}

/** From now on files of that source are read so; what was taken in stays as it was read. */
export function setMapping(
  context: ServiceContext,
  actor: Actor,
  { side, sourceName, mapping }: Call<'reconciliation.setMapping'>['input'],
): Record<string, never> {
  inTransaction(context.database, () => {
    const mappingId = context.newId();
    insertRow(context.database, 'statement_mapping', {
      id: mappingId,
      side,
      source_name: sourceName,
      mapping: JSON.stringify(mapping),
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    appendAudit(context, actor, 'reconciliation.mapping', mappingId, { side, sourceName, ...mapping });
  });
  return {};
}

const [shownRows, shownColumns, shownCharacters] = [12, 60, 60];

/** The beginning of a file as it stands there, and the columns that would be known in it without any mapping. */
export async function peek(filePath: string): Promise<RequestOutput<'reconciliation.peek'>> {
  const { maximumRows, tooManyRows } = statementLayout(usual);
  const anything = {
    maximumRows,
    tooManyRows,
    columns: { any: { titles: ['＊'] as const, optional: true as const } },
  };
  const table = await openTable(filePath, anything);
  const rows: string[][] = [];
  const heads: string[] = [];
  for await (const batch of table.batches()) {
    for (let place = 0; place < (batch[0]?.cells.length ?? 0); place += 1) heads.push(table.headingAt(place));
    rows.push(heads, ...batch.slice(0, shownRows - 1).map(({ cells }) => [...cells]));
    break;
  }
  const shown = rows.map((row) => row.slice(0, shownColumns).map((cell) => cell.slice(0, shownCharacters)));
  return { rows: shown, found: foundIn(shown) };
}

function foundIn(rows: readonly (readonly string[])[]): Partial<Record<StatementColumn, string>> {
  const { columns, ...limits } = statementLayout(usual);
  const asked = Object.fromEntries(
    Object.entries(columns).map(([key, column]) => [key, { ...column, optional: true as const }]),
  ) as typeof columns;
  try {
    const lines = rows.map((cells, index) => ({ line: index + 1, cells }));
    const { index, positions } = findHeadings({ ...limits, columns: asked }, lines);
    return Object.fromEntries(
      Object.entries(positions).flatMap(([key, [place]]) =>
        place === undefined ? [] : [[key, rows[index]?.[place] ?? '']],
      ),
    );
  } catch {
    // Two columns of one meaning: nothing is known for certain.
    return {};
  }
}
