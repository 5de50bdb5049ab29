import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askIdentity } from '../../../electron/service/identification/ask-platform.ts';
import { readCode } from '../../../electron/service/identification/read-code.ts';
import { listIdentifications } from '../../../electron/service/identification/record.ts';
import { identifier } from '../../../electron/service/outbox/identifiers.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import type { Platform } from '../../../electron/service/platform/platform.ts';
import type { Registered } from '../../../electron/service/practice/platform/registry.ts';
import { platformWordSchema, readingSchema } from '../../../shared/contract/identification.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { personNumberOf, platformAt } from '../year/asking.ts';

const token = 'TOKEN00000000000000000000001';
const cardNumber = 'A42990013';
const healthCard = '0'.repeat(26) + '42990A';

let reference: ReferencePlatform;
let hospital: TestHospital;
let platform: Platform;

beforeAll(async () => {
  reference = await ReferencePlatform.start();
  hospital = openTestHospital({ platformUrl: reference.url });
  platform = platformAt(hospital, reference.url);
});
afterAll(async () => {
  platform.close();
  hospital.close();
  await reference.stop();
});
afterEach(() => reference.clear());

const read = (code: string, at: Platform | undefined = platform) =>
  readCode(hospital.context, hospital.actor('clerk'), code, at);
const ask = (personId: string, at: Platform | undefined = platform) =>
  askIdentity(hospital.context, hospital.actor('clerk'), personId, at);

/** The platform's register knows that person so. */
async function enter(personId: string, entry: Partial<Registered> = {}): Promise<void> {
  const { idNumber, name } = readPerson(hospital.context, personId);
  const person = { idNumber, name, insuranceState: '1', identities: [], vouchers: [], ...entry };
  const response = await fetch(`${reference.url}registered`, {
    method: 'POST',
    body: JSON.stringify(person),
  });
  expect(response.status).toBe(200);
}

const voucher = (type: '01' | '03' | '99', number: string, goodUntil: string | null = null) => ({
  vouchers: [{ type, number, goodUntil }],
});

describe('a code that is scanned', () => {
  it('as a token is resolved by the platform, found in the roster, recorded and never kept', async () => {
    const personId = addPerson(hospital);
    await enter(personId, voucher('01', token));
    const reading = await read(token);
    expect(readingSchema.parse(reading)).toEqual(reading);
    expect(reading).toMatchObject({ paper: 'electronic_credential', by: 'platform', differences: [] });
    expect(reading.person?.personId).toBe(personId);
    expect(listIdentifications(hospital.context, personId)[0]).toMatchObject({
      means: 'scanner',
      paper: 'electronic_credential',
    });
    const kept = JSON.stringify(
      ['identification', 'card_number', 'audit'].map((table) =>
        hospital.context.database.prepare(`SELECT * FROM ${table}`).all(),
      ),
    );
    expect(kept).not.toContain(token);
  });

  it.each([
    ['社保卡', '03', cardNumber],
    ['健康卡', '99', healthCard],
  ] as const)(
    'as a %s is kept as a fact, and found without the platform from then on',
    async (_, type, number) => {
      const personId = addPerson(hospital);
      await enter(personId, voucher(type, number));
      expect(await read(number)).toMatchObject({ by: 'platform', person: { personId } });
      const asked = await reference.count('1101');
      // Full width, blanks and small letters, as scanners and people send them.
      expect(await read(` ${number.toLowerCase()} `, undefined)).toMatchObject({
        by: 'known_number',
        person: { personId },
        differences: [],
      });
      expect(await reference.count('1101')).toBe(asked);
    },
  );

  it('shows where the platform has another name than the roster, and waits for a decision', async () => {
    const personId = addPerson(hospital, { name: '马永' });
    await enter(personId, { name: '马勇', ...voucher('01', token) });
    const reading = await read(token);
    expect(reading.differences).toEqual([{ what: 'name', onPaper: '马勇', known: '马永' }]);
    expect(reading.identificationId).toBeNull();
    expect(listIdentifications(hospital.context, personId)).toEqual([]);
  });

  it('of somebody whom no roster names gives number and name to register', async () => {
    const personId = addPerson(hospital);
    const { idNumber } = readPerson(hospital.context, personId);
    await enter(personId, voucher('01', token));
    const elsewhere = openTestHospital();
    const reading = await readCode(elsewhere.context, elsewhere.actor('clerk'), token, platform);
    expect(reading).toMatchObject({ person: null, candidates: [], idNumber, identificationId: null });
    elsewhere.close();
  });

  it('is refused where the token has expired', async () => {
    await enter(addPerson(hospital), voucher('01', token, '2020-03-10T01:59:00.000Z'));
    expect(await refusalCode(() => read(token))).toBe('token_expired');
  });

  it('is refused where the platform knows no such card', async () => {
    expect(await refusalCode(() => read('B99999999'))).toBe('code_not_known');
  });

  it('is refused where it looks like nothing that is known', async () => {
    expect(await refusalCode(() => read('6901028075831'))).toBe('code_not_understood');
  });

  it('is refused without a platform, and while it is away or says nonsense, with what to do instead', async () => {
    expect(
      await refusalCode(() => readCode(hospital.context, hospital.actor('clerk'), token, undefined)),
    ).toBe('code_needs_platform');
    await reference.fault('1101', { kind: 'hold_before_acting' });
    const impatient = platformAt(hospital, reference.url, 300);
    expect(await refusalCode(() => read(token, impatient))).toBe('code_not_resolved');
    await reference.release();
    impatient.close();
    await reference.fault('1101', {
      kind: 'body',
      body: '{"infcode":"0","output":{"baseinfo":{}}}',
      acted: false,
    });
    expect(await refusalCode(() => read(token))).toBe('code_not_resolved');
  });
});

