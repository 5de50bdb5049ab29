import type { FundClaim } from '../../../shared/contract/fund-claims.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { messageIdOf } from '../platform/message-id.ts';
import { fundTransactions } from '../platform/messages/fund-claim.ts';

export type MessageKind = 'apply' | 'undo';
/** `unknown`: it may have arrived, and is cleared up before anything goes out again. */
export type MessageState = 'pending' | 'unknown' | 'done' | 'refused';

/** Where one message stands: its attempts are all there is. */
export interface Message {
  readonly id: string;
  readonly state: MessageState;
  /** Under which it goes out now: another one after each correction (2601) that was accepted. */
  readonly wireId: string;
  readonly number: string | null;
  readonly reason: string | null;
}

interface Attempt {
  readonly transactionCode: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly number: string | null;
}

export function messageOf(context: ServiceContext, claimId: string, kind: MessageKind): Message | undefined {
  const row = statement<[string, string], { id: string }>(
    context.database,
    'SELECT id FROM fund_claim_message WHERE claim_id = ? AND kind = ?',
  ).get(claimId, kind);
  if (row === undefined) return undefined;
  const attempts = statement<[string], Attempt>(
    context.database,
    `SELECT transaction_code AS transactionCode, outcome, reason, number FROM fund_claim_attempt
     WHERE message_id = ? ORDER BY sequence`,
  ).all(row.id);
  const isCorrection = (one: Attempt): boolean => one.transactionCode === fundTransactions.correct;
  const corrections = attempts.filter((one) => isCorrection(one) && one.outcome === 'accepted').length;
  const own = attempts.filter((one) => !isCorrection(one));
  const done = own.find(({ outcome }) => outcome === 'accepted');
  return {
    id: row.id,
    wireId: messageIdOf(row.id, corrections),
    state: done === undefined ? stateAfter(attempts.at(-1), isCorrection) : 'done',
    number: done?.number ?? null,
    reason: attempts.findLast(({ reason }) => reason !== null)?.reason ?? null,
  };
}

/** Only what certainly did nothing may simply go out again; an attempt that began and never ended is in doubt. */
function stateAfter(last: Attempt | undefined, isCorrection: (one: Attempt) => boolean): MessageState {
  if (last === undefined) return 'pending';
  if (isCorrection(last)) return last.outcome === 'accepted' ? 'pending' : 'unknown';
  if (last.outcome === 'rejected') return 'refused';
  return ['not_reached', 'retry', 'sign_in'].includes(last.outcome) ? 'pending' : 'unknown';
}

/** Puts the message down once; in the caller's transaction. */
export function putMessage(context: ServiceContext, actor: Actor, claimId: string, kind: MessageKind): void {
  if (messageOf(context, claimId, kind) !== undefined) return;
  insertRow(context.database, 'fund_claim_message', {
    id: context.newId(),
    claim_id: claimId,
    kind,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
  });
}

/** What people are shown of a claim's way to the platform; null where it was never to go there. */
export function shownDelivery(context: ServiceContext, claimId: string): FundClaim['delivery'] {
  const apply = messageOf(context, claimId, 'apply');
  if (apply === undefined) return null;
  const undo = messageOf(context, claimId, 'undo');
  const { state, number } = apply;
  return { state: undo?.state === 'done' ? 'undone' : state, number, reason: (undo ?? apply).reason };
}
