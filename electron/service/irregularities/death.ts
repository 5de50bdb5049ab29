import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { maskIdNumber, readIdNumber } from '../../../shared/identity/id-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { everyIdOfPerson } from '../emergency/unknown.ts';
import { today } from '../hospital/settings.ts';
import { personIdOfNumber, readPerson } from '../people/person.ts';

/** The day on which a person died, as far as it was put down; the last record counts. */
export function diedOn(context: ServiceContext, personId: string): LocalDate | null {
  return lastRecord(context, personId)?.diedOn ?? null;
}

function lastRecord(
  { database }: ServiceContext,
  personId: string,
): { readonly diedOn: LocalDate | null } | undefined {
  return statement<object, { diedOn: LocalDate | null }>(
    database,
    `SELECT died_on AS diedOn FROM death_record WHERE person_id IN (${everyIdOfPerson}) ORDER BY rowid DESC LIMIT 1`,
  ).get({ personId });
}

/** A day on which a person was dead, and in words how it is known. */
export interface KnownDead {
  readonly on: LocalDate;
  readonly words: string;
}

/**
 * The day of death that was put down; without any record the first call that was told of it, which came on the day or later.
 * A record that was taken back says that the person lives, whatever a call was told. Null for the living.
 */
export function knownDead(context: ServiceContext, personId: string): KnownDead | null {
  const record = lastRecord(context, personId);
  if (record !== undefined) {
    return record.diedOn === null ? null : { on: record.diedOn, words: `登记的死亡日期 ${record.diedOn}` };
  }
  const told = statement<object, { on: LocalDate | null }>(
    context.database,
    `SELECT min(called_on) AS "on" FROM follow_up_call
     WHERE person_id IN (${everyIdOfPerson}) AND outcome = 'died'`,
  ).get({ personId });
  const on = told?.on ?? null;
  return on === null ? null : { on, words: `${on} 回访得知已去世` };
}

/**
 * Puts down a day of death, or takes a wrong one back. It changes no settlement and ends nothing at the desk. Refuses
 * `death_person_unknown`, `death_day_wrong` and `death_not_recorded`.
 */
export function recordDeath(
  context: ServiceContext,
  actor: Actor,
  input: Call<'irregularities.recordDeath'>['input'],
): { readonly personName: string; readonly maskedIdNumber: string } {
  const person = readPerson(context, personNamed(context, input.idNumber));
  const day = input.diedOn;
  inTransaction(context.database, () => {
    if (day !== null && (day > today(context) || day < person.birthDate)) {
      throw new Refusal('death_day_wrong', '死亡日期不能在今天以后，也不能早于出生日期，请核对后再填。');
    }
    if (day === null && diedOn(context, person.personId) === null) {
      throw new Refusal('death_not_recorded', '此人没有登记过死亡日期，不用撤回。');
    }
    insertRow(context.database, 'death_record', {
      id: context.newId(),
      person_id: person.personId,
      died_on: day,
      source: input.source,
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    const detail = { diedOn: day, source: input.source };
    appendAudit(context, actor, 'irregularities.death_recorded', person.personId, detail);
  });
  return { personName: person.name, maskedIdNumber: maskIdNumber(person.idNumber) };
}

function personNamed(context: ServiceContext, typed: string): string {
  const reading = readIdNumber(typed, today(context));
  const personId = reading.ok ? personIdOfNumber(context, reading.number) : undefined;
  if (personId !== undefined) return personId;
  throw new Refusal('death_person_unknown', '身份证号不对，或者本院没有这个人，请核对后再填。');
}
