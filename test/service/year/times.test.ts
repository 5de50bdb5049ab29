import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { yearHandlers } from '../../../electron/service/year/handlers.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, putSuixianIntoForce } from '../harness/patient.ts';
import { elsewhere, settleElsewhere, yearOfPerson } from './asking.ts';

let reference: ReferencePlatform;
let hospital: TestHospital;
let before: number;

beforeAll(async () => {
  reference = await ReferencePlatform.start();
});
afterAll(() => reference.stop());
beforeEach(async () => {
  hospital = openTestHospital({ platformUrl: reference.url });
  putSuixianIntoForce(hospital);
  before = await reference.count('5206');
});
afterEach(async () => {
  await reference.clear();
  hospital.close();
});

const ask = (personId: string, again = false) =>
  yearHandlers['year.ask'](hospital.context, {
    input: { personId, again },
    actor: hospital.actor('clerk'),
    windowId: 1,
    filePath: undefined,
  });
const askedCount = async () => (await reference.count('5206')) - before;

it('a person is asked about once in five minutes, and what was learnt then is known by now', async () => {
  const personId = addPerson(hospital);
  await settleElsewhere(hospital, reference, personId);
  const first = await ask(personId);
  expect(first.outcome).toBe('learnt');
  hospital.clock.advanceMs(5 * 60_000 - 1);
  expect(await ask(personId)).toEqual({ ...first, outcome: 'same' });
  expect(await askedCount()).toBe(1);
  hospital.clock.advanceMs(1);
  expect((await ask(personId)).outcome).toBe('same');
  expect(await askedCount()).toBe(2);
});

it('the button asks at once, and somebody else’s visit has its own time', async () => {
  const [one, other] = [addPerson(hospital), addPerson(hospital)];
  await ask(one);
  await ask(other);
  await settleElsewhere(hospital, reference, one);
  hospital.clock.advanceMs(1);
  expect((await ask(one, true)).outcome).toBe('learnt');
  expect(await askedCount()).toBe(3);
  expect(yearOfPerson(hospital, one)).toEqual(elsewhere);
});

it('whoever asks while the platform thinks gets the same answer, and the platform one question', async () => {
  const personId = addPerson(hospital);
  await settleElsewhere(hospital, reference, personId);
  await reference.fault('5206', { kind: 'hold_after_acting' });
  const { length: seen } = await reference.seen();
  const first = ask(personId);
  await reference.next('5206', 'acted', seen);
  const second = ask(personId, true);
  await reference.release();
  expect((await first).outcome).toBe('learnt');
  expect(await second).toEqual(await first);
  expect(await askedCount()).toBe(1);
});

it('a platform that was silent is asked again a minute later', async () => {
  const personId = addPerson(hospital);
  await reference.fault('5206', { kind: 'cut_before_acting' });
  expect((await ask(personId)).outcome).toBe('not_reached');
  hospital.clock.advanceMs(59_999);
  expect((await ask(personId)).outcome).toBe('not_reached');
  expect(await askedCount()).toBe(1);
  hospital.clock.advanceMs(1);
  expect((await ask(personId)).outcome).toBe('same');
});

it('where no platform is set, nothing is asked and the year is what it was', async () => {
  const alone = openTestHospital();
  const personId = addPerson(alone);
  const answer = await yearHandlers['year.ask'](alone.context, {
    input: { personId, again: false },
    actor: alone.actor('clerk'),
    windowId: 1,
    filePath: undefined,
  });
  expect(answer).toMatchObject({ outcome: 'no_platform', askedAt: null, knownAsOf: null });
  alone.close();
});
