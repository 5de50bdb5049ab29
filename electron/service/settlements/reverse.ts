import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { negateCost } from '../../../shared/fees/item.ts';
import { negateFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { entriesOfSettlement } from '../ledger/balances.ts';
import { post } from '../ledger/post.ts';
import { heldFor, postingsOf, reliefsIn } from '../payments/paid.ts';
import { approveOrAlone, secondLoginOf } from '../staff/alone.ts';
import { recordApproval } from '../staff/approve.ts';
import { requireNoTopUp } from '../top-ups/read.ts';
import { type SettlementFact, writeFact } from './fact.ts';
import { lastLiveSettlement } from './live.ts';
import { readFactLayers, readSettlement, readSettlementRow, type SettlementRow } from './record.ts';
import { alreadyDone, moneyRequest, type MoneyRequest } from './request.ts';
import { tellReversal } from './tell.ts';
import { readYearState } from './year-state.ts';

type ReverseInput = Call<'settlements.reverse'>['input'];

/**
 * Takes a settlement back by a new fact with its stored amounts negated, in the year of the original; what was paid
 * becomes due to the patient by the original means. The same request again gives the first answer. Refuses
 * `settlement_unknown`, `settlement_is_reversal`, `settlement_already_reversed`, `reversal_not_last`,
 * `settlement_has_top_up`, `request_id_reused` and what a second person is refused for.
 */
export async function reverseSettlement(
  context: ServiceContext,
  actor: Actor,
  input: ReverseInput,
): Promise<SettlementRecord> {
  const { settlementId, reason, secondPerson } = input;
  const content = { settlementId, reason, secondLogin: secondLoginOf(secondPerson) };
  const request = moneyRequest(input.requestId, 'reverse', content);
  const done = alreadyDone(context, request);
  if (done !== undefined) return readSettlement(context, done);
  requireReversible(context, settlementId);
  const act = { act: 'settlements.reverse', subjectId: settlementId, reason };
  const approval = await approveOrAlone(context, actor, secondPerson, act);
  const outcome = inTransaction(context.database, () => {
    // Hashing the password took a moment: everything is asked again, now under the lock.
    const before = alreadyDone(context, request);
    if (before !== undefined) return { reversalId: before, isNew: false };
    const original = requireReversible(context, settlementId);
    const approvalId = recordApproval(context, approval);
    return {
      reversalId: writeReversal(context, actor, request, original, { reason, approvalId }),
      isNew: true,
    };
  });
  if (outcome.isNew) context.wakeSender();
  return readSettlement(context, outcome.reversalId);
}

/** Refuses `settlement_unknown`, `settlement_is_reversal`, `settlement_already_reversed`. */
export function requireLive(context: ServiceContext, settlementId: string): SettlementRow {
  const row = readSettlementRow(context, settlementId);
  if (row.kind === 'reversal') {
    throw new Refusal('settlement_is_reversal', '这是一张撤销单，不能再撤销。如要恢复，请重新结算。');
  }
  if (row.reversedById !== null) {
    throw new Refusal('settlement_already_reversed', '这张结算单已经撤销过，不用再做。');
  }
  return row;
}

/** Refuses besides `reversal_not_last`, since what came after it was computed on top of it, and `settlement_has_top_up`. */
export function requireReversible(context: ServiceContext, settlementId: string): SettlementRow {
  const row = requireLive(context, settlementId);
  const last = lastLiveSettlement(context, row);
  if (last?.settlementId !== settlementId) {
    throw new Refusal(
      'reversal_not_last',
      `此人本年或这次住院在这之后还有结算（最后一张 ${last?.slipNumber ?? ''}），会影响年度累计和起付线。请先从最后一张开始撤销。`,
    );
  }
  requireNoTopUp(context, settlementId);
  return row;
}

/** Writes the reversal of the last settlement inside the caller's transaction: fact, ledger, outbox and audit. */
export function writeReversal(
  context: ServiceContext,
  actor: Actor,
  request: MoneyRequest,
  original: SettlementRow,
  why: Why,
): string {
  const day = today(context);
  const fact = reversalOf(context, original, { ...request, ...why, settledOn: day });
  const { settlementId: reversalId } = fact;
  const { slipNumber } = writeFact(context, actor, readHospital(context, day), fact);
  postReversal(context, actor, fact, original.settlementId);
  const { reason } = why;
  tellReversal(context, actor, { reversalId, settlementId: original.settlementId, reason });
  const { totalFen, personalFen } = original;
  const detail = { reversalId, slipNumber, ...why, totalFen, personalFen };
  appendAudit(context, actor, 'settlements.reversed', original.settlementId, detail);
  return reversalId;
}

export interface Why {
  readonly reason: string;
  /** Null only where nothing is kept: a rehearsal. */
  readonly approvalId: string | null;
}

/** The stored amounts negated, never computed again; person, pack and year are the original's. */
function reversalOf(
  context: ServiceContext,
  original: SettlementRow,
  act: Why & MoneyRequest & { readonly settledOn: LocalDate },
): SettlementFact {
  const { stayId, personId, insurance, insuredRegion, year, packHash, inForceId, eligibilities } = original;
  const layers = readFactLayers(context, original.settlementId).map((layer) => ({
    ...layer,
    baseFen: negateFen(layer.baseFen),
    payFen: negateFen(layer.payFen),
    leftFen: negateFen(layer.leftFen),
  }));
  const before = readYearState(context, personId, insurance, year);
  return {
    stayId,
    personId,
    insurance,
    insuredRegion,
    year,
    packHash,
    inForceId,
    eligibilities,
    layers,
    ...act,
    settlementId: context.newId(),
    kind: 'reversal',
    reversesId: original.settlementId,
    cost: negateCost(original),
    deductibleFen: negateFen(original.deductibleFen),
    criticalIllnessBurdenFen: negateFen(original.criticalIllnessBurdenFen),
    personalFen: negateFen(original.personalFen),
    personalInScopeFen: negateFen(original.personalInScopeFen),
    feeListIds: [],
    trialHash: original.trialHash,
    explanation: { ...original.explanation, before, layers: [], warnings: [] },
    claim: null,
  };
}

/**
 * The settlement's own posting the other way round; then, for every payment at once or later, the refund that becomes
 * due. What is still deferred is no longer owed, and nothing is given back for it;
 * what was waived or written off of it is so no more.
 */
function postReversal(context: ServiceContext, actor: Actor, fact: SettlementFact, originalId: string): void {
  const { settlementId, settledOn: businessDay } = fact;
  const posted = entriesOfSettlement(context, originalId).filter(({ kind }) => kind === 'settlement');
  const negated = posted.map(({ account, payer, amountFen }) => ({
    account,
    payer,
    amountFen: negateFen(amountFen),
  }));
  post(context, actor, { kind: 'reversal', settlementId, businessDay, reference: null }, negated);
  postBookedBack(context, actor, { settlementId, businessDay }, originalId);
  for (const { kind, amountFen, postingId } of reliefsIn(postingsOf(context, originalId))) {
    post(context, actor, { kind, settlementId, businessDay, reference: postingId }, [
      { account: 'patient_due', payer: null, amountFen },
      { account: kind, payer: null, amountFen: negateFen(amountFen) },
    ]);
  }
  for (const { means, amountFen, postingId } of heldFor(context, originalId)) {
    const isDeferred = means === 'deferred';
    const posting = { kind: isDeferred ? 'deferral' : 'refund', reference: postingId } as const;
    post(context, actor, { ...posting, settlementId, businessDay }, [
      { account: 'patient_due', payer: null, amountFen },
      {
        account: isDeferred ? 'patient_deferred' : 'refund_due',
        payer: null,
        amountFen: negateFen(amountFen),
      },
    ]);
  }
}

/** What was booked off a payer, or written off of what it refused, is so no more: it owes nothing for this settlement. */
function postBookedBack(
  context: ServiceContext,
  actor: Actor,
  of: { readonly settlementId: string; readonly businessDay: LocalDate },
  originalId: string,
): void {
  const booked = entriesOfSettlement(context, originalId).filter(
    ({ account, kind }) =>
      (kind === 'correction' || kind === 'fund_write_off') &&
      (account === 'receivable' || account === 'fund_refused'),
  );
  if (booked.length === 0) return;
  post(
    context,
    actor,
    { kind: 'correction', ...of, reference: null },
    booked.map(({ account, payer, amountFen }) => ({ account, payer, amountFen: negateFen(amountFen) })),
  );
}
