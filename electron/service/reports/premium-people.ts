import { setImmediate } from 'node:timers/promises';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import {
  mostPremiumPeople,
  type PremiumPerson,
  type PremiumRowName,
} from '../../../shared/contract/reports.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { eligibilityWords } from './keys.ts';
import { granting, isNewest, lastPersonKey, peopleAtOnce, rowKey } from './premiums.ts';

interface Entry {
  readonly personId: string;
  readonly name: string;
  readonly idNumber: string;
  readonly region: string;
  readonly township: string | null;
  readonly village: string | null;
  readonly eligibilities: string;
}

/** Who stands behind a row of the premium report, or behind its sum (null), in the order of the roster; at most 500. */
export async function premiumPeople(
  context: ServiceContext,
  { day, row }: { readonly day: LocalDate; readonly row: PremiumRowName | null },
): Promise<{ rows: PremiumPerson[]; isCut: boolean }> {
  const grantedTo = granting(context, day);
  const rows: PremiumPerson[] = [];
  for await (const entry of entries(context)) {
    const { valid, granted } = grantedTo(entry);
    if (granted === undefined || (row !== null && rowKey(granted) !== rowKey(row))) continue;
    if (rows.length === mostPremiumPeople) return { rows, isCut: true };
    const { personId, name, idNumber, township, village } = entry;
    const { subsidyFen } = granted;
    const eligibilities = eligibilityWords(valid);
    const home = [township, village].filter((part) => part !== null).join(' ');
    rows.push({ personId, name, maskedIdNumber: maskIdNumber(idNumber), home, eligibilities, subsidyFen });
  }
  return { rows, isCut: false };
}

async function* entries(context: ServiceContext): AsyncGenerator<Entry> {
  const last = lastPersonKey(context);
  for (let first = 1; first <= last; first += peopleAtOnce) {
    yield* statement<[number, number], Entry>(
      context.database,
      `SELECT person_id AS personId, name, id_number AS idNumber, region, township, village, eligibilities
       FROM person_entry AS entry WHERE person_key BETWEEN ? AND ? AND ${isNewest} ORDER BY person_key`,
    ).all(first, first + peopleAtOnce - 1);
    await setImmediate();
  }
}
