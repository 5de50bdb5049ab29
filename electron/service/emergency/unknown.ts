import { type LocalDate, localDate, yearOf } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Sex } from '../../../shared/identity/id-number.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/*
 * A patient without identity is a person of ours with a temporary name and number. Once somebody says who it is, the two
 * are joined by a recorded act: stays, fees and papers stay as they were written and are read as the real person's. Of
 * several such acts the one that was not withdrawn counts (`known_patient`).
 */

/** SQL: whose a row of `stay` under that name is now. */
export function personOfStay(stay: string): string {
  return `coalesce((SELECT joined.person_id FROM known_patient AS joined
    WHERE joined.unknown_id = ${stay}.person_id), ${stay}.person_id)`;
}

/** SQL: everybody whose stays are the stays of `@personId`. */
export const everyIdOfPerson = `SELECT @personId UNION ALL
  SELECT unknown_id FROM known_patient WHERE person_id = @personId`;

/** What is known of a patient without identity, as other parts know a person. */
export interface UnknownPerson {
  readonly personId: string;
  readonly name: string;
  /** The temporary number stands where an ID number will. */
  readonly idNumber: string;
  readonly sex: Sex;
  /** The first day of the year that fits the age as it looked. */
  readonly birthDate: LocalDate;
  readonly region: string;
  readonly seenOn: LocalDate;
}

interface UnknownRow extends Omit<UnknownPerson, 'birthDate'> {
  readonly ageYears: number;
}

export function findUnknown(context: ServiceContext, personId: string): UnknownPerson | undefined {
  const row = statement<[string], UnknownRow>(
    context.database,
    `SELECT id AS personId, temporary_name AS name, number AS idNumber, sex, age_years AS ageYears, region,
       seen_on AS seenOn FROM unknown_patient WHERE id = ?`,
  ).get(personId);
  if (row === undefined) return undefined;
  const { ageYears, ...person } = row;
  const birthDate = localDate(yearOf(row.seenOn) - ageYears, 1, 1);
  if (birthDate === undefined) throw new Error('an age that no calendar holds');
  return { ...person, birthDate };
}

/** The act that says who a patient without identity is now; undefined while nobody knows. */
export function identificationOf(
  context: ServiceContext,
  unknownId: string,
): { readonly identificationId: string; readonly personId: string } | undefined {
  return statement<[string], { identificationId: string; personId: string }>(
    context.database,
    'SELECT identification_id AS identificationId, person_id AS personId FROM known_patient WHERE unknown_id = ?',
  ).get(unknownId);
}

/** Whether nobody knows yet who it is. */
export function isUnidentified(context: ServiceContext, personId: string): boolean {
  const row = statement<[string], { found: 1 }>(
    context.database,
    `SELECT 1 AS found FROM unknown_patient WHERE id = ?
       AND NOT EXISTS (SELECT 1 FROM known_patient WHERE unknown_id = unknown_patient.id)`,
  ).get(personId);
  return row !== undefined;
}

/** Refuses `person_not_identified`: money, platform and papers for others want to know whom they are about. */
export function requireIdentified(context: ServiceContext, personId: string): void {
  if (!isUnidentified(context, personId)) return;
  throw new Refusal(
    'person_not_identified',
    '这位患者的身份还没有确认。请先按 F6 确认身份；始终无法确认的，由财务申请疾病应急救助。',
  );
}
