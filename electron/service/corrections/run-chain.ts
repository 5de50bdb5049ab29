import type { ChainPreview, ChainResult } from '../../../shared/contract/corrections.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { fen, negateFen } from '../../../shared/money/fen.ts';
import { carryPlan, openInstalments } from '../debts/carry-plan.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { readSetting, today } from '../hospital/settings.ts';
import { post } from '../ledger/post.ts';
import { onlyWindow, requireFree } from '../settlements/hold.ts';
import { meansAccounts } from '../payments/means.ts';
import { requirePayments } from '../payments/require.ts';
import { alreadyDone, moneyRequest, type MoneyRequest } from '../settlements/request.ts';
import { approveOrAlone, secondLoginOf } from '../staff/alone.ts';
import { recordApproval } from '../staff/approve.ts';
import { type Carried, carryOver } from './carry-over.ts';
import { readChain, walkChain, type WalkedLink } from './chain.ts';
import { correctionOfReversal, readCorrection, writeCorrection } from './correction.ts';
import { type PreparedChain, prepareChain, trialHashes } from './preview-chain.ts';

type RunInput = Call<'corrections.runChain'>['input'];

/**
 * Reverses a chain and settles it again as its preview showed: all facts, postings, uploads and audit rows in one
 * transaction, or nothing. The same request again gives the first answer. Refuses what the preview refuses, and
 * `request_id_reused`, `chain_outdated` when anything that decides has changed since the preview,
 * `payments_do_not_match`, `person_held` and what a second person is refused for.
 */
export async function runChain(context: ServiceContext, actor: Actor, input: RunInput): Promise<ChainResult> {
  const { secondPerson, requestId, ...content } = input;
  const payments = input.payments.filter(({ amountFen }) => amountFen !== 0);
  const secondLogin = secondLoginOf(secondPerson);
  const request = moneyRequest(requestId, 'corrections.runChain', { ...content, payments, secondLogin });
  const done = alreadyDone(context, request);
  if (done !== undefined) return readCorrection(context, correctionOfReversal(context, done));
  readChain(context, input.settlementId);
  const act = { act: 'corrections.runChain', subjectId: input.settlementId, reason: input.reason };
  const approval = await approveOrAlone(context, actor, secondPerson, act);
  const outcome = inTransaction(context.database, () => {
    // Hashing the password took a moment: everything is looked at again, now under the lock.
    const before = alreadyDone(context, request);
    if (before !== undefined) return { correctionId: correctionOfReversal(context, before), isNew: false };
    const prepared = prepareChain(context, actor, input);
    const { preview } = prepared;
    if (preview.previewHash !== input.previewHash) throw outdated();
    requireFree(onlyWindow, preview.personId);
    requirePayments(payments, preview.patient.dueFen, readSetting(context, 'cashRounding'));
    const why = { reason: input.reason, approvalId: recordApproval(context, approval) };
    return { correctionId: write(context, actor, request, prepared, { ...why, payments }), isNew: true };
  });
  if (outcome.isNew) context.wakeSender();
  return readCorrection(context, outcome.correctionId);
}

function outdated(): Refusal {
  return new Refusal(
    'chain_outdated',
    '预览之后情况有变化（结算、费用、资格、本年累计、政策或日期），没有写入任何内容。请核对新的预览后再确认。',
  );
}

interface Said {
  readonly reason: string;
  readonly approvalId: string;
  readonly payments: RunInput['payments'];
}

function write(
  context: ServiceContext,
  actor: Actor,
  request: MoneyRequest,
  { chain, carriedSteps, preview, trialHashes: shown }: PreparedChain,
  { payments, ...why }: Said,
): string {
  const plan = carryOver(carriedSteps, payments, preview.cashRounding);
  const agreed = chain.map(({ original }) => openInstalments(context, original.settlementId));
  const walked = walkChain(context, actor, chain, preview, {
    // The first fact carries the caller's id, so that the same request finds it.
    request: (step) => (step === 0 ? request : { ...request, requestId: context.newId() }),
    why,
    paymentsOf: (position) => plan.payments[position] ?? [],
  });
  // The rehearsal of a moment ago was the same work; midnight is the one thing that can lie between them.
  if (trialHashes(walked).some((hash, position) => hash !== shown[position])) throw outdated();
  for (const carried of plan.carried) postCarried(context, actor, walked, carried);
  for (const [position, { again }] of walked.entries()) {
    if (again !== null) carryPlan(context, actor, again.settlementId, agreed[position] ?? []);
  }
  const correctionId = writeCorrection(context, actor, { preview, walked, ...why });
  auditChain(context, actor, correctionId, preview, walked);
  return correctionId;
}

/** What a reversal made due goes back by its own means at once, since it pays for the settlement made again. */
function postCarried(
  context: ServiceContext,
  actor: Actor,
  walked: readonly WalkedLink[],
  { fromPosition, payment, amountFen, roundingFen }: Carried,
): void {
  const settlementId = walked[fromPosition]?.reversalId;
  if (settlementId === undefined) throw new Error('money is carried over from a link of the chain');
  const businessDay = today(context);
  const reference = payment.postingId;
  post(context, actor, { kind: 'refund', settlementId, businessDay, reference }, [
    { account: 'refund_due', payer: null, amountFen },
    {
      account: meansAccounts[payment.means],
      payer: null,
      amountFen: negateFen(fen(amountFen + roundingFen)),
    },
    { account: 'cash_rounding', payer: null, amountFen: roundingFen },
  ]);
}

function auditChain(
  context: ServiceContext,
  actor: Actor,
  correctionId: string,
  { settlementId, previewHash, resettleFirst, asOrdinary, personal, patient }: ChainPreview,
  walked: readonly WalkedLink[],
): void {
  const { refundFen, dueFen } = patient;
  appendAudit(context, actor, 'corrections.chain', settlementId, {
    correctionId,
    previewHash,
    resettleFirst,
    asOrdinary,
    personal,
    refundFen,
    dueFen,
    reversed: walked.map(({ original }) => original.settlementId),
    settledAgain: walked.map(({ again }) => again?.settlementId ?? null),
    trials: trialHashes(walked),
  });
}
