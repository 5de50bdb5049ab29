import type { UnknownPatient } from '../../../shared/contract/emergency.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readPerson } from '../people/person.ts';
import { readStay } from '../stays/stay.ts';
import { admitUnknown } from './admit.ts';
import { identifyUnknown } from './identify.ts';
import { mistakesOf, withdrawIdentification } from './withdraw-identification.ts';

type EmergencyRequest =
  | 'emergency.admit'
  | 'emergency.list'
  | 'emergency.ofPerson'
  | 'emergency.identify'
  | 'emergency.withdrawIdentification';

export const emergencyHandlers: Pick<Handlers, EmergencyRequest> = {
  'emergency.admit': (context, { input, actor }) =>
    requireShown(context, admitUnknown(context, actor, input)),
  'emergency.list': (context) => listUnknown(context),
  'emergency.ofPerson': (context, { input }) => showUnknown(context, input.personId),
  'emergency.identify': (context, { input, actor }) => {
    identifyUnknown(context, actor, input);
    return requireShown(context, input.unknownId);
  },
  'emergency.withdrawIdentification': async (context, { input, actor }) => {
    await withdrawIdentification(context, actor, input);
    return requireShown(context, input.unknownId);
  },
};

interface UnknownRow extends Omit<UnknownPatient, 'stay' | 'identified' | 'mistakenFor'> {
  readonly stayId: string | null;
  readonly personId: string | null;
  readonly by: NonNullable<UnknownPatient['identified']>['by'];
  readonly note: string;
  readonly recordedAt: string;
  readonly recordedByName: string;
}

const columns = `unknown.id AS unknownId, number, temporary_name AS temporaryName, sex, age_years AS ageYears, description,
  brought_by AS broughtBy, seen_on AS seenOn,
  (SELECT id FROM stay WHERE person_id = unknown.id ORDER BY
     EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id), id DESC LIMIT 1) AS stayId,
  joined.person_id AS personId, identified_by AS "by", note, joined.recorded_at AS recordedAt,
  display_name AS recordedByName
FROM unknown_patient AS unknown LEFT JOIN known_patient AS joined ON joined.unknown_id = unknown.id
LEFT JOIN staff_account ON staff_account.id = joined.recorded_by`;

/** Those nobody knows yet first, then the newest; at most 200. */
function listUnknown(context: ServiceContext): UnknownPatient[] {
  return statement<[], UnknownRow>(
    context.database,
    `SELECT ${columns} ORDER BY joined.unknown_id IS NOT NULL, unknown.rowid DESC LIMIT 200`,
  )
    .all()
    .map((row) => shown(context, row));
}

/** By its own id, or the newest that was found to be this person. */
export function showUnknown(context: ServiceContext, personId: string): UnknownPatient | null {
  const row = statement<[string, string], UnknownRow>(
    context.database,
    `SELECT ${columns} WHERE unknown.id = ? OR joined.person_id = ? ORDER BY unknown.rowid DESC LIMIT 1`,
  ).get(personId, personId);
  return row === undefined ? null : shown(context, row);
}

function requireShown(context: ServiceContext, unknownId: string): UnknownPatient {
  const patient = showUnknown(context, unknownId);
  if (patient === null) throw new Error('the patient was not written');
  return patient;
}

function shown(context: ServiceContext, row: UnknownRow): UnknownPatient {
  const { stayId, personId, by, note, recordedAt, recordedByName, ...seen } = row;
  const patient = { ...seen, mistakenFor: mistakesOf(context, row.unknownId) };
  const stay = stayId === null ? null : readStay(context, stayId);
  if (personId === null) return { ...patient, stay, identified: null };
  const personName = readPerson(context, personId).name;
  return { ...patient, stay, identified: { personId, personName, by, note, recordedAt, recordedByName } };
}
