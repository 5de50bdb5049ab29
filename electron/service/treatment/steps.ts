import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { TreatmentCause, TreatmentClass, TreatmentState } from '../../../shared/contract/treatment.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import type { RecognisedDisease } from './lists.ts';

/** A step as it was written; the newest of a line says where it stands. */
export interface StepRow {
  readonly stepId: string;
  readonly state: TreatmentState;
  readonly cause: TreatmentCause;
  readonly stayId: string | null;
  readonly happenedOn: LocalDate;
  readonly treatmentClass: TreatmentClass | null;
  readonly hospitalName: string;
  readonly words: string;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
}

const mostSteps = 500;

/** Of a line, in the order of writing. */
export function stepsOf({ database }: ServiceContext, lineId: string): StepRow[] {
  return statement<[string], StepRow>(
    database,
    `SELECT id AS stepId, state, cause, stay_id AS stayId, happened_on AS happenedOn, treatment_class AS treatmentClass,
       hospital_name AS hospitalName, words, recorded_at AS recordedAt, recorded_by AS recordedBy
     FROM treatment_step WHERE line_id = ? ORDER BY rowid LIMIT ${mostSteps}`,
  ).all(lineId);
}

export type NewStep = Omit<StepRow, 'stepId' | 'recordedAt' | 'recordedBy'>;

/** Inside the caller's transaction. */
export function writeStep(
  context: ServiceContext,
  actor: Actor | undefined,
  lineId: string,
  step: NewStep,
): void {
  insertRow(context.database, 'treatment_step', {
    id: context.newId(),
    line_id: lineId,
    state: step.state,
    cause: step.cause,
    stay_id: step.stayId,
    happened_on: step.happenedOn,
    treatment_class: step.treatmentClass,
    hospital_name: step.hospitalName,
    words: step.words,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor?.accountId ?? null,
  });
}

export function findLine(
  { database }: ServiceContext,
  personId: string,
  { list, disease }: RecognisedDisease,
): string | undefined {
  const sql = 'SELECT id FROM treatment_line WHERE person_id = ? AND list = ? AND disease = ?';
  return statement<[string, string, string], { id: string }>(database, sql).get(personId, list, disease)?.id;
}

/** The line of a person's disease, begun where there is none; inside the caller's transaction. */
export function lineOf(context: ServiceContext, personId: string, of: RecognisedDisease): string {
  const known = findLine(context, personId, of);
  if (known !== undefined) return known;
  const lineId = context.newId();
  const recordedAt = context.clock.now().toISOString();
  insertRow(context.database, 'treatment_line', {
    id: lineId,
    person_id: personId,
    ...of,
    recorded_at: recordedAt,
  });
  return lineId;
}
