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
import { personIdOfNumber, readPerson } from './person.ts';

/** The day on which a person died, as far as it was put down; the last record counts. */
export function diedOn(context: ServiceContext, personId: string): LocalDate | null {
  return lastRecord(context, personId)?.diedOn ?? null;
}

interface DeathRecord {
  readonly diedOn: LocalDate | null;
  readonly recordedAt: string;
}

function lastRecord({ database }: ServiceContext, personId: string): DeathRecord | undefined {
  return statement<object, DeathRecord>(
    database,
    `SELECT died_on AS diedOn, recorded_at AS recordedAt FROM death_record
     WHERE person_id IN (${everyIdOfPerson}) ORDER BY rowid DESC LIMIT 1`,
  ).get({ personId });
}

/** A day on which a person was dead, and in words how it is known. */
export interface KnownDead {
  readonly on: LocalDate;
  readonly words: string;
}

/**
 * The day of death that was put down; without one the first call that was told of it, which came on the day or later. A
 * record that was taken back says that the person lived, whatever a call before it was told. Null for the living.
 */
export function knownDead(context: ServiceContext, personId: string): KnownDead | null {
  const record = lastRecord(context, personId);
  const died = record?.diedOn ?? null;
  if (died !== null) return { on: died, words: `登记的死亡日期 ${died}` };
  const told = statement<object, { on: LocalDate | null }>(
    context.database,
    `SELECT min(called_on) AS "on" FROM follow_up_call
     WHERE person_id IN (${everyIdOfPerson}) AND outcome = 'died' AND recorded_at > @takenBackAt`,
  ).get({ personId, takenBackAt: record?.recordedAt ?? '' });
  const on = told?.on ?? null;
  return on === null ? null : { on, words: `${on} 回访得知已去世` };
}

/** SQL: the person of that id is known to be dead, by the same rule. */
export function isKnownDead(personId: string): string {
  const last = (column: string) =>
    `(SELECT ${column} FROM death_record WHERE person_id = ${personId} ORDER BY rowid DESC LIMIT 1)`;
  return `(${last('died_on')} IS NOT NULL OR EXISTS (SELECT 1 FROM follow_up_call
    WHERE person_id = ${personId} AND outcome = 'died' AND recorded_at > coalesce(${last('recorded_at')}, '')))`;
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
