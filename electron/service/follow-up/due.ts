import { daysLater, type LocalDate } from '../../../shared/calendar/local-date.ts';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { FollowUpCall, FollowUpOccasion, FollowUpPatient } from '../../../shared/contract/follow-up.ts';
import { maskIdNumber, maskPhone } from '../../../shared/identity/id-number.ts';
import type { Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting, today } from '../hospital/settings.ts';
import { isKnownDead } from '../people/death.ts';
import { readPerson } from '../people/person.ts';
import { isLive } from '../settlements/live.ts';
import { diagnosesOf, readStayRow } from '../stays/stay.ts';
import { noteStays } from './note-stays.ts';
import { winterOf } from './winter.ts';

const mostPatients = 200;
/** More than a county's hospital discharges with major diseases in two years. */
export const mostRows = 10_000;
/** A call a year after the discharge follows up nothing. */
const longestDays = 365;
/** Whom the winter concerns: patients of the last two years. */
const winterDays = 730;

/** One stay that is due, or of which a need is known. */
export interface DueRow {
  readonly stayId: string;
  readonly personId: string;
  readonly settlementId: string;
  readonly dischargedOn: LocalDate;
  readonly disease: string;
  readonly occasion: FollowUpOccasion;
  readonly dueOn: LocalDate;
}

/** Who is to be called now, or who said that something is lacking. Refuses `policy_tampered`. */
export async function listFollowUps(
  context: ServiceContext,
  { which, township }: Call<'followUp.list'>['input'],
): Promise<RequestOutput<'followUp.list'>> {
  const patients = await patientsToCall(context, { which, township }, mostPatients + 1);
  return {
    afterDays: readSetting(context, 'followUpDays'),
    isWinter: winterOf(today(context)) !== undefined,
    patients: patients.slice(0, mostPatients),
    more: patients.length > mostPatients,
  };
}

/** The first so many of them. Refuses `policy_tampered`. */
export async function patientsToCall(
  context: ServiceContext,
  { which, township }: Call<'followUp.list'>['input'],
  most: number,
): Promise<FollowUpPatient[]> {
  await noteStays(context);
  const patients: FollowUpPatient[] = [];
  for (const row of which === 'due' ? dueRows(context) : needRows(context)) {
    const patient = patientOf(context, row);
    if (township !== '' && !(patient.township ?? '').includes(township)) continue;
    patients.push(patient);
    if (patients.length === most) break;
  }
  return patients;
}

/** SQL: a live settlement ended the stay called `noted`, and where its newest detail is. */
const discharged = `JOIN stay_detail AS detail ON detail.rowid = (SELECT max(rowid) FROM stay_detail
    WHERE stay_id = noted.stay_id)
  JOIN settlement AS original ON original.stay_id = noted.stay_id AND original.kind = 'final' AND ${isLive('original')}`;

/** SQL: nothing more is to be asked of this occasion; a call that nobody answered is no end. */
const ended = "outcome <> 'no_answer'";

/**
 * Some days after the discharge, and once each winter, each as long as no call came to an end; who has died is called no
 * more. The longest due first; in winter one stay for each person, the last.
 */
