import { localDateOf, type LocalDate } from '../../../shared/calendar/local-date.ts';
import { type SpecialTreatment, specialTreatmentSchema } from '../../../shared/contract/special-treatment.ts';
import type { LateStep } from '../../../shared/contract/treatment.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { type MadeRow, newestTableBefore } from '../reports/made.ts';
import { casesOf, readSpecialTable, rowOf } from '../reports/special-report.ts';
import { specialMonth } from '../reports/special-month.ts';
import { countStates, listLines } from './lines.ts';
import { treatmentRate } from './rate.ts';

const mostPatients = 20_000;

/**
 * What the package of a month holds, as the facts are now: the table and the register of its settlements, everybody of the
 * ledger, the rate, and what came too late for the package before it. Refuses `policy_tampered`.
 */
export async function readMonth(context: ServiceContext, month: string): Promise<SpecialTreatment> {
  const table = await readSpecialTable(context, month);
  const before = newestTableBefore(context, month);
  const lateRegister = before === null ? [] : lateCases(context, before, table.span.from);
  const { counts } = countStates(context);
  return {
    ...table,
    lateRegister,
    lateTotal: lateRegister.length === 0 ? null : rowOf('补报以前', lateRegister),
    lateSteps: before === null ? [] : lateSteps(context, before, table.span.from),
    patients: listLines(context, 'all', mostPatients).lines,
    counts,
    rate: treatmentRate(counts, specialMonth(context, month).policy),
  };
}

/**
 * Settlements and reversals from the first day of the package before up to this month that stand in no register: a package
 * goes out before its last day is over.
 */
function lateCases(context: ServiceContext, before: MadeRow, until: LocalDate) {
  const { span, register } = specialTreatmentSchema.parse(JSON.parse(before.content));
  const told = new Set(register.map(({ settlementId }) => settlementId));
  return casesOf(context, { from: span.from, until }).filter(({ settlementId }) => !told.has(settlementId));
}

interface LateRow extends Pick<LateStep, 'disease' | 'state' | 'happenedOn' | 'words'> {
  readonly personId: string;
  readonly recordedAt: string;
}

/** Steps of the days before this month, written down after the package before it. */
function lateSteps(context: ServiceContext, { madeAt }: MadeRow, from: LocalDate): LateStep[] {
  const zone = readSetting(context, 'zone');
  return statement<object, LateRow>(
    context.database,
    `SELECT person_id AS personId, disease, state, happened_on AS happenedOn, words, step.recorded_at AS recordedAt
     FROM treatment_step AS step JOIN treatment_line AS one ON one.id = step.line_id
     WHERE step.recorded_at > @madeAt AND happened_on < @from ORDER BY step.rowid LIMIT ${mostPatients}`,
  )
    .all({ madeAt, from })
    .map(({ personId, recordedAt, ...step }) => {
      const { name, idNumber } = readPerson(context, personId);
      return {
        ...step,
        personName: name,
        maskedIdNumber: maskIdNumber(idNumber),
        recordedOn: localDateOf(recordedAt, zone),
      };
    });
}
