import type { z } from 'zod';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Requests } from '../../../shared/contract/contract.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { refuseWrongDays } from '../stays/detail.ts';
import { openStay } from '../stays/open.ts';

export type NewUnknown = z.output<Requests['emergency.admit']['input']>;

/**
 * Admits somebody without identity: a person under a temporary name and number, and the stay, in one transaction. The
 * same request id answers the patient of the first time. The platform is told nothing before it is known who it is.
 * Refuses what `openStay` refuses.
 * @returns the id of the temporary person
 */
export function admitUnknown(context: ServiceContext, actor: Actor, asked: NewUnknown): string {
  return inTransaction(context.database, () => {
    const unknownId = earlierUnknown(context, asked.requestId) ?? insertUnknown(context, actor, asked);
    const { requestId, admissionNumber, department, bed, admittedOn, diagnoses } = asked;
    openStay(context, actor, {
      requestId,
      personId: unknownId,
      admissionNumber,
      place: 'emergency',
      department,
      bed,
      admittedOn,
      dischargedOn: null,
      diagnoses,
    });
    return unknownId;
  });
}

function earlierUnknown(context: ServiceContext, requestId: string): string | undefined {
  const row = statement<[string], { personId: string }>(
    context.database,
    'SELECT person_id AS personId FROM stay WHERE request_id = ?',
  ).get(requestId);
  return row?.personId;
}

/** From here on every age that can be put down has a year of birth in the calendar. */
const earliestDay = '1930-01-01' as LocalDate;

function insertUnknown(context: ServiceContext, actor: Actor, asked: NewUnknown): string {
  refuseWrongDays(context, { admittedOn: asked.admittedOn, dischargedOn: null }, earliestDay);
  const day = today(context);
  const hospital = readHospital(context, day);
  const unknownId = context.newId();
  const number = nextPaperNumber(context, 'unknown_patient', hospital, day);
  const now = context.clock.now().toISOString();
  statement<string[]>(context.database, 'INSERT INTO person (id, created_at) VALUES (?, ?)').run(
    unknownId,
    now,
  );
  const { sex, ageYears, description, broughtBy } = asked;
  statement<object>(
    context.database,
    `INSERT INTO unknown_patient (id, number, temporary_name, sex, age_years, description, brought_by, region, seen_on,
       hospital, window, origin, recorded_at, recorded_by)
     VALUES (@unknownId, @number, @temporaryName, @sex, @ageYears, @description, @broughtBy, @region, @day,
       @hospitalId, @windowId, @origin, @now, @recordedBy)`,
  ).run({
    unknownId,
    number,
    // Two of one day are told apart by their names as well.
    temporaryName: `无名氏${sex === 'male' ? '男' : '女'}${number.slice(2)}`,
    sex,
    ageYears,
    description,
    broughtBy,
    region: hospital.region,
    day: asked.admittedOn,
    hospitalId: hospital.hospitalId,
    windowId: hospital.windowId,
    origin: hospital.origin,
    now,
    recordedBy: actor.accountId,
  });
  appendAudit(context, actor, 'emergency.admitted', unknownId, { number });
  return unknownId;
}