export function dueRows(context: ServiceContext): DueRow[] {
  const day = today(context);
  const after = readSetting(context, 'followUpDays');
  const winter = winterOf(day);
  const rows = statement<object, Omit<DueRow, 'dueOn'>>(
    context.database,
    `SELECT noted.stay_id AS stayId, noted.person_id AS personId, original.id AS settlementId,
       detail.discharged_on AS dischargedOn, disease, 'discharge' AS occasion
     FROM follow_up_stay AS noted ${discharged}
     WHERE detail.discharged_on BETWEEN @first AND @last AND noted.settled_on >= @first
       AND NOT EXISTS (SELECT 1 FROM follow_up_call AS call WHERE call.stay_id = noted.stay_id
         AND occasion = 'discharge' AND ${ended} AND outcome <> 'died')
       AND NOT ${isKnownDead('noted.person_id')}
     UNION ALL
     SELECT stay_id, person_id, settlement_id, discharged_on, disease, 'winter' FROM (
       SELECT noted.stay_id, noted.person_id, original.id AS settlement_id, max(detail.discharged_on) AS discharged_on, disease
       FROM follow_up_stay AS noted ${discharged}
       WHERE @winter IS NOT NULL AND detail.discharged_on BETWEEN @winterFirst AND @winterLast
         AND noted.settled_on >= @winterFirst
       GROUP BY noted.person_id) AS patient
     WHERE NOT EXISTS (SELECT 1 FROM follow_up_call AS call WHERE call.person_id = patient.person_id
       AND called_on >= @winter AND ${ended} AND outcome <> 'died') AND NOT ${isKnownDead('patient.person_id')}
     ORDER BY dischargedOn, stayId LIMIT ${mostRows}`,
  ).all({
    first: daysLater(day, -longestDays),
    last: daysLater(day, -after),
    winter: winter ?? null,
    winterFirst: daysLater(winter ?? day, -winterDays),
    // Who was discharged since is called because of that.
    winterLast: daysLater(winter ?? day, -after),
  });
  // One call serves for both: whose discharge is due is not listed for the winter beside it.
  const dischargeDue = new Set(
    rows.filter(({ occasion }) => occasion === 'discharge').map(({ personId }) => personId),
  );
  return rows
    .filter(({ occasion, personId }) => occasion === 'discharge' || !dischargeDue.has(personId))
    .map((row) => ({
      ...row,
      dueOn: row.occasion === 'winter' ? (winter ?? day) : daysLater(row.dischargedOn, after),
    }));
}

/** Whose last answered call named a need, the newest first. */
export function needRows(context: ServiceContext): DueRow[] {
  return statement<[], DueRow>(
    context.database,
    `SELECT noted.stay_id AS stayId, noted.person_id AS personId, noted.settlement_id AS settlementId,
       detail.discharged_on AS dischargedOn, disease, call.occasion, call.called_on AS dueOn
     FROM follow_up_call AS call JOIN follow_up_stay AS noted ON noted.stay_id = call.stay_id
     JOIN stay_detail AS detail ON detail.rowid = (SELECT max(rowid) FROM stay_detail WHERE stay_id = noted.stay_id)
     WHERE needs <> '[]' AND NOT EXISTS (SELECT 1 FROM follow_up_call AS later WHERE later.person_id = call.person_id
       AND later.outcome <> 'no_answer' AND later.rowid > call.rowid)
     ORDER BY call.rowid DESC LIMIT ${mostRows}`,
  ).all();
}

/** As it is shown: numbers masked. */
function patientOf(context: ServiceContext, { disease, ...row }: DueRow): FollowUpPatient {
  const { name, idNumber, phone, township, village } = readPerson(context, row.personId);
  const stay = readStayRow(context, row.stayId);
  return {
    ...row,
    personName: name,
    maskedIdNumber: maskIdNumber(idNumber),
    maskedPhone: phone === null ? null : maskPhone(phone),
    township,
    village,
    admissionNumber: stay.admissionNumber,
    department: stay.department,
    disease: disease || (diagnosesOf(stay)[0]?.name ?? '没有诊断'),
    calls: callsOf(context, row.personId),
  };
}

/** The calls to a person, the newest first; at most 20. */
function callsOf({ database }: ServiceContext, personId: string): FollowUpCall[] {
  return statement<
    [string],
    Omit<FollowUpCall, 'needs' | 'hasApplication'> & { needs: string; hasApplication: 0 | 1 }
  >(
    database,
    `SELECT called_on AS calledOn, occasion, outcome, condition, needs, need_words AS needWords,
       application_id IS NOT NULL AS hasApplication, display_name AS byName
     FROM follow_up_call AS call JOIN staff_account ON staff_account.id = call.recorded_by
     WHERE person_id = ? ORDER BY call.rowid DESC LIMIT 20`,
  )
    .all(personId)
    .map(({ needs, hasApplication, ...call }) => ({
      ...call,
      needs: JSON.parse(needs) as FollowUpCall['needs'],
      hasApplication: hasApplication === 1,
    }));
}
