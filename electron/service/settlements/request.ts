import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';

/** A request that moves money carries an id made by its caller; its content is what the hash covers. */
export interface MoneyRequest {
  readonly requestId: string;
  readonly requestHash: string;
}

export function moneyRequest(requestId: string, act: string, content: Record<string, unknown>): MoneyRequest {
  return { requestId, requestHash: sha256(canonicalJson({ act, content })) };
}

/**
 * What this very request did before, if it came already: the caller answers with it and does nothing again. The same
 * id with other content is refused `request_id_reused`.
 */
export function alreadyDone(context: ServiceContext, request: MoneyRequest): string | undefined {
  return doneBefore(context, request, 'settlement');
}

/** The same for every fact about money that carries the request it came from; the id of the fact. */
export function doneBefore(
  context: ServiceContext,
  request: MoneyRequest,
  fact:
    | 'settlement'
    | 'receipt'
    | 'instalment_plan'
    | 'approved_amount'
    | 'day_close'
    | 'day_close_correction'
    | 'reconciliation_run'
    | 'reconciliation_act'
    | 'fund_claim'
    | 'fund_movement'
    | 'debt_relief'
    | 'hardship_application'
    | 'hardship_step'
    | 'top_up'
    | 'outpatient_qualification'
    | 'follow_up_call',
): string | undefined {
  const row = statement<[string], { factId: string; requestHash: string }>(
    context.database,
    `SELECT id AS factId, request_hash AS requestHash FROM ${fact} WHERE request_id = ?`,
  ).get(request.requestId);
  if (row === undefined) return undefined;
  if (row.requestHash !== request.requestHash) {
    throw new Refusal(
      'request_id_reused',
      '这个请求编号已用于另一次操作，本次没有保存。请重新打开页面再做。',
    );
  }
  return row.factId;
}
