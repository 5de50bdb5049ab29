import { type LocalDate, yearOf } from '../../../shared/calendar/local-date.ts';
import type { Differences } from '../../../shared/contract/corrections.ts';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { sumOfChanges } from './changes.ts';
import { readDifferences } from './differences.ts';

type Affected = RequestOutput<'corrections.affected'>;

const mostPersons = 200;

interface NewestRoster {
  readonly importId: string;
  readonly fileName: string;
  readonly asOfDay: LocalDate;
}

/**
 * Whose settlements of this year the newest roster would make different: first by the eligibilities it gives for the
 * settlement day, all in one walk over the year, then by computing again. At most 200 persons, by name of the file's
 * order; those of whom not one fen differs are left out.
 */
export function listAffected(context: ServiceContext): Affected {
  const roster = statement<[], NewestRoster>(
    context.database,
    `SELECT id AS importId, file_name AS fileName, as_of_day AS asOfDay FROM roster_import
     WHERE source = 'roster' ORDER BY sequence DESC LIMIT 1`,
  ).get();
  if (roster === undefined) return { roster: null, persons: [], more: false, ...sumOfChanges([]) };

  const touched = readTouched(context);
  const differing = touched
    .slice(0, mostPersons)
    .map(({ personId }) => readDifferences(context, personId))
    .filter(({ settlements }) => settlements.length > 0);
  const persons = differing.flatMap((differences) => personOf(context, differences));
  return { roster, persons, more: touched.length > mostPersons, ...sumOfChanges(differing) };
}

function personOf(context: ServiceContext, differences: Differences): Affected['persons'] {
  const { personId, settlements, personal } = differences;
  const { name: personName, idNumber } = readPerson(context, personId);
  return settlements.slice(0, 1).map(({ settlementId: firstSettlementId }) => ({
    personId,
    personName,
    maskedIdNumber: maskIdNumber(idNumber),
    settlementCount: settlements.length,
    firstSettlementId,
    personal,
  }));
}

/** Persons whom the newest roster names, with a live settlement for which it gives other eligibilities than it was made with. */
function readTouched(context: ServiceContext): { readonly personId: string }[] {
  const day = today(context);
  const { insurance } = readHospital(context, day);
  return statement<object, { personId: string }>(
    context.database,
    // The year of claims is one range of their table; each person's entry is found by its key.
    `SELECT DISTINCT whose.person_id AS personId FROM settlement_claim AS claim
     JOIN insured_year AS whose ON whose.id = claim.insured_year_id
     JOIN claim_situation AS situation ON situation.id = claim.situation_id
     JOIN person_entry AS known ON known.person_id = whose.person_id AND known.source = 'roster'
       AND known.silent_sequence IS NULL AND known.import_sequence = (SELECT max(newest.import_sequence)
         FROM person_entry AS newest WHERE newest.person_id = whose.person_id)
     WHERE claim.year = @year AND whose.insurance = @insurance
       AND NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = claim.settlement_id)
       AND situation.eligibilities <> (SELECT json_group_array(category) FROM (
         SELECT DISTINCT value ->> 'category' AS category FROM json_each(known.eligibilities)
         WHERE category <> 'ordinary' AND value ->> 'beginsOn' <= claim.settled_on
           AND coalesce(value ->> 'endsOn' >= claim.settled_on, 1)
         ORDER BY category))
     ORDER BY whose.person_id LIMIT ${mostPersons + 1}`,
  ).all({ year: yearOf(day), insurance });
}
