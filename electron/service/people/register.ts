import type { RequestInput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { readIdNumber } from '../../../shared/identity/id-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { today } from '../hospital/settings.ts';
import { insertEntry, personOfNumber } from '../roster/entry.ts';
import { isPhone, plainPhone } from '../roster/phone.ts';
import { faultOfName, plainName } from '../roster/name.ts';
import { personIdOfNumber } from './person.ts';

/** What nobody is asked for at the window. */
const unsaid = {
  line: 1,
  householdNumber: null,
  relation: null,
  township: null,
  village: null,
  eligibilities: [],
} as const;

export type OrdinaryPerson = RequestInput<'people.registerOrdinary'>;

/**
 * Takes in a patient whom no roster names, as an ordinary resident, by the clerk's explicit choice. A later roster that
 * names the number is about the same person. Refuses `person_already_known` and what is wrong with number, name or phone.
 */
export function registerOrdinary(
  context: ServiceContext,
  actor: Actor | undefined,
  person: OrdinaryPerson,
): { personId: string } {
  const day = today(context);
  const reading = readIdNumber(person.idNumber, day);
  if (!reading.ok) throw new Refusal(reading.code, reading.sentence);
  const name = plainName(person.name);
  const fault = faultOfName(name);
  if (fault) throw new Refusal(fault.code, fault.sentence);
  const entry = {
    idNumber: reading.number,
    name,
    region: person.region,
    insuranceState: person.insuranceState,
    phone: readPhone(person.phone),
  };
  return inTransaction(context.database, () => {
    refuseKnown(context, reading.number);
    const made = { personId: context.newId(), createdAt: context.clock.now().toISOString() };
    const { personKey, personId } = personOfNumber(context.database, reading.number, made);
    const sequence = insertImport(context, actor, entry, day);
    insertEntry(context.database, personKey, sequence, { ...unsaid, ...entry });
    appendAudit(context, actor, 'people.register_ordinary', personId, { region: entry.region });
    return { personId };
  });
}

function refuseKnown(context: ServiceContext, idNumber: string): void {
  if (personIdOfNumber(context, idNumber) === undefined) return;
  throw new Refusal('person_already_known', '这个身份证号已经登记过，请直接按身份证号查找。');
}

function readPhone(text: string | null): string | null {
  const phone = plainPhone(text ?? '');
  if (phone === '') return null;
  if (isPhone(phone)) return phone;
  throw new Refusal('phone_wrong', '联系电话应为 5 至 20 位数字，请核对；没有电话就留空。');
}

/** What is typed in at the window stands beside the rosters, as an import of one row. */
function insertImport(
  context: ServiceContext,
  actor: Actor | undefined,
  entry: Readonly<Record<string, unknown>>,
  day: string,
): number {
  const { lastInsertRowid } = statement<unknown[]>(
    context.database,
    `INSERT INTO roster_import (id, file_name, file_hash, accepted_count, refused_count, as_of_day, source,
       recorded_at, recorded_by) VALUES (?, '', ?, 1, 0, ?, 'window', ?, ?)`,
  ).run(
    context.newId(),
    sha256(canonicalJson(entry)),
    day,
    context.clock.now().toISOString(),
    actor?.accountId ?? null,
  );
  return Number(lastInsertRowid);
}
