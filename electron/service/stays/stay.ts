import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import type { KindOfCare, Place } from '../../../shared/engine/claim.ts';
import { sumItems } from '../../../shared/fees/item.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { personOfStay } from '../emergency/unknown.ts';
import { liveSettlementOfStay } from '../settlements/live.ts';
import { costByClass } from '../fees/cost-by-class.ts';
import { listFeeLists } from '../fees/fee-lists.ts';

export interface StayRow {
  readonly stayId: string;
  readonly personId: string;
  readonly admissionNumber: string;
  readonly visitType: KindOfCare;
  readonly place: Place;
  readonly department: string;
  readonly bed: string | null;
  readonly admittedOn: LocalDate;
  readonly dischargedOn: LocalDate | null;
  readonly diagnoses: string;
  /** 1 where it was opened by mistake. */
  readonly isCancelled: 0 | 1;
  /** The newest of the stay's details. */
  readonly detailId: string;
}

/** SQL: a visit names the qualification it is for. */
export function visitTypeOf(stay: string): string {
  return `iif(${stay}.qualification_id IS NULL, 'inpatient', 'outpatient')`;
}

/** A stay as it is known now, with the fee lists that were not withdrawn. Refuses `stay_not_found`. */
export function readStay(context: ServiceContext, stayId: string): Stay {
  const { detailId: _, isCancelled, diagnoses, ...row } = readStayRow(context, stayId);
  const feeLists = listFeeLists(context, stayId);
  return {
    ...row,
    isCancelled: isCancelled === 1,
    diagnoses: diagnosesOf({ diagnoses }),
    feeLists,
    cost: sumItems(feeLists.map((list) => list.cost)),
    costByClass: costByClass(context, stayId),
    settlementId: liveSettlementOfStay(context, stayId)?.settlementId ?? null,
  };
}

export function diagnosesOf({ diagnoses }: Pick<StayRow, 'diagnoses'>): Stay['diagnoses'] {
  return JSON.parse(diagnoses) as Stay['diagnoses'];
}

/** Refuses `stay_cancelled`. */
export function requireNotCancelled(stay: { readonly isCancelled: boolean | 0 | 1 }): void {
  if (stay.isCancelled === false || stay.isCancelled === 0) return;
  throw new Refusal(
    'stay_cancelled',
    '这次登记已作废，不能再用。请从病人的住院和门诊列表里重新选择，或另行登记。',
  );
}

/** The stay and the newest of its details. Refuses `stay_not_found`. */
export function readStayRow(context: ServiceContext, stayId: string): StayRow {
  const row = statement<[string], StayRow>(
    context.database,
    `SELECT stay.id AS stayId, ${personOfStay('stay')} AS personId, admission_number AS admissionNumber,
       ${visitTypeOf('stay')} AS visitType, place, department, bed, admitted_on AS admittedOn,
       discharged_on AS dischargedOn, diagnoses, detail.id AS detailId,
       EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id) AS isCancelled
     FROM stay JOIN stay_detail AS detail ON detail.stay_id = stay.id
     WHERE stay.id = ? ORDER BY detail.rowid DESC LIMIT 1`,
  ).get(stayId);
  if (row === undefined) {
    throw new Refusal('stay_not_found', '没有找到这次住院或门诊，请从病人的列表里重新选择。');
  }
  return row;
}
