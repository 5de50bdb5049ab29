import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { KindOfCare, Place } from '../../../shared/engine/claim.ts';
import { inScopeLayers } from '../../../shared/engine/in-scope-layers.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { visitTypeOf } from '../stays/stay.ts';

/** A settlement, a reversal or a top-up as reports count it. Who, where and when are those of the settlement meant. */
export interface Uncounted {
  readonly settlementId: string;
  readonly topUpId: string | null;
  readonly businessDay: LocalDate;
  /** 1 for a settlement, -1 for a reversal, 0 for what was paid on top of one or taken back. */
  readonly count: 1 | -1 | 0;
  readonly stayId: string;
  readonly visitType: KindOfCare;
  readonly personId: string;
  readonly inForceId: string;
  /** When what it says of the person was known. */
  readonly knownAt: string;
  readonly settledOn: LocalDate;
  readonly year: number;
  readonly insuredYearId: number | null;
  /** JSON lists. */
  readonly eligibilities: string;
  readonly diseases: string;
  readonly ageYears: number | null;
  readonly place: Place | null;
  readonly level: 1 | 2 | 3 | null;
  readonly countyLevel: 0 | 1 | null;
  readonly totalFen: number;
  readonly ownExpenseFen: number;
  readonly overLimitFen: number;
  readonly preSelfPayFen: number;
  readonly inScopeFen: number;
  readonly personalFen: number;
  readonly personalInScopeFen: number;
  readonly layers: readonly PaidLayer[];
}

/** SQL: who, where and when, of `made`, whose claim is `claim`. */
const situation = `made.stay_id AS stayId, ${visitTypeOf('stay')} AS visitType, made.person_id AS personId,
  made.policy_in_force_id AS inForceId, made.eligibilities, made.year, claim.insured_year_id AS insuredYearId,
  coalesce(claim.settled_on, made.settled_on) AS settledOn, coalesce(claim.diseases, '[]') AS diseases,
  claim.age_years AS ageYears, place, hospital_level AS level, county_level AS countyLevel`;

/** The settlements and reversals after the mark, in the order in which they were written, at most so many. */
export function uncountedSettlements(context: ServiceContext, most: number): Uncounted[] {
  return statement<[number], Omit<Uncounted, 'layers'>>(
    context.database,
    `SELECT made.id AS settlementId, NULL AS topUpId, made.business_day AS businessDay,
       iif(made.reverses_id IS NULL, 1, -1) AS count, ${situation},
       coalesce(original.recorded_at, made.recorded_at) AS knownAt,
       made.total_fen AS totalFen, made.own_expense_fen AS ownExpenseFen, made.over_limit_fen AS overLimitFen,
       made.pre_self_pay_fen AS preSelfPayFen, made.in_scope_fen AS inScopeFen, made.personal_fen AS personalFen,
       made.personal_in_scope_fen AS personalInScopeFen
     FROM settlement AS made JOIN stay ON stay.id = made.stay_id
     LEFT JOIN settlement AS original ON original.id = made.reverses_id
     LEFT JOIN settlement_claim AS claim ON claim.settlement_id = coalesce(made.reverses_id, made.id)
     LEFT JOIN claim_situation AS situation ON situation.id = claim.situation_id
     WHERE made.rowid > coalesce((SELECT rowid FROM settlement
       WHERE id = (SELECT settlement_id FROM report_mark)), 0)
     ORDER BY made.rowid LIMIT 0 + ?`,
  )
    .all(most)
    .map((row) => ({ ...row, layers: paidLayers(context, row.settlementId) }));
}

/**
 * What was paid on top of settlements after the mark, and what of it was taken back: no cost of its own, more of a payer and
 * as much less of the patient, on the day it was done.
 */
export function uncountedTopUps({ database }: ServiceContext, most: number): Uncounted[] {
  type Row = Omit<Uncounted, 'layers'> & { payer: string; payerTitle: string; amountFen: number };
  return statement<[number], Row>(
    database,
    `SELECT made.id AS settlementId, more.id AS topUpId, more.business_day AS businessDay, 0 AS count, ${situation},
       made.recorded_at AS knownAt, 0 AS totalFen, 0 AS ownExpenseFen, 0 AS overLimitFen, 0 AS preSelfPayFen,
       0 AS inScopeFen, -more.amount_fen AS personalFen, -more.in_scope_fen AS personalInScopeFen,
       more.payer, more.payer_title AS payerTitle, more.amount_fen AS amountFen
     FROM top_up AS more JOIN settlement AS made ON made.id = more.settlement_id JOIN stay ON stay.id = made.stay_id
     LEFT JOIN settlement_claim AS claim ON claim.settlement_id = made.id
     LEFT JOIN claim_situation AS situation ON situation.id = claim.situation_id
     WHERE more.rowid > coalesce((SELECT rowid FROM top_up WHERE id = (SELECT top_up_id FROM report_mark)), 0)
     ORDER BY more.rowid LIMIT 0 + ?`,
  )
    .all(most)
    .map(({ payer, payerTitle, amountFen, ...row }) => ({
      ...row,
      layers: [{ layer: payer, title: payerTitle, payFen: amountFen }],
    }));
}

export interface PaidLayer {
  readonly layer: string;
  readonly title: string;
  readonly payFen: number;
}

/** What each layer paid at a settlement. */
export function paidLayers({ database }: ServiceContext, settlementId: string): PaidLayer[] {
  return statement<[string], PaidLayer>(
    database,
    `SELECT layer, title, pay_fen AS payFen FROM settlement_layer
     WHERE settlement_id = ? AND pay_fen <> 0 ORDER BY position`,
  ).all(settlementId);
}

export function inScopePaid(layers: readonly PaidLayer[]): number {
  return layers.reduce((sum, { layer, payFen }) => (inScopeLayers.has(layer) ? sum + payFen : sum), 0);
}

/** Where the person lived as the roster said when it was settled: later rosters move no figure. */
export function homeOf(
  { database }: ServiceContext,
  { personId, knownAt }: Pick<Uncounted, 'personId' | 'knownAt'>,
): { readonly region: string; readonly township: string } {
  const row = statement<[string, string], { region: string; township: string | null }>(
    database,
    `SELECT region, township FROM person_entry AS entry
     JOIN roster_import AS import ON import.sequence = entry.import_sequence
     WHERE person_id = ? AND recorded_at <= ? ORDER BY import_sequence DESC LIMIT 1`,
  ).get(personId, knownAt);
  return { region: row?.region ?? '', township: row?.township ?? '' };
}

/** What the stay's papers call a diagnosis of that category: C34 肺癌. */
export function diagnosisName({ database }: ServiceContext, stayId: string, category: string): string {
  const row = statement<[string, string], { name: string }>(
    database,
    `SELECT json_extract(diagnosis.value, '$.name') AS name FROM stay_detail
     JOIN json_each(stay_detail.diagnoses) AS diagnosis
     WHERE stay_id = ? AND substr(json_extract(diagnosis.value, '$.code'), 1, 3) = ?
     ORDER BY stay_detail.rowid DESC LIMIT 1`,
  ).get(stayId, category);
  return row === undefined ? category : `${category} ${row.name}`;
}

export function diagnosesOf(json: string): readonly string[] {
  return JSON.parse(json) as string[];
}

export function heldOf(json: string): readonly EligibilityCategory[] {
  return JSON.parse(json) as EligibilityCategory[];
}
