import { yearOf } from '../../../shared/calendar/local-date.ts';
import { longestChain } from '../../../shared/contract/corrections.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { today } from '../hospital/settings.ts';
import type { FactLayer } from '../settlements/fact.ts';
import { liveSettlements } from '../settlements/live.ts';
import { heldFor, type PostedPayment } from '../payments/paid.ts';
import type { RoundedPayment } from '../payments/post.ts';
import { onlyPayments } from '../payments/take.ts';
import { feeListsOfSettlement } from '../settlements/parts.ts';
import { readFactLayers, readSettlementRow, type SettlementRow } from '../settlements/record.ts';
import type { MoneyRequest } from '../settlements/request.ts';
import { requireLive, requireReversible, type Why, writeReversal } from '../settlements/reverse.ts';
import { writeSettlement } from '../settlements/settle.ts';
import { type PreparedTrial, prepareTrial } from '../settlements/trial.ts';

export interface ChainQuestion {
  readonly settlementId: string;
  readonly resettleFirst: boolean;
  readonly asOrdinary: boolean;
}

/** A live settlement of the chain, with everything that its reversal takes back. */
export interface ChainLink {
  readonly original: SettlementRow;
  readonly layers: readonly FactLayer[];
  readonly paid: readonly PostedPayment[];
}

/**
 * The settlement and every later live one of its person, insurance and year in this hospital, in their order. Refuses
 * `settlement_unknown`, `settlement_is_reversal`, `settlement_already_reversed`, `chain_other_year` (what is settled
 * today counts in this year) and `chain_too_long`.
 */
export function readChain(context: ServiceContext, settlementId: string): ChainLink[] {
  const { personId, insurance, year } = requireLive(context, settlementId);
  const thisYear = yearOf(today(context));
  if (year !== thisYear) {
    throw new Refusal(
      'chain_other_year',
      `这张结算属于 ${year} 年度，今天重新结算会计入 ${thisYear} 年度，不能连同之后的一起重算。请从最后一张开始逐张撤销。`,
    );
  }
  const range = { from: settlementId, limit: longestChain + 1 };
  const ids = liveSettlements(context, { personId, insurance, year }, range);
  if (ids.length > longestChain) {
    throw new Refusal(
      'chain_too_long',
      `从这张起有超过 ${longestChain} 张结算，不能一次重算。请从较晚的一张开始，分几次做。`,
    );
  }
  return ids.map((link) => ({
    original: readSettlementRow(context, link.settlementId),
    layers: readFactLayers(context, link.settlementId),
    paid: heldFor(context, link.settlementId),
  }));
}

/** How a walk writes: under which requests, why, and with which payments; a rehearsal knows of none. */
export interface Walk {
  readonly request: (step: number) => MoneyRequest;
  readonly why: Why;
  readonly paymentsOf: (position: number) => readonly RoundedPayment[];
}

export interface WalkedLink extends ChainLink {
  readonly reversalId: string;
  readonly again: { readonly settlementId: string; readonly trial: PreparedTrial } | null;
}

/**
 * Reverses the chain, the last first, and settles it again in its order, inside the caller's transaction and by the
 * rules of every reversal and every settlement. Refuses what they refuse.
 */
export function walkChain(
  context: ServiceContext,
  actor: Actor,
  chain: readonly ChainLink[],
  { resettleFirst, asOrdinary }: ChainQuestion,
  walk: Walk,
): WalkedLink[] {
  const reversed = chain.toReversed().map((link, step) => {
    const original = requireReversible(context, link.original.settlementId);
    return { ...link, reversalId: writeReversal(context, actor, walk.request(step), original, walk.why) };
  });
  return reversed.toReversed().map((link, position) => {
    if (position === 0 && !resettleFirst) return { ...link, again: null };
    const trial = prepareAgain(context, link.original, asOrdinary);
    const request = walk.request(chain.length + position);
    const payments = walk.paymentsOf(position);
    return {
      ...link,
      again: { settlementId: writeSettlement(context, actor, request, trial, onlyPayments(payments)), trial },
    };
  });
}

/** Of several stays the refusal says which one it is. */
function prepareAgain(context: ServiceContext, original: SettlementRow, asOrdinary: boolean): PreparedTrial {
  try {
    const { stayId } = original;
    if (original.kind === 'final') return prepareTrial(context, { stayId, asOrdinary });
    // A part of a stay is settled again as the part that it was; what came after it is left for the next.
    const feeListIds = feeListsOfSettlement(context, original.settlementId);
    return prepareTrial(context, { stayId, asOrdinary, interim: true, feeListIds });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const sentence = `结算单 ${original.slipNumber} 现在不能重新结算：${error.sentence}`;
    throw new Refusal(error.code, sentence, error.problems);
  }
}
