import { Refusal } from '../../../shared/contract/refusal.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import type { CostParts } from '../../../shared/engine/claim.ts';
import { capitalYuan } from '../../../shared/money/capital.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { instalmentsAgreedWith } from '../debts/plan.ts';
import { uploadOfSettlement } from '../outbox/settlement-upload.ts';
import { invoiceNumberOf } from '../payments/invoice-number.ts';
import { paymentsOf, refundsOf, shownPayment } from '../payments/paid.ts';
import { shownSignatoryOf } from '../payments/signatory.ts';
import { readPerson } from '../people/person.ts';
import { approvedOf, shownApproval } from './approved-amounts.ts';
import type { Explanation, FactLayer } from './fact.ts';
import { layerOf } from './layers.ts';

/** One row of the table, as it was written. */
export interface SettlementRow extends CostParts {
  readonly settlementId: string;
  readonly slipNumber: string;
  readonly kind: 'final' | 'interim' | 'reversal';
  readonly reversesId: string | null;
  readonly reversedById: string | null;
  readonly reason: string | null;
  readonly stayId: string;
  readonly personId: string;
  readonly insurance: string;
  readonly insuredRegion: string;
  readonly year: number;
  readonly settledOn: LocalDate;
  /** The day it was made; a reversal keeps the settlement day of what it reverses. */
  readonly businessDay: LocalDate;
  readonly packHash: string;
  readonly packTitle: string;
  readonly inForceId: string;
  readonly eligibilities: readonly EligibilityCategory[];
  readonly deductibleFen: Fen;
  readonly criticalIllnessBurdenFen: Fen;
  readonly personalFen: Fen;
  readonly personalInScopeFen: Fen;
  readonly explanation: Explanation;
  readonly trialHash: string;
  readonly recordedAt: string;
  readonly recordedByName: string;
}

const selectSettlement = `
SELECT settlement.id AS settlementId, slip_number AS slipNumber, kind, reverses_id AS reversesId,
  (SELECT id FROM settlement AS reversal WHERE reversal.reverses_id = settlement.id) AS reversedById,
  reason, stay_id AS stayId, person_id AS personId, insurance, insured_region AS insuredRegion, year,
  settled_on AS settledOn, business_day AS businessDay, pack_hash AS packHash, title AS packTitle,
  policy_in_force_id AS inForceId, eligibilities,
  total_fen AS totalFen, own_expense_fen AS ownExpenseFen, over_limit_fen AS overLimitFen,
  pre_self_pay_fen AS preSelfPayFen, in_scope_fen AS inScopeFen, deductible_fen AS deductibleFen,
  critical_illness_burden_fen AS criticalIllnessBurdenFen, personal_fen AS personalFen,
  personal_in_scope_fen AS personalInScopeFen, explanation, trial_hash AS trialHash,
  settlement.recorded_at AS recordedAt, display_name AS recordedByName
FROM settlement JOIN policy_pack ON policy_pack.hash = settlement.pack_hash
JOIN staff_account ON staff_account.id = settlement.recorded_by`;

/** Refuses `settlement_unknown`. */
export function readSettlementRow(context: ServiceContext, settlementId: string): SettlementRow {
  const row = statement<[string], SettlementRow & { eligibilities: string; explanation: string }>(
    context.database,
    `${selectSettlement} WHERE settlement.id = ?`,
  ).get(settlementId);
  if (row === undefined) throw new Refusal('settlement_unknown', '没有这张结算单，请刷新后重试。');
  return {
    ...row,
    eligibilities: JSON.parse(row.eligibilities) as EligibilityCategory[],
    explanation: JSON.parse(row.explanation) as Explanation,
  };
}

export function readFactLayers(context: ServiceContext, settlementId: string): FactLayer[] {
  return statement<[string], FactLayer>(
    context.database,
    `SELECT layer, kind, title, clause, base_fen AS baseFen, pay_fen AS payFen, left_fen AS leftFen
     FROM settlement_layer WHERE settlement_id = ? ORDER BY position`,
  ).all(settlementId);
}

/** A settlement or reversal as the window, the slip and finance see it. */
export function readSettlement(context: ServiceContext, settlementId: string): SettlementRecord {
  const row = readSettlementRow(context, settlementId);
  const { reversesId, deductibleFen, personalFen } = row;
  const { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen } = row;
  const payments =
    reversesId === null
      ? paymentsOf(context, settlementId).map(shownPayment)
      : refundsOf(context, settlementId, reversesId);
  const layers = readFactLayers(context, settlementId).map((layer, position) =>
    layerOf(layer, row.explanation.layers[position], row.explanation),
  );
  return {
    settlementId,
    slipNumber: row.slipNumber,
    kind: row.kind,
    reversesId,
    reversedById: row.reversedById,
    reason: row.reason,
    stayId: row.stayId,
    personId: row.personId,
    personName: readPerson(context, row.personId).name,
    settledOn: row.settledOn,
    recordedAt: row.recordedAt,
    recordedByName: row.recordedByName,
    eligibilities: [...row.eligibilities],
    packTitle: row.packTitle,
    packHash: row.packHash,
    cost: { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen },
    deductibleFen,
    layers,
    personalFen,
    personalCapital: capitalYuan(personalFen),
    payments,
    signatory: shownSignatoryOf(context, settlementId),
    invoiceNumber: invoiceNumberOf(context, settlementId),
    instalments: instalmentsAgreedWith(context, settlementId),
    approved: approvedOf(context, settlementId).map((amount) => shownApproval(amount, layers)),
    upload: uploadOfSettlement(context, settlementId),
  };
}
