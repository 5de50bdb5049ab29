import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { revealPerson } from '../../../electron/service/people/reveal.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPerson } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let personId: string;
beforeEach(() => {
  hospital = openTestHospital();
  personId = addPerson(hospital);
  writeSetting(hospital.context, undefined, 'revealsPerDay', 2, '2020-01-01' as LocalDate);
});
afterEach(() => hospital.close());

const reveal = (second?: string, role: 'clerk' | 'finance' = 'clerk') =>
  refusalCode(() =>
    revealPerson(hospital.context, hospital.actor(role), {
      personId,
      ...(second === undefined ? {} : { secondPerson: { login: second, password: testPassword } }),
    }),
  );
const rows = (sql: string) => hospital.context.database.prepare(sql).pluck().get();

describe('full numbers beyond the limit of a day', () => {
  it('take a second person, whose word is good for as many again and is recorded with both', async () => {
    expect([await reveal(), await reveal()]).toEqual(['not refused', 'not refused']);
    expect(await reveal()).toBe('reveals_need_second_person');
    expect(await reveal('clerk')).toBe('second_person_is_same');
    expect(rows("SELECT count(*) FROM audit WHERE act = 'people.reveal'")).toBe(2);
    expect(await reveal('cashier_lead')).toBe('not refused');
    expect(await reveal()).toBe('not refused');
    expect(await reveal()).toBe('reveals_need_second_person');
    expect(
      hospital.context.database.prepare('SELECT act, account_id, second_account_id FROM approval').all(),
    ).toEqual([
      {
        act: 'people.reveal',
        account_id: hospital.actor('clerk').accountId,
        second_account_id: hospital.actor('cashier_lead').accountId,
      },
    ]);
  });

  it('are counted for each account, and anew each day of the hospital', async () => {
    await reveal();
    await reveal();
    expect(await reveal(undefined, 'finance')).toBe('not refused');
    hospital.clock.set('2020-03-10T15:59:59.999Z');
    expect(await reveal()).toBe('reveals_need_second_person');
    hospital.clock.set('2020-03-10T16:00:00.000Z');
    expect(await reveal()).toBe('not refused');
  });

  it('are counted for two windows of one account at once', async () => {
    const codes = await Promise.all([reveal(), reveal(), reveal(), reveal()]);
    expect(codes.filter((code) => code === 'not refused')).toHaveLength(2);
  });
});
