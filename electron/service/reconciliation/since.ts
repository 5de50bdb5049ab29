import type { Run } from '../../../shared/contract/reconciliation.ts';
import { type StatementSide, statementSides } from '../../../shared/contract/statement.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** The last run before of the same days that had that side; null before the first. */
export type RunsBefore = Readonly<Record<StatementSide, string | null>>;
/** For what is compared with nothing. */
export const noneBefore: RunsBefore = { centre: null, hospital: null };

/** A side is compared with the last run that had it: one of the centre alone says nothing of the hospital's charges. */
export function runsBefore(context: ServiceContext, runId: string): RunsBefore {
  const before = (side: StatementSide): string | null => {
    const sql = `SELECT previous.id FROM reconciliation_run AS run JOIN reconciliation_run AS previous
        ON previous.from_day = run.from_day AND previous.to_day = run.to_day AND previous.rowid < run.rowid
      WHERE run.id = ? AND run.${side}_statement_id IS NOT NULL AND previous.${side}_statement_id IS NOT NULL
      ORDER BY previous.rowid DESC LIMIT 1`;
    return statement<[string], { id: string }>(context.database, sql).get(runId)?.id ?? null;
  };
  return { centre: before('centre'), hospital: before('hospital') };
}

/** SQL condition: the difference `this` was not in the run before as it is now. */
export const isNewSince = `coalesce(NOT EXISTS (SELECT 1 FROM reconciliation_difference AS earlier
    WHERE earlier.run_id = ${ofItsSide('@centre', '@hospital')} AND ${isSame('earlier', 'this')})
  AND ${ofItsSide('@centre', '@hospital')} IS NOT NULL, 0)`;

function ofItsSide(centre: string, hospital: string): string {
  return `(CASE this.side WHEN 'centre' THEN ${centre} ELSE ${hospital} END)`;
}

function isSame(one: string, other: string): string {
  const columns = ['identity', 'kind', 'here_fen', 'there_fen'];
  return columns.map((column) => `${one}.${column} = ${other}.${column}`).join(' AND ');
}

const mostGone = 100;

/** What each side says now that it did not say before, and no longer says. */
export function sinceThen(context: ServiceContext, runId: string, before: RunsBefore): Run['since'] {
  return statementSides.flatMap((side) => {
    const beforeId = before[side];
    return beforeId === null ? [] : [sinceOf(context, side, { now: runId, before: beforeId })];
  });
}

interface Both {
  readonly now: string;
  readonly before: string;
}

function sinceOf({ database }: ServiceContext, side: StatementSide, both: Both): Run['since'][number] {
  const not = (name: keyof Both, other: keyof Both): string =>
    `FROM reconciliation_difference AS ${name} WHERE ${name}.run_id = @${name} AND ${name}.side = @side
      AND NOT EXISTS (SELECT 1 FROM reconciliation_difference AS ${other}
        WHERE ${other}.run_id = @${other} AND ${isSame(other, name)})`;
  const bound = { ...both, side };
  const count = (text: string): number =>
    statement<object, { count: number }>(database, `SELECT count(*) AS count ${text}`).get(bound)?.count ?? 0;
  const number = 'SELECT number FROM reconciliation_run WHERE id = ?';
  return {
    side,
    number: statement<[string], { number: string }>(database, number).get(both.before)?.number ?? '',
    newCount: count(not('now', 'before')),
    goneCount: count(not('before', 'now')),
    gone: statement<object, Run['since'][number]['gone'][number]>(
      database,
      `SELECT kind, coalesce(json_extract(facts, '$.here.slipNumber'), json_extract(facts, '$.there.slipNumber'),
         json_extract(facts, '$.there.number')) AS slipNumber, here_fen AS hereFen, there_fen AS thereFen
       ${not('before', 'now')} ORDER BY position LIMIT ${mostGone}`,
    ).all(bound),
  };
}
