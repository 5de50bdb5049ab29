import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { negateFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { type Entry, post } from '../ledger/post.ts';
import { requireTaking, readTaking, take, type Taking } from '../payments/take.ts';
import { useApproved } from './approved-amounts.ts';
import { requireLikeStated } from './stated-figures.ts';
import { factLayer, type SettlementFact, writeFact } from './fact.ts';
import { onlyWindow, requireFree } from './hold.ts';
import { readSettlement } from './record.ts';
import { alreadyDone, moneyRequest, type MoneyRequest } from './request.ts';
import { tellSettlement } from './tell.ts';
import { type PreparedTrial, prepareTrial } from './trial.ts';
import { requireWithinUnsentLimits } from './unsent.ts';

type SettleInput = Call<'settlements.settle'>['input'];

/**
 * Settles a stay: fact, layers, ledger, outbox and audit in one transaction, or nothing. The same request again gives
 * the first answer. Refuses what a trial refuses, and `request_id_reused`, `stay_already_settled`, `trial_outdated`
 * when anything that decides has changed since the clerk saw it, `stated_figure_differs`, `person_held`,
 * `too_much_unsent` and what `requireTaking` refuses.
 */
export function settleStay(context: ServiceContext, actor: Actor, input: SettleInput): SettlementRecord {
  const { stayId, asOrdinary, interim, trialHash } = input;
  const taking = readTaking(context, input);
  const question = { stayId, asOrdinary, ...(interim === true ? { interim } : {}) };
  const request = moneyRequest(input.requestId, 'settle', { ...question, trialHash, ...taking });
  const outcome = inTransaction(context.database, () => {
    const before = alreadyDone(context, request);
    if (before !== undefined) return { settlementId: before, isNew: false };
    requireWithinUnsentLimits(context);
    const trial = prepareTrial(context, question);
    if (trial.trialHash !== trialHash) {
      throw new Refusal(
        'trial_outdated',
        '试算之后情况有变化（费用、资格、本年累计、政策或日期），没有结算。请重新试算、核对后再确认。',
      );
    }
    requireFree(onlyWindow, trial.person.personId);
    requireLikeStated(trial.comparison);
    const { hospital, day } = trial;
    requireTaking(context, taking, trial.settlement.personalFen, { hospital, businessDay: day });
    return { settlementId: writeSettlement(context, actor, request, trial, taking), isNew: true };
  });
  if (outcome.isNew) context.wakeSender();
  return readSettlement(context, outcome.settlementId);
}

/** Writes exactly what the trial says inside the caller's transaction: fact, ledger, outbox and audit; returns its id. */
export function writeSettlement(
  context: ServiceContext,
  actor: Actor,
  request: MoneyRequest,
  trial: PreparedTrial,
  taking: Taking,
): string {
  const settlementId = context.newId();
  const { stay, person, hospital, settlement, policy } = trial;
  const layers = settlement.layers.map(factLayer);
  const { cost, deductibleFen, criticalIllnessBurdenFen, personalFen, personalInScopeFen } = settlement;
  const fact: SettlementFact = {
    settlementId,
    ...request,
    kind: trial.interim ? 'interim' : 'final',
    reversesId: null,
    reason: null,
    approvalId: null,
    stayId: stay.stayId,
    personId: person.personId,
    insurance: hospital.insurance,
    insuredRegion: person.region,
    year: trial.year,
    settledOn: trial.day,
    packHash: policy.packHash,
    inForceId: policy.inForceId,
    eligibilities: trial.eligibilities,
    cost,
    deductibleFen,
    criticalIllnessBurdenFen,
    personalFen,
    personalInScopeFen,
    layers,
    feeListIds: trial.feeListIds,
    explanation: {
      before: trial.before,
      document: settlement.document,
      hospitalLevel: hospital.level,
      layers: settlement.layers.map(({ rule, steps }) => ({ rule, steps })),
      warnings: settlement.warnings,
    },
    trialHash: trial.trialHash,
    claim: trial.claim,
  };
  const settled = writeFact(context, actor, hospital, fact);
  postSettlement(context, actor, fact);
  take(context, actor, { settlementId, businessDay: trial.day, hospital }, taking);
  useApproved(context, settlementId, trial.approved);
  tellSettlement(context, actor, { settlement: settled, ...taking, person, stay });
  appendAudit(context, actor, 'settlements.settled', settlementId, {
    slipNumber: settled.slipNumber,
    stayId: stay.stayId,
    totalFen: cost.totalFen,
    personalFen,
    trialHash: trial.trialHash,
    asOrdinary: trial.asOrdinary,
    ...(trial.interim ? { interim: true } : {}),
  });
  return settlementId;
}

/** Every payer owes its layer, the patient the rest, and together they are what the hospital earned. */
function postSettlement(context: ServiceContext, actor: Actor, fact: SettlementFact): void {
  const { settlementId, settledOn: businessDay, layers, personalFen, cost } = fact;
  const entries: Entry[] = [
    ...layers.map(({ layer, payFen }) => ({
      account: 'receivable' as const,
      payer: layer,
      amountFen: payFen,
    })),
    { account: 'patient_due', payer: null, amountFen: personalFen },
    { account: 'hospital_revenue', payer: null, amountFen: negateFen(cost.totalFen) },
  ];
  post(context, actor, { kind: 'settlement', settlementId, businessDay, reference: null }, entries);
}
