import type { DayClose } from '../../../shared/contract/day-close.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { post } from '../ledger/post.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { cashAgainstVariance } from './close.ts';
import { readDayClose } from './read.ts';

/**
 * Cash that turned up or is missing after a close: a posting of today that names the close and counts in the drawer of who
 * records it. What was closed stays as it is. The same request again gives the first answer. Refuses `day_close_unknown`,
 * `request_id_reused` and what a second person is refused for.
 */
export async function correctDayClose(
  context: ServiceContext,
  actor: Actor,
  input: Call<'dayClose.correct'>['input'],
): Promise<DayClose> {
  const { requestId, dayCloseId, amountFen, reason, secondPerson } = input;
  const request = moneyRequest(requestId, 'dayClose.correct', { dayCloseId, amountFen, reason });
  if (doneBefore(context, request, 'day_close_correction') !== undefined) {
    return readDayClose(context, dayCloseId);
  }
  readDayClose(context, dayCloseId);
  const approval = await approve(context, actor, secondPerson, {
    act: 'dayClose.correct',
    subjectId: dayCloseId,
    reason,
  });
  inTransaction(context.database, () => {
    // Hashing the password took a moment.
    if (doneBefore(context, request, 'day_close_correction') !== undefined) return;
    const posting = { kind: 'correction', settlementId: null, reference: dayCloseId } as const;
    const approvalId = recordApproval(context, approval);
    const postingId = post(
      context,
      actor,
      { ...posting, businessDay: today(context) },
      cashAgainstVariance(amountFen),
    );
    statement<Record<string, unknown>>(
      context.database,
      `INSERT INTO day_close_correction (id, request_id, request_hash, day_close_id, posting_id, reason, approval_id)
       VALUES (@id, @requestId, @requestHash, @dayCloseId, @postingId, @reason, @approvalId)`,
    ).run({ id: context.newId(), ...request, dayCloseId, postingId, reason, approvalId });
    appendAudit(context, actor, 'dayClose.corrected', dayCloseId, { amountFen, reason });
  });
  return readDayClose(context, dayCloseId);
}
