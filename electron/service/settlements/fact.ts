import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Claim, CostParts, HospitalLevel, YearState } from '../../../shared/engine/claim.ts';
import type { LayerResult, Step } from '../../../shared/engine/settlement.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
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

/** With the number that it got when it was written. */
export interface SettledFact extends SettlementFact {
  readonly slipNumber: string;
}

/**
 * Writes the fact inside the caller's transaction and returns it with its slip number. Layers and fee lists come first and the
 * row that closes them last, so that the file itself refuses amounts that do not sum.
 */
export function writeFact(
  context: ServiceContext,
  actor: Actor,
  hospital: Hospital,
  fact: SettlementFact,
): SettledFact {
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
  const settled = { ...fact, slipNumber: nextSlipNumber(context, hospital, fact.settledOn) };
  insertSettlement(context, actor, hospital, settled);
  return settled;
}

function insertSettlement(
  context: ServiceContext,
  actor: Actor,
  hospital: Hospital,
  fact: SettledFact,
): void {
  const { cost, settledOn } = fact;
  insertRow(context.database, 'settlement', {
    id: fact.settlementId,
    slip_number: fact.slipNumber,
    request_id: fact.requestId,
    request_hash: fact.requestHash,
    kind: fact.kind,
    reverses_id: fact.reversesId,
    reason: fact.reason,
    stay_id: fact.stayId,
    person_id: fact.personId,
    insurance: fact.insurance,
    insured_region: fact.insuredRegion,
    year: fact.year,
    settled_on: settledOn,
    business_day: settledOn,
    pack_hash: fact.packHash,
    policy_in_force_id: fact.inForceId,
    eligibilities: JSON.stringify(fact.eligibilities),
    total_fen: cost.totalFen,
    own_expense_fen: cost.ownExpenseFen,
    over_limit_fen: cost.overLimitFen,
    pre_self_pay_fen: cost.preSelfPayFen,
    in_scope_fen: cost.inScopeFen,
    deductible_fen: fact.deductibleFen,
    critical_illness_burden_fen: fact.criticalIllnessBurdenFen,
    personal_fen: fact.personalFen,
    personal_in_scope_fen: fact.personalInScopeFen,
    explanation: JSON.stringify(fact.explanation),
    trial_hash: fact.trialHash,
    hospital: hospital.hospitalId,
    window: hospital.windowId,
    origin: hospital.origin,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
    approval_id: fact.approvalId,
    identification_id: fact.kind === 'reversal' ? null : lastIdentification(context, fact.personId),
  });
}
