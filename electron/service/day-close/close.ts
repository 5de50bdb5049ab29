import type { CashCount, DayClose, Shift } from '../../../shared/contract/day-close.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, fen, formatYuan, negateFen } from '../../../shared/money/fen.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { post } from '../ledger/post.ts';
import { doneBefore, moneyRequest, type MoneyRequest } from '../settlements/request.ts';
import { readDayClose } from './read.ts';
import { clerkMeant, openBounds, type ShiftBounds, shiftWithin } from './shift.ts';
import { lastClose, newest } from './span.ts';

type CloseInput = Call<'dayClose.close'>['input'];

/**
 * Closes what a clerk took since the last close: counted cash beside float and ledger, the variance posted with its reason.
 * It is bound to the newest posting that was on the screen. The same request again gives the first answer. Refuses
 * `day_close_nothing`, `day_close_changed`, `day_close_float_unknown`, `day_close_float_too_large`,
 * `day_close_variance_unexplained`, `day_close_of_another`, `day_close_reason_missing` and `request_id_reused`.
 */
export function closeDay(context: ServiceContext, actor: Actor, input: CloseInput): DayClose {
  const { requestId, ...content } = input;
  const request = moneyRequest(requestId, 'dayClose.close', content);
  const dayCloseId = inTransaction(context.database, () => {
    const before = doneBefore(context, request, 'day_close');
    if (before !== undefined) return before;
    const bounds = boundsOf(context, clerkMeant(actor, input.clerkId), input.openingFloatFen);
    const shift = shiftWithin(context, bounds);
    requireSeen(shift, input.seenPostingId);
    const closedForReason = reasonFor(actor, shift, input.closedForReason);
    const count = counted(shift, input);
    return writeClose(context, actor, { request, bounds, count, closedForReason, counts: input.counts });
  });
  return readDayClose(context, dayCloseId);
}

/** A first shift begins with what the clerk was given; every other with what the last one left. */
function boundsOf(context: ServiceContext, clerkId: string, openingFloatFen: Fen | null): ShiftBounds {
  const bounds = openBounds(context, clerkId);
  if (bounds.afterPostingId !== null) return bounds;
  if (openingFloatFen === null) {
    throw new Refusal('day_close_float_unknown', '第一次日结请填开班时的备用金，没有就填 0。');
  }
  return { ...bounds, openingFloatFen };
}

function requireSeen({ lastPostingId }: Shift, seenPostingId: string): void {
  if (lastPostingId === null) {
    throw new Refusal('day_close_nothing', '上次日结以后没有新的收退款，不用再日结。');
  }
  if (lastPostingId !== seenPostingId) {
    throw new Refusal('day_close_changed', '刚才又有收款或退款，数字已经更新。请核对后再日结。');
  }
}

function reasonFor(actor: Actor, { clerkId }: Shift, reason: string | null): string | null {
  if (clerkId === actor.accountId) return null;
  if (reason === null) throw new Refusal('day_close_reason_missing', '替别人日结要写明原因。');
  return reason;
}

interface Counted {
  readonly countedFen: Fen;
  readonly floatLeftFen: Fen;
  readonly varianceFen: Fen;
  readonly varianceReason: string | null;
}

function counted({ expectedCashFen }: Shift, { counts, floatLeftFen, varianceReason }: CloseInput): Counted {
  const countedFen = fen(counts.reduce((sum, { faceFen, pieces }) => sum + faceFen * pieces, 0));
  const varianceFen = fen(countedFen - expectedCashFen);
  if (floatLeftFen > countedFen) {
    const sentence = `留作备用金的 ${formatYuan(floatLeftFen)} 元比清点的 ${formatYuan(countedFen)} 元还多，请核对。`;
    throw new Refusal('day_close_float_too_large', sentence);
  }
  if (varianceFen !== 0 && varianceReason === null) {
    const word = varianceFen > 0 ? '多' : '少';
    const amount = formatYuan(fen(Math.abs(varianceFen)));
    const sentence = `清点的现金比应有的${word} ${amount} 元，请再数一遍；确实如此就写明原因。`;
    throw new Refusal('day_close_variance_unexplained', sentence);
  }
  return { countedFen, floatLeftFen, varianceFen, varianceReason: varianceFen === 0 ? null : varianceReason };
}

interface NewClose {
  readonly request: MoneyRequest;
  readonly bounds: ShiftBounds;
  readonly count: Counted;
  readonly closedForReason: string | null;
  readonly counts: CashCount;
}

function writeClose(context: ServiceContext, actor: Actor, close: NewClose): string {
  const { request, bounds, count, closedForReason, counts } = close;
  const businessDay = today(context);
  const hospital = readHospital(context, businessDay);
  const dayCloseId = context.newId();
  const number = nextPaperNumber(context, 'day_close', hospital, businessDay);
  const upToPostingId = newest(context, 'ledger_posting');
  const varianceFen = count.varianceFen;
  const posting = { kind: 'correction', settlementId: null, businessDay, reference: dayCloseId } as const;
  const variancePostingId =
    varianceFen === 0 ? null : post(context, actor, posting, cashAgainstVariance(varianceFen));
  for (const { faceFen, pieces } of counts)
    if (pieces > 0) {
      insertRow(context.database, 'cash_count', { day_close_id: dayCloseId, face_fen: faceFen, pieces });
    }
  insertRow(context.database, 'day_close', {
    id: dayCloseId,
    number,
    request_id: request.requestId,
    request_hash: request.requestHash,
    clerk_id: bounds.clerkId,
    previous_id: lastClose(context, bounds.clerkId)?.dayCloseId ?? null,
    business_day: businessDay,
    after_posting_id: bounds.afterPostingId,
    up_to_posting_id: upToPostingId,
    up_to_document_id: newest(context, 'document'),
    up_to_approval_id: newest(context, 'approval') ?? '',
    opening_float_fen: bounds.openingFloatFen,
    counted_fen: count.countedFen,
    float_left_fen: count.floatLeftFen,
    variance_fen: varianceFen,
    variance_reason: count.varianceReason,
    variance_posting_id: variancePostingId,
    closed_for_reason: closedForReason,
    hospital: hospital.hospitalId,
    window: hospital.windowId,
    origin: hospital.origin,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
  });
  const { countedFen } = count;
  appendAudit(context, actor, 'dayClose.closed', dayCloseId, { number, countedFen, varianceFen });
  return dayCloseId;
}

/** Cash that is there beyond what was posted (above nothing), or is not (below). */
export function cashAgainstVariance(amountFen: Fen) {
  return [
    { account: 'cash_drawer', payer: null, amountFen },
    { account: 'variance', payer: null, amountFen: negateFen(amountFen) },
  ] as const;
}