describe('what the platform says of a person', () => {
  it('stands beside the roster with its day, and teaches the number of the person', async () => {
    const personId = addPerson(hospital);
    await enter(personId);
    const word = await ask(personId);
    expect(platformWordSchema.parse(word)).toEqual(word);
    expect(word).toEqual({
      outcome: 'same',
      sentence: '',
      saidAt: '2020-03-10T02:00:00.000Z',
      differences: [],
    });
    expect(personNumberOf(hospital, personId)).not.toBeNull();
  });

  it('is set against the roster field by field; the roster counts', async () => {
    const personId = addPerson(hospital, { name: '马永' });
    await enter(personId, {
      name: '马勇',
      insuranceState: '2',
      identities: [
        { kind: '1', beginsOn: '2020-01-01', endsOn: null },
        // Ended, and a kind that nobody listed: neither counts.
        { kind: '2', beginsOn: '2018-01-01', endsOn: '2019-12-31' },
        { kind: 'Z', beginsOn: '2020-01-01', endsOn: null },
      ],
    });
    const { outcome, differences } = await ask(personId);
    expect(outcome).toBe('differs');
    expect(differences).toEqual([
      { what: 'name', atPlatform: '马勇', known: '马永' },
      { what: 'insurance_state', atPlatform: '暂停参保', known: '正常参保' },
      { what: 'eligibilities', atPlatform: '低保', known: '建档立卡' },
    ]);
    expect(readPerson(hospital.context, personId)).toMatchObject({ name: '马永', insuranceState: 'normal' });
  });

  it('is still shown with its day when the platform is away, and put down once a day while it stays', async () => {
    const personId = addPerson(hospital, { name: '马永' });
    await enter(personId, { name: '马勇' });
    await ask(personId);
    hospital.clock.advanceMs(60_000);
    await ask(personId);
    const count = () =>
      hospital.context.database
        .prepare('SELECT count(*) FROM platform_identity WHERE person_id = ?')
        .pluck()
        .get(personId);
    expect(count()).toBe(1);
    hospital.clock.advanceMs(24 * 3_600_000);
    await ask(personId);
    expect(count()).toBe(2);
    await reference.fault('1101', { kind: 'cut_before_acting' });
    const away = await ask(personId);
    expect(away).toMatchObject({
      outcome: 'not_reached',
      saidAt: '2020-03-11T02:01:00.000Z',
      differences: [{ what: 'name' }],
    });
  });

  it('is not adopted where it speaks of another number', async () => {
    const personId = addPerson(hospital);
    await reference.fault('1101', {
      kind: 'body',
      body: JSON.stringify({
        infcode: '0',
        output: { baseinfo: { psn_no: 'P9', certno: '429913199001010014', psn_name: '别人' } },
      }),
      acted: false,
    });
    expect(await ask(personId)).toMatchObject({ outcome: 'not_told', saidAt: null, differences: [] });
    expect(identifier(hospital.context, 'person', personId)).toBeNull();
  });

  it('is nothing without a platform', async () => {
    const word = await askIdentity(hospital.context, hospital.actor('clerk'), addPerson(hospital), undefined);
    expect(word).toMatchObject({ outcome: 'no_platform', differences: [] });
  });
});
