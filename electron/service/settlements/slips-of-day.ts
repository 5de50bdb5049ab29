import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { SlipOfDay } from '../../../shared/contract/documents/archive.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readPerson } from '../people/person.ts';

/** Every settlement and reversal of a business day, in the order of their numbers, with how often its slip was printed. */
export function slipsOfDay(context: ServiceContext, day: LocalDate): SlipOfDay[] {
  return statement<[LocalDate], Omit<SlipOfDay, 'personName'> & { personId: string }>(
    context.database,
    `SELECT id AS settlementId, slip_number AS slipNumber,
       person_id AS personId,
       (SELECT count(*) FROM document WHERE document.kind = 'slip' AND subject_id = settlement.id) AS copies
     FROM settlement WHERE business_day = ? ORDER BY id LIMIT 5000`,
  )
    .all(day)
    .map(({ personId, ...slip }) => ({ ...slip, personName: readPerson(context, personId).name }));
}
