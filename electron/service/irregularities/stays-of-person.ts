import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { everyIdOfPerson } from '../emergency/unknown.ts';
import { isLive } from '../settlements/live.ts';

/** A stay or a visit for which money was settled, with what stands today. */
export interface SettledStay {
  readonly stayId: string;
  readonly admissionNumber: string;
  readonly isVisit: boolean;
  readonly department: string;
  readonly admittedOn: LocalDate;
  /** The day of discharge; of a stay that is settled in parts and goes on, the day of the last part. */
  readonly endedOn: LocalDate;
  /** The first three signs of the first diagnosis: what it is, without how exactly. */
  readonly mainDiagnosis: string | null;
  /** Year and day of the last part. */
  readonly year: number;
  readonly settledOn: LocalDate;
  /** Live ones, in their order. */
  readonly settlementIds: readonly string[];
}

const mostStays = 2000;

/** All stays of a person with a live settlement, those first that began first. */
export function settledStays(context: ServiceContext, personId: string): SettledStay[] {
  const rows = statement<
    object,
    Omit<SettledStay, 'isVisit' | 'settlementIds'> & { isVisit: 0 | 1; settlementIds: string }
  >(
    context.database,
    `SELECT stay.id AS stayId, admission_number AS admissionNumber, qualification_id IS NOT NULL AS isVisit, department,
       admitted_on AS admittedOn, coalesce(discharged_on, settledOn) AS endedOn,
       substr(json_extract(diagnoses, '$[0].code'), 1, 3) AS mainDiagnosis, paid.year, settledOn, settlementIds
     FROM (SELECT stay_id, max(year) AS year, max(settled_on) AS settledOn,
         json_group_array(id ORDER BY rowid) AS settlementIds
       FROM settlement AS original WHERE person_id IN (${everyIdOfPerson}) AND ${isLive('original')}
       GROUP BY stay_id) AS paid
     JOIN stay ON stay.id = paid.stay_id
     JOIN stay_detail AS detail ON detail.rowid = (SELECT max(rowid) FROM stay_detail WHERE stay_id = stay.id)
     ORDER BY admitted_on, stay.rowid LIMIT ${mostStays}`,
  ).all({ personId });
  return rows.map((row) => ({
    ...row,
    isVisit: row.isVisit === 1,
    settlementIds: JSON.parse(row.settlementIds) as string[],
  }));
}

/** `ZY12（神经内科，2020-03-01 至 2020-03-09）` */
export function stayWords({
  admissionNumber,
  isVisit,
  department,
  admittedOn,
  endedOn,
}: SettledStay): string {
  const days = isVisit ? admittedOn : `${admittedOn} 至 ${endedOn}`;
  return `${isVisit ? '门诊' : '住院'} ${admissionNumber}（${department}，${days}）`;
}
