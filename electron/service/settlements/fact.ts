import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Claim, CostParts, HospitalLevel, YearState } from '../../../shared/engine/claim.ts';
import type { LayerResult, Step } from '../../../shared/engine/settlement.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Hospital } from '../hospital/settings.ts';
import { lastIdentification } from '../identification/record.ts';
import { writeClaim } from './claim.ts';
import { nextSlipNumber } from './slip-number.ts';

export interface FactLayer {
  readonly layer: string;
  readonly kind: string | null;
  readonly title: string;
  readonly clause: string;
  readonly baseFen: Fen;
  readonly payFen: Fen;
  readonly leftFen: Fen;
}

/** What is kept of a layer of the engine. */
export function factLayer({ layer, kind, title, clause, baseFen, payFen, leftFen }: LayerResult): FactLayer {
  return { layer, kind: kind ?? null, title, clause, baseFen, payFen, leftFen };
}

/** Why a layer pays what it pays, as the engine said it. */
export interface LayerReason {
  readonly rule?: number | undefined;
  readonly steps: readonly Step[];
}

/** What is kept of the sum besides its amounts, to be shown and printed the same for ever. */
export interface Explanation {
  /** The year before this settlement. */
  readonly before: YearState;
  /** The document that the clauses belong to: 随县卫发〔2020〕1号. */
  readonly document: string;
  readonly hospitalLevel: HospitalLevel;
  /** For each layer, in their order, the rule that applied and its steps; none for a reversal: it computes nothing. */
  readonly layers: readonly LayerReason[];
  readonly warnings: readonly { readonly code: string; readonly sentence: string }[];
}

/** A settlement or a reversal before it is written: everything but its number and its time. */
export interface SettlementFact {
  readonly settlementId: string;
  readonly requestId: string;
  readonly requestHash: string;
  readonly kind: 'final' | 'interim' | 'reversal';
  readonly reversesId: string | null;
  readonly reason: string | null;
  readonly approvalId: string | null;
  readonly stayId: string;
  readonly personId: string;
  readonly insurance: string;
  readonly insuredRegion: string;
  readonly year: number;
  readonly settledOn: LocalDate;
  readonly packHash: string;
  readonly inForceId: string;
  readonly eligibilities: readonly EligibilityCategory[];
  readonly cost: CostParts;
  readonly deductibleFen: Fen;
  readonly criticalIllnessBurdenFen: Fen;
  readonly personalFen: Fen;
  readonly personalInScopeFen: Fen;
  readonly layers: readonly FactLayer[];
  readonly feeListIds: readonly string[];
  readonly explanation: Explanation;
  readonly trialHash: string;
  /** What the engine was asked; null for a reversal: nobody asks it. */
  readonly claim: Claim | null;
}

/**
 * Writes the fact inside the caller's transaction and returns its slip number. Layers and fee lists come first and the
 * row that closes them last, so that the file itself refuses amounts that do not sum.
 */
export function writeFact(
  context: ServiceContext,
  actor: Actor,
  hospital: Hospital,
  fact: SettlementFact,
): string {
  const { database } = context;
  const insertLayer = statement<unknown[]>(
    database,
    `INSERT INTO settlement_layer
       (settlement_id, position, layer, kind, title, clause, base_fen, pay_fen, left_fen)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [position, layer] of fact.layers.entries()) {
    const { kind, title, clause, baseFen, payFen, leftFen } = layer;
    insertLayer.run(fact.settlementId, position, layer.layer, kind, title, clause, baseFen, payFen, leftFen);
  }
  const insertList = statement<[string, string]>(
    database,
    'INSERT INTO settlement_fee_list (settlement_id, fee_list_id) VALUES (?, ?)',
  );
  for (const feeListId of fact.feeListIds) insertList.run(fact.settlementId, feeListId);
  if (fact.claim !== null) writeClaim(context, fact, fact.claim);
  const slipNumber = nextSlipNumber(context, hospital, fact.settledOn);
  const { cost, layers: _layers, feeListIds: _feeListIds, claim: _claim, ...rest } = fact;
  const { explanation, eligibilities, ...plain } = rest;
  statement<Record<string, unknown>>(database, insertSettlement).run({
    ...plain,
    ...cost,
    slipNumber,
    eligibilities: JSON.stringify(eligibilities),
    explanation: JSON.stringify(explanation),
    hospitalId: hospital.hospitalId,
    windowId: hospital.windowId,
    origin: hospital.origin,
    recordedAt: context.clock.now().toISOString(),
    recordedBy: actor.accountId,
    identificationId: fact.kind === 'reversal' ? null : lastIdentification(context, fact.personId),
  });
  return slipNumber;
}

const insertSettlement = `
INSERT INTO settlement (
  id, slip_number, request_id, request_hash, kind, reverses_id, reason, stay_id, person_id, insurance,
  insured_region, year, settled_on, business_day, pack_hash, policy_in_force_id, eligibilities, total_fen,
  own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen, deductible_fen, critical_illness_burden_fen,
  personal_fen, personal_in_scope_fen, explanation, trial_hash, hospital, window, origin, recorded_at, recorded_by,
  approval_id, identification_id
) VALUES (
  @settlementId, @slipNumber, @requestId, @requestHash, @kind, @reversesId, @reason, @stayId, @personId, @insurance,
  @insuredRegion, @year, @settledOn, @settledOn, @packHash, @inForceId, @eligibilities, @totalFen,
  @ownExpenseFen, @overLimitFen, @preSelfPayFen, @inScopeFen, @deductibleFen, @criticalIllnessBurdenFen,
  @personalFen, @personalInScopeFen, @explanation, @trialHash, @hospitalId, @windowId, @origin, @recordedAt, @recordedBy,
  @approvalId, @identificationId
)`;
