import type { Difference, DifferenceHistory } from '../../../shared/contract/reconciliation.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, formatYuan, negateFen, zeroFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { isClaimable } from '../fund-claims/payers.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { post } from '../ledger/post.ts';
import { doneBefore, moneyRequest, type MoneyRequest } from '../settlements/request.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { actsOf, historyOf, standingSettlement } from './history.ts';
import { readDifference } from './read.ts';

/** A remark on a difference; it is shown with it in every later run. */
export function noteDifference(
  context: ServiceContext,
  actor: Actor,
  { requestId, runId, position, text }: Call<'reconciliation.note'>['input'],
): DifferenceHistory {
  const difference = readDifference(context, runId, position);
  const request = moneyRequest(requestId, 'reconciliation.note', { runId, position, text });
  inTransaction(context.database, () => {
    if (doneBefore(context, request, 'reconciliation_act') !== undefined) return;
    const actId = writeAct(context, actor, { request, runId, difference, act: 'note', text });
    // The words stay in the remark alone: people write names into them.
    appendAudit(context, actor, 'reconciliation.noted', runId, { actId, position });
  });
  return historyOf(context, difference);
}

/**
 * What a payer does not acknowledge of a settlement is taken off what it owes, or put on, by a posting of today that names
 * the run. The settlement stays as it is. The same request again books nothing. Refuses `reconciliation_unknown`,
 * `reconciliation_nothing_to_book`, `reconciliation_booking_too_large`, `reconciliation_booked_before`, `request_id_reused`
 * and what a second person is refused for.
 */
export async function bookDifference(
  context: ServiceContext,
  actor: Actor,
  input: Call<'reconciliation.book'>['input'],
): Promise<DifferenceHistory> {
  const { secondPerson, requestId, ...asked } = input;
  const { runId, position, payer, amountFen, reason } = asked;
  const difference = readDifference(context, runId, position);
  const request = moneyRequest(requestId, 'reconciliation.book', asked);
  if (doneBefore(context, request, 'reconciliation_act') !== undefined) return historyOf(context, difference);
  const settlementId = requireBookable(context, difference, asked);
  const act = { act: 'reconciliation.book', subjectId: settlementId, reason };
  const approval = await approve(context, actor, secondPerson, act);
  inTransaction(context.database, () => {
    // Hashing the password took a moment.
    if (doneBefore(context, request, 'reconciliation_act') !== undefined) return;
    requireBookable(context, difference, asked);
    const approvalId = recordApproval(context, approval);
    const posting = {
      kind: 'correction',
      settlementId,
      businessDay: today(context),
      reference: runId,
    } as const;
    const postingId = post(context, actor, posting, [
      { account: 'receivable', payer, amountFen: negateFen(amountFen) },
      { account: 'fund_refused', payer, amountFen },
    ]);
    const words = amountFen > 0 ? '少收' : '多收';
    const text = `${words} ${formatYuan(Math.abs(amountFen) as Fen)} 元记账：${reason}`;
    const actId = writeAct(context, actor, {
      request,
      runId,
      difference,
      act: 'book',
      text,
      postingId,
      approvalId,
    });
    appendAudit(context, actor, 'reconciliation.booked', settlementId, { actId, payer, amountFen, reason });
  });
  return historyOf(context, difference);
}

/** Only of what stands: a reversal takes all of it back, and nobody claims what was taken back before. */
function requireBookable(
  context: ServiceContext,
  { settlementId, identity }: Difference,
  {
    payer,
    amountFen,
    isAgain,
  }: Pick<Call<'reconciliation.book'>['input'], 'payer' | 'amountFen' | 'isAgain'>,
): string {
  const standingId = settlementId === null ? null : standingSettlement(context, settlementId);
  const owedFen = standingId === null || !isClaimable(payer) ? null : owedFor(context, standingId, payer);
  if (standingId === null || owedFen === null) {
    throw new Refusal(
      'reconciliation_nothing_to_book',
      '这条差异没有本院的结算，结算已经撤销，或结算没有这个支付方，不能记差额。',
    );
  }
  if (amountFen > owedFen) {
    throw tooLarge(`这个支付方对这笔结算只欠 ${formatYuan(owedFen)} 元，差额不能比它还多。`);
  }
  const totalFen = totalOf(context, standingId);
  if (owedFen - amountFen > totalFen) {
    throw tooLarge(`这笔结算总费用只有 ${formatYuan(totalFen)} 元，支付方欠的不能比它还多。`);
  }
  const booked = actsOf(context, identity).findLast(({ act }) => act === 'book');
  if (booked !== undefined && !isAgain) {
    throw new Refusal(
      'reconciliation_booked_before',
      `这条差异已经记过账：${booked.text}。确实还要记一笔，请勾选“确实还要再记一笔”。`,
    );
  }
  return standingId;
}

function tooLarge(sentence: string): Refusal {
  return new Refusal('reconciliation_booking_too_large', sentence);
}

function totalOf({ database }: ServiceContext, settlementId: string): Fen {
  const sql = 'SELECT total_fen AS totalFen FROM settlement WHERE id = ?';
  return statement<[string], { totalFen: Fen }>(database, sql).get(settlementId)?.totalFen ?? zeroFen;
}

/** What a payer owes for a settlement by the ledger; null where it never owed anything. */
function owedFor({ database }: ServiceContext, settlementId: string, payer: string): Fen | null {
  const owed = statement<[string, string], { amountFen: Fen | null }>(
    database,
    `SELECT sum(entry.amount_fen) AS amountFen FROM ledger_posting AS posting
     JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE posting.settlement_id = ? AND entry.account = 'receivable' AND entry.payer = ?`,
  ).get(settlementId, payer);
  return owed?.amountFen ?? null;
}

interface NewAct {
  readonly request: MoneyRequest;
  readonly runId: string;
  readonly difference: Difference;
  readonly act: 'note' | 'book' | 'ask';
  readonly text: string;
  readonly postingId?: string;
  readonly approvalId?: string;
}

/** Inside the caller's transaction; returns the id. */
export function writeAct(
  context: ServiceContext,
  actor: Actor,
  { request, runId, difference, act, text, postingId, approvalId }: NewAct,
): string {
  const actId = context.newId();
  insertRow(context.database, 'reconciliation_act', {
    id: actId,
    request_id: request.requestId,
    request_hash: request.requestHash,
    run_id: runId,
    identity: difference.identity,
    act,
    text,
    posting_id: postingId ?? null,
    approval_id: approvalId ?? null,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
  });
  return actId;
}
