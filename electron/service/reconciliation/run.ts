import { Temporal } from 'temporal-polyfill';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { requireRoomForFile } from '../disk/watch.ts';
import { runFileJob } from '../file-work/file-work.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { doneBefore, moneyRequest, type MoneyRequest } from '../settlements/request.ts';
import { alone, type Progressing } from './alone.ts';
import { askCentreAboutSums, type CentreSays } from './centre-sums.ts';
import type { Found } from './differences.ts';
import { knownColumns, knownNow, knownOfRun, type KnownThen } from './known.ts';
import { type Reconciled, reconcileBeside, type ReconcileOrder } from './reconcile.ts';
import { readStatementHead } from './statements.ts';
import { requireStatement } from './take-in.ts';

type RunInput = Call<'reconciliation.run'>['input'];

/** Two years: what anybody sets side by side at once. */
const mostDays = 732;

/**
 * Sets statements beside the settlements of a span and keeps what came of it. The same request again gives the first run.
 * Refuses what `reconcileBeside` refuses, `reconciliation_span_wrong`, `reconciliation_nothing_to_compare`,
 * `reconciliation_running`, `statement_unknown` and `request_id_reused`.
 */
export async function runReconciliation(
  context: ServiceContext,
  actor: Actor,
  input: RunInput,
): Promise<{ runId: string }> {
  const { requestId, ...content } = input;
  const request = moneyRequest(requestId, 'reconciliation.run', content);
  const before = doneBefore(context, request, 'reconciliation_run');
  if (before !== undefined) return { runId: before };
  requireSpan(input);
  const statements = statementsOf(context, input);
  return alone(context, async (pace) => {
    await requireRoomForFile(context);
    const known = knownNow(context, input);
    const reconciled = await reconciledBeside(
      context,
      { known, statements, isUnitConfirmed: input.isUnitConfirmed },
      pace,
    );
    pace.tell({ step: 'asking', done: 0, total: 1 });
    const says = await askCentreAboutSums(context, input, reconciled.groups);
    pace.tell({ step: 'storing', done: 0, total: 1 });
    return { runId: store(context, actor, { request, input, known, reconciled, says }) };
  });
}

/** The same again from what is stored: by the facts that the run knew, and the lines as they were read. */
export async function repeatRun(
  context: ServiceContext,
  runId: string,
): Promise<{ isSame: boolean; resultHash: string }> {
  const run = statement<[string], StoredRun>(
    context.database,
    `SELECT ${knownOfRun}, result_hash AS resultHash,
       centre_statement_id AS centreStatementId, hospital_statement_id AS hospitalStatementId
     FROM reconciliation_run AS run WHERE run.id = ?`,
  ).get(runId);
  if (run === undefined) throw runUnknown();
  const { resultHash, centreStatementId: _centre, hospitalStatementId: _hospital, ...known } = run;
  const statements = statementsOf(context, run);
  const again = await alone(context, (pace) =>
    reconciledBeside(context, { known, statements, isUnitConfirmed: true }, pace),
  );
  return { isSame: again.resultHash === resultHash, resultHash: again.resultHash };
}

interface StoredRun extends KnownThen, Pick<RunInput, 'centreStatementId' | 'hospitalStatementId'> {
  readonly resultHash: string;
}

export function runUnknown(): Refusal {
  return new Refusal('reconciliation_unknown', '没有这次对账，请刷新后重试。');
}

function requireSpan({ from, to }: RunInput): void {
  const days = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).total('days');
  if (days >= 1 && days <= mostDays) return;
  throw new Refusal('reconciliation_span_wrong', '对账的起止日期不对：止日要在起日之后，最长两年。');
}

function statementsOf(
  context: ServiceContext,
  { centreStatementId, hospitalStatementId }: Pick<RunInput, 'centreStatementId' | 'hospitalStatementId'>,
): ReconcileOrder['statements'] {
  const chosen = [
    { side: 'centre', statementId: centreStatementId },
    { side: 'hospital', statementId: hospitalStatementId },
  ] as const;
  const statements = chosen.flatMap(({ side, statementId }) =>
    statementId === null
      ? []
      : [{ side, statementId: requireStatement(context, statementId, side).statementId }],
  );
  if (statements.length > 0) return statements;
  throw new Refusal('reconciliation_nothing_to_compare', '请至少选一份对账单：医保中心的，或者收费系统的。');
}

async function reconciledBeside(
  context: ServiceContext,
  order: Omit<ReconcileOrder, 'connection' | 'cancelled'>,
  { tellOfThread, cancelled }: Progressing,
): Promise<Reconciled> {
  const { connection } = context;
  const all = { ...order, connection, cancelled };
  const lineCount = order.statements.reduce(
    (sum, { statementId }) => sum + readStatementHead(context, statementId).lineCount,
    0,
  );
  if (lineCount <= mostInPlace) return reconcileBeside(all, tellOfThread);
  return runFileJob('reconcile', all, tellOfThread).result;
}

/** So few lines take less time than a thread to begin. */
export const mostInPlace = 20_000;

interface NewRun {
  readonly request: MoneyRequest;
  readonly input: RunInput;
  readonly known: KnownThen;
  readonly reconciled: Reconciled;
  readonly says: CentreSays;
}

function store(
  context: ServiceContext,
  actor: Actor,
  { request, input, known, reconciled, says }: NewRun,
): string {
  const { database } = context;
  const at = context.clock.now().toISOString();
  return inTransaction(database, () => {
    const before = doneBefore(context, request, 'reconciliation_run');
    if (before !== undefined) return before;
    const businessDay = today(context);
    const hospital = readHospital(context, businessDay);
    const [runId, number] = [
      context.newId(),
      nextPaperNumber(context, 'reconciliation_run', hospital, businessDay),
    ];
    for (const [index, found] of reconciled.differences.entries())
      insertDifference(context, runId, index + 1, found);
    const { groups, sides, resultHash } = reconciled;
    insertRow(database, 'reconciliation_run', {
      id: runId,
      number,
      request_id: request.requestId,
      request_hash: request.requestHash,
      from_day: input.from,
      to_day: input.to,
      centre_statement_id: input.centreStatementId,
      hospital_statement_id: input.hospitalStatementId,
      ...knownColumns(context, known),
      as_of: at,
      totals: JSON.stringify({ groups, sides, says }),
      result_hash: resultHash,
      business_day: businessDay,
      hospital: hospital.hospitalId,
      window: hospital.windowId,
      origin: hospital.origin,
      recorded_at: at,
      recorded_by: actor.accountId,
    });
    const detail = {
      number,
      from: input.from,
      to: input.to,
      resultHash,
      count: reconciled.differences.length,
      isUnitConfirmed: input.isUnitConfirmed,
    };
    appendAudit(context, actor, 'reconciliation.run', runId, detail);
    return runId;
  });
}

function insertDifference({ database }: ServiceContext, runId: string, position: number, found: Found): void {
  const { side, kind, cause, identity, settlementId, hereFen, thereFen, parts, here, there, third } = found;
  insertRow(database, 'reconciliation_difference', {
    run_id: runId,
    position,
    side,
    kind,
    cause,
    identity,
    settlement_id: settlementId,
    here_fen: hereFen,
    there_fen: thereFen,
    facts: JSON.stringify({ parts, here, there, third }),
  });
}
