import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { runUnknown } from './run.ts';

/**
 * Two people sign what a run said: its hash goes into the log with them. Refuses `reconciliation_unknown`,
 * `reconciliation_signed` and what a second person is refused for.
 */
export async function signRun(
  context: ServiceContext,
  actor: Actor,
  { runId, secondPerson }: Call<'reconciliation.sign'>['input'],
): Promise<Record<string, never>> {
  requireUnsigned(context, runId);
  const act = { act: 'reconciliation.sign', subjectId: runId, reason: '对账签字' };
  const approval = await approve(context, actor, secondPerson, act);
  inTransaction(context.database, () => {
    const resultHash = requireUnsigned(context, runId);
    statement<[string, string, string, string]>(
      context.database,
      `INSERT INTO reconciliation_signature (run_id, approval_id, recorded_at, recorded_by) VALUES (?, ?, ?, ?)`,
    ).run(runId, recordApproval(context, approval), context.clock.now().toISOString(), actor.accountId);
    appendAudit(context, actor, 'reconciliation.signed', runId, { resultHash });
  });
  return {};
}

/** What the run said. */
function requireUnsigned({ database }: ServiceContext, runId: string): string {
  const row = statement<[string], { resultHash: string; isSigned: 0 | 1 }>(
    database,
    `SELECT result_hash AS resultHash, EXISTS (SELECT 1 FROM reconciliation_signature
       WHERE run_id = run.id) AS isSigned FROM reconciliation_run AS run WHERE id = ?`,
  ).get(runId);
  if (row === undefined) throw runUnknown();
  if (row.isSigned === 1) throw new Refusal('reconciliation_signed', '这次对账已经签过字，不用再签。');
  return row.resultHash;
}
