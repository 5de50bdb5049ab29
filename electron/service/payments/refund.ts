import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Receipt } from '../../../shared/contract/payments.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { fen, formatYuan, negateFen, sumFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { post } from '../ledger/post.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { meansAccounts } from './means.ts';
import { type DueRefund, dueRefunds } from './open-refunds.ts';
import { readReceipt, writeReceipt } from './receipt.ts';
import { readSignatory, writeSignatory } from './signatory.ts';

type RefundInput = Call<'payments.refund'>['input'];

/**
 * Records that money was given back, each part whole and by the means by which it came, with a receipt. The same
 * request again gives the first answer. Refuses `request_id_reused`, `refund_not_due` where a part is not open or not
 * of that amount, and `signatory_number_wrong`.
 */
export function refund(context: ServiceContext, actor: Actor, input: RefundInput): Receipt {
  const { personId, refunds } = input;
  const signatory = input.signatory === null ? null : readSignatory(context, input.signatory);
  const request = moneyRequest(input.requestId, 'payments.refund', { personId, refunds, signatory });
  const receiptId = inTransaction(context.database, () => {
    const before = doneBefore(context, request, 'receipt');
    if (before !== undefined) return before;
    const businessDay = today(context);
    const open = dueRefunds(context, personId);
    const postingIds = refunds.map((part) => {
      const due = takeDue(open, part);
      return postRefund(context, actor, due, { businessDay, reference: part.reference });
    });
    const written = { ...request, kind: 'refund', personId, businessDay, postingIds } as const;
    const id = writeReceipt(context, actor, readHospital(context, businessDay), written);
    if (signatory !== null) writeSignatory(context, 'receipt', id, signatory);
    const amountFen = sumFen(refunds.map((part) => part.amountFen));
    appendAudit(context, actor, 'payments.refunded', personId, { receiptId: id, amountFen });
    return id;
  });
  return readReceipt(context, receiptId);
}

/** Takes the part out of what is open, so that one request cannot pay it twice. */
function takeDue(open: DueRefund[], part: RefundInput['refunds'][number]): DueRefund {
  const at = open.findIndex(
    ({ causeId, postingId, amountFen }) =>
      causeId === part.causeId && postingId === part.postingId && amountFen === part.amountFen,
  );
  const [due] = at < 0 ? [] : open.splice(at, 1);
  if (due !== undefined) return due;
  throw new Refusal(
    'refund_not_due',
    `这一笔 ${formatYuan(part.amountFen)} 元现在不是待退的款，可能已经退过。请刷新后核对。`,
  );
}

function postRefund(
  context: ServiceContext,
  actor: Actor,
  due: DueRefund,
  { businessDay, reference }: { readonly businessDay: LocalDate; readonly reference: string | null },
): string {
  const { settlementId, topUpId, postingId, means, amountFen, handOutFen } = due;
  const posting = { kind: 'refund', settlementId, topUpId, businessDay, reference: postingId } as const;
  const written = post(context, actor, posting, [
    { account: 'refund_due', payer: null, amountFen },
    { account: meansAccounts[means], payer: null, amountFen: negateFen(handOutFen) },
    { account: 'cash_rounding', payer: null, amountFen: fen(handOutFen - amountFen) },
  ]);
  if (reference !== null && reference !== '') {
    statement<[string, string]>(
      context.database,
      'INSERT INTO refund_reference (posting_id, reference) VALUES (?, ?)',
    ).run(written, reference);
  }
  return written;
}
