import {
  type IdentificationAct,
  type IdentificationActs,
  type IdentityDifference,
  mostActs,
} from '../../../shared/contract/identification.ts';
import { startOfDay } from '../../../shared/calendar/local-date.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { namedBy, personsNamed } from '../people/named.ts';
import { readPerson } from '../people/person.ts';

type ActRow = Omit<IdentificationAct, 'personName' | 'maskedIdNumber' | 'differences'> & {
  readonly differences: string;
};

/**
 * Who was identified on these days, how, by whom, and what was decided about differences: the newest first, at most 1,000.
 * A text narrows to an ID number, or to a name or its beginning.
 */
export function searchActs(
  context: ServiceContext,
  { text, fromDay, toDay, onlyDecided }: Call<'identification.acts'>['input'],
): IdentificationActs {
  const { zone } = readHospital(context, today(context));
  const rows = statement<object, ActRow>(
    context.database,
    `SELECT identification.id AS identificationId, person_id AS personId, means, paper, differences, reason,
       identification.recorded_at AS recordedAt, staff_account.display_name AS recordedByName
     FROM identification JOIN staff_account ON staff_account.id = identification.recorded_by
     WHERE identification.recorded_at >= @from AND identification.recorded_at < @until
       AND (@onlyDecided = 0 OR differences <> '[]')
       AND (@text = '' OR person_id IN (${personsNamed}))
     ORDER BY identification.rowid DESC LIMIT 0 + @limit`,
  ).all({
    ...namedBy(text),
    from: startOfDay(fromDay, zone),
    until: startOfDay(toDay, zone, 1),
    onlyDecided: onlyDecided ? 1 : 0,
    limit: mostActs + 1,
  });
  const acts = rows.slice(0, mostActs).map((row) => {
    const { name, idNumber } = readPerson(context, row.personId);
    const differences = JSON.parse(row.differences) as IdentityDifference[];
    return { ...row, differences, personName: name, maskedIdNumber: maskIdNumber(idNumber) };
  });
  return { acts, more: rows.length > mostActs };
}
