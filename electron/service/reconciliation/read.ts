import type { Difference, Run, RunRow, SideResult } from '../../../shared/contract/reconciliation.ts';
import { mostShownDifferences } from '../../../shared/contract/reconciliation.ts';
import type { StatementSide } from '../../../shared/contract/statement.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { CentreSays } from './centre-sums.ts';
import { readStatementHead } from './statements.ts';
import type { Reconciled } from './reconcile.ts';
import { runUnknown } from './run.ts';
import { isNewSince, noneBefore, type RunsBefore, runsBefore, sinceThen } from './since.ts';

const gapOf = (side: StatementSide): string => `CASE WHEN run.${side}_statement_id IS NULL THEN NULL ELSE
  (SELECT coalesce(sum(there_fen - here_fen), 0) FROM reconciliation_difference AS difference
    WHERE difference.run_id = run.id AND difference.side = '${side}') END`;

const runColumns = `run.id AS runId, run.number, run.from_day AS "from", run.to_day AS "to",
  run.recorded_at AS recordedAt, maker.display_name AS recordedByName,
  (SELECT count(*) FROM reconciliation_difference AS difference WHERE difference.run_id = run.id) AS differenceCount,
  ${gapOf('centre')} AS centreGapFen, ${gapOf('hospital')} AS hospitalGapFen,
  signature.recorded_at AS signedAt, signer.display_name AS signedBy, second.display_name AS secondName`;
const runTables = `reconciliation_run AS run JOIN staff_account AS maker ON maker.id = run.recorded_by
  LEFT JOIN reconciliation_signature AS signature ON signature.run_id = run.id
  LEFT JOIN staff_account AS signer ON signer.id = signature.recorded_by
  LEFT JOIN approval ON approval.id = signature.approval_id
  LEFT JOIN staff_account AS second ON second.id = approval.second_account_id`;

interface ReadRow extends Omit<RunRow, 'signature'> {
  readonly signedAt: string | null;
  readonly signedBy: string | null;
  readonly secondName: string | null;
}

/** The runs of this file, the newest first, at most 200. */
export function listRuns({ database }: ServiceContext): RunRow[] {
  const sql = `SELECT ${runColumns} FROM ${runTables} ORDER BY run.rowid DESC LIMIT 200`;
  return statement<[], ReadRow>(database, sql).all().map(rowOf);
}

function rowOf({ signedAt, signedBy, secondName, ...row }: ReadRow): RunRow {
  const isSigned = signedAt !== null && signedBy !== null && secondName !== null;
  return { ...row, signature: isSigned ? { at: signedAt, byName: signedBy, secondName } : null };
}

type Filter = Omit<Call<'reconciliation.read'>['input'], 'runId'>;
interface ReadRun extends ReadRow {
  readonly resultHash: string;
  readonly totals: string;
  readonly centreStatementId: string | null;
  readonly hospitalStatementId: string | null;
}

/** A run with its sums and the first of its differences. Refuses `reconciliation_unknown`. */
export function readRun(context: ServiceContext, runId: string, filter: Filter): Run {
  const row = statement<[string], ReadRun>(
    context.database,
    `SELECT ${runColumns}, run.result_hash AS resultHash, run.totals, run.centre_statement_id AS centreStatementId,
       run.hospital_statement_id AS hospitalStatementId
     FROM ${runTables} WHERE run.id = ?`,
  ).get(runId);
  if (row === undefined) throw runUnknown();
  const { totals, resultHash, centreStatementId, hospitalStatementId, ...head } = row;
  const { groups, sides, says } = JSON.parse(totals) as Reconciled & { says: CentreSays };
  const before = runsBefore(context, runId);
  const statementIds = { centre: centreStatementId, hospital: hospitalStatementId };
  return {
    ...rowOf(head),
    resultHash,
    groups: [...groups],
    sides: sides.map((found): SideResult => {
      const { title, sumCount, foreignCount } = readStatementHead(context, statementIds[found.side] ?? '');
      return {
        ...(found as Omit<SideResult, 'title'>),
        title,
        sumCount,
        foreignCount,
        missingDays: [...found.missingDays] as SideResult['missingDays'],
        centreSays: found.side === 'centre' ? says : null,
      };
    }),
    counts: countsOf(context, runId),
    differences: differencesOf(context, runId, before, { ...filter, most: mostShownDifferences }),
    since: sinceThen(context, runId, before),
  };
}

function countsOf({ database }: ServiceContext, runId: string): Run['counts'] {
  return statement<[string], Run['counts'][number]>(
    database,
    `SELECT side, kind, count(*) AS count, sum(there_fen - here_fen) AS gapFen FROM reconciliation_difference
     WHERE run_id = ? GROUP BY side, kind ORDER BY side, kind`,
  ).all(runId);
}

interface DifferenceRow extends Omit<Difference, 'parts' | 'here' | 'there' | 'third' | 'isNew'> {
  readonly facts: string;
  readonly isNew: 0 | 1;
}

const differenceColumns = `position, side, kind, cause, identity, settlement_id AS settlementId, here_fen AS hereFen,
  there_fen AS thereFen, facts, ${isNewSince} AS isNew,
  (SELECT count(*) FROM reconciliation_act AS act WHERE act.identity = this.identity) AS actCount`;

/** Differences of a run in their order, of one side and kind where they are named. */
export function differencesOf(
  { database }: ServiceContext,
  runId: string,
  before: RunsBefore,
  { side, kind, most }: Filter & { readonly most: number },
): Difference[] {
  return statement<object, DifferenceRow>(
    database,
    `SELECT ${differenceColumns} FROM reconciliation_difference AS this
     WHERE run_id = @runId AND (@side IS NULL OR side = @side) AND (@kind IS NULL OR kind = @kind)
     ORDER BY position LIMIT 0 + @most`,
  )
    .all({ runId, ...before, side, kind, most })
    .map(differenceOf);
}

/** One difference. Refuses `reconciliation_unknown`. */
export function readDifference({ database }: ServiceContext, runId: string, position: number): Difference {
  const row = statement<object, DifferenceRow>(
    database,
    `SELECT ${differenceColumns} FROM reconciliation_difference AS this WHERE run_id = @runId AND position = @position`,
  ).get({ runId, position, ...noneBefore });
  if (row === undefined) throw runUnknown();
  return differenceOf(row);
}

function differenceOf({ facts, isNew, ...row }: DifferenceRow): Difference {
  const told = JSON.parse(facts) as Pick<Difference, 'parts' | 'here' | 'there' | 'third'>;
  return { ...row, ...told, isNew: isNew === 1 };
}

/** Theirs less ours, over all differences of one side. */
export function gapFen(differences: readonly Difference[]): Fen {
  return fen(differences.reduce((sum, { hereFen, thereFen }) => sum + thereFen - hereFen, 0));
}
