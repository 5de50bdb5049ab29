import { daysBetween, type LocalDate } from '../../../shared/calendar/local-date.ts';
import type { HardshipApplication, hardshipLists, HardshipStep } from '../../../shared/contract/hardship.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';

const mostListed = 200;
const mostOfPerson = 100;
/** After one of these nothing follows. */
export const endingSteps: ReadonlySet<HardshipStep> = new Set(['approved', 'refused', 'withdrawn']);

/** SQL: the application of that name has come to no end. */
export function isOpen(name: string): string {
  return `NOT EXISTS (SELECT 1 FROM hardship_step AS ended WHERE ended.application_id = ${name}.id
    AND ended.step IN ('approved','refused','withdrawn'))`;
}

type Row = Omit<HardshipApplication, 'personName' | 'maskedIdNumber' | 'openDays' | 'steps'>;

const selectApplication = `SELECT application.id AS applicationId,
  coalesce(application.number, 'SQ-' || upper(substr(application.id, -12))) AS number, settlement_id AS settlementId,
  slip_number AS slipNumber, application.person_id AS personId, application.kind, addressee,
  application.reason, application.business_day AS appliedOn
  FROM hardship_application AS application JOIN settlement ON settlement.id = application.settlement_id`;

/** Refuses `hardship_application_unknown`. */
export function readApplication(context: ServiceContext, applicationId: string): HardshipApplication {
  const row = statement<[string], Row>(context.database, `${selectApplication} WHERE application.id = ?`).get(
    applicationId,
  );
  if (row === undefined) {
    throw new Refusal('hardship_application_unknown', '没有找到这份救助申请，请刷新后再选。');
  }
  return shown(context, row);
}

/** All of a person, the newest first; at most 100. */
export function applicationsOf(context: ServiceContext, personId: string): HardshipApplication[] {
  return statement<[string], Row>(
    context.database,
    `${selectApplication} WHERE application.person_id = ? ORDER BY application.rowid DESC LIMIT ${mostOfPerson}`,
  )
    .all(personId)
    .map((row) => shown(context, row));
}

/** Those of which nobody has heard the end, the oldest first; or those that have one, the newest first. At most 200. */
export function listApplications(
  context: ServiceContext,
  which: (typeof hardshipLists)[number],
): { readonly applications: HardshipApplication[]; readonly more: boolean } {
  const [condition, order] =
    which === 'open'
      ? [isOpen('application'), 'application.business_day, application.rowid']
      : [`NOT ${isOpen('application')}`, 'application.rowid DESC'];
  const rows = statement<[], Row>(
    context.database,
    `${selectApplication} WHERE ${condition} ORDER BY ${order} LIMIT ${mostListed + 1}`,
  ).all();
  return {
    applications: rows.slice(0, mostListed).map((row) => shown(context, row)),
    more: rows.length > mostListed,
  };
}

function shown(context: ServiceContext, row: Row): HardshipApplication {
  const { name: personName, idNumber } = readPerson(context, row.personId);
  const steps = statement<[string], HardshipApplication['steps'][number]>(
    context.database,
    `SELECT step, happened_on AS happenedOn, amount_fen AS amountFen, number, words, display_name AS byName
     FROM hardship_step AS taken JOIN staff_account ON staff_account.id = taken.recorded_by
     WHERE application_id = ? ORDER BY taken.rowid LIMIT 100`,
  ).all(row.applicationId);
  const isOver = steps.some(({ step }) => endingSteps.has(step));
  return {
    ...row,
    personName,
    maskedIdNumber: maskIdNumber(idNumber),
    openDays: isOver ? null : age(row.appliedOn, today(context)),
    steps,
  };
}

/** A clock that was set back makes nothing younger than today. */
function age(from: LocalDate, to: LocalDate): number {
  return Math.max(0, daysBetween(from, to));
}
