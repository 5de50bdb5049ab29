import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { everyIdOfPerson } from '../emergency/unknown.ts';

/** The days of a stay; null while nobody was discharged. */
export interface StayDays {
  readonly admittedOn: LocalDate;
  readonly dischargedOn: LocalDate | null;
}

export interface OtherStay extends StayDays {
  readonly stayId: string;
  readonly admissionNumber: string;
  readonly department: string;
}

/**
 * Stays of a person in this hospital that share more than a day with those days, the newest first. The day on which one
 * ends and the next begins is shared by both. What the person has elsewhere the platform does not tell: there a second
 * admission is answered when it arrives.
 * @param exceptStayId the stay that those days are of, where it is there already
 */
export function overlappingStays(
  context: ServiceContext,
  personId: string,
  { admittedOn, dischargedOn }: StayDays,
  exceptStayId: string | null,
): OtherStay[] {
  return statement<object, OtherStay>(
    context.database,
    `SELECT stay.id AS stayId, admission_number AS admissionNumber, department, admitted_on AS admittedOn,
       discharged_on AS dischargedOn
     FROM stay JOIN stay_detail AS detail
       ON detail.rowid = (SELECT max(rowid) FROM stay_detail WHERE stay_id = stay.id)
     WHERE person_id IN (${everyIdOfPerson}) AND stay.id IS NOT @exceptStayId
       AND NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id)
       AND (discharged_on IS NULL OR discharged_on > @admittedOn)
       AND (@dischargedOn IS NULL OR admitted_on < @dischargedOn)
     ORDER BY admitted_on DESC, stay.id DESC LIMIT 20`,
  ).all({ personId, admittedOn, dischargedOn, exceptStayId });
}

/** Nobody lies in two beds: of two stays that share days the earlier has to have ended. Undefined where that is so. */
export function stillOpen(
  context: ServiceContext,
  personId: string,
  days: StayDays,
  exceptStayId: string | null,
): OtherStay | undefined {
  const others = overlappingStays(context, personId, days, exceptStayId);
  return days.dischargedOn === null ? others[0] : others.find(({ dischargedOn }) => dischargedOn === null);
}

/** Refuses `stay_still_open`. */
export function refuseSecondOpenStay(
  context: ServiceContext,
  personId: string,
  days: StayDays,
  exceptStayId: string | null = null,
): void {
  const other = stillOpen(context, personId, days, exceptStayId);
  if (other !== undefined) throw new Refusal('stay_still_open', openSentence(other));
}

/** @returns what is wrong, and what to do first */
export function openSentence({ admissionNumber, department, admittedOn, dischargedOn }: OtherStay): string {
  if (dischargedOn !== null) {
    return (
      `日期与此人在本院的另一次住院 ${admissionNumber}（${department}，${admittedOn} 至 ${dischargedOn}）重叠，` +
      '同一个人不能同时住两次院。请核对入院、出院日期；登记重了的，作废一次。'
    );
  }
  return (
    `此人在本院的另一次住院 ${admissionNumber}（${department}，${admittedOn} 入院）还没有登记出院，` +
    '同一个人不能同时住两次院。请先办那次的出院或转院；登记重了的，作废一次。'
  );
}
