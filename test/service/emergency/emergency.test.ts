import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAttachments } from '../../../electron/service/attachments/attachments.ts';
import { admitUnknown, type NewUnknown } from '../../../electron/service/emergency/admit.ts';
import { emergencyHandlers, showUnknown } from '../../../electron/service/emergency/handlers.ts';
import { type Identification, identifyUnknown } from '../../../electron/service/emergency/identify.ts';
import { withdrawIdentification } from '../../../electron/service/emergency/withdraw-identification.ts';
import { withdrawFees } from '../../../electron/service/fees/withdraw-fees.ts';
import { readPersonCard } from '../../../electron/service/people/card.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import { cancelStay } from '../../../electron/service/stays/cancel.ts';
import { changeStay } from '../../../electron/service/stays/change.ts';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import { askYear } from '../../../electron/service/year/ask-year.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { unknownPatientSchema } from '../../../shared/contract/emergency.ts';
import { personCardSchema } from '../../../shared/contract/people.ts';
import { fixture } from '../harness/fixture.ts';
import { openTestHospital, testPassword, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const clerk = () => hospital.actor('clerk');
let count = 0;
const asked = (change: Partial<NewUnknown> = {}): NewUnknown => {
  count += 1;
  return {
    requestId: hospital.context.newId(),
    sex: 'male',
    ageYears: 55,
    description: '灰色棉衣，左手背有疤',
    broughtBy: '120 急救车',
    admissionNumber: `JZ-${count}`,
    department: '急诊科',
    bed: null,
    admittedOn: day('2020-03-01'),
    diagnoses: [{ code: 'S06.9', name: '颅内损伤' }],
    ...change,
  };
};
const admit = (change: Partial<NewUnknown> = {}) => admitUnknown(hospital.context, clerk(), asked(change));
const show = (unknownId: string) => unknownPatientSchema.parse(showUnknown(hospital.context, unknownId));
const identify = (unknownId: string, personId: string, change: Partial<Identification> = {}) =>
  identifyUnknown(hospital.context, clerk(), {
    unknownId,
    personId,
    by: 'relative',
    note: '其子持户口簿指认',
    ...change,
  });
/** 欧阳建国, whose number is a man's or a woman's. */
function personOfSex(sex: 'male' | 'female'): string {
  const people = [addPerson(hospital), addPerson(hospital)];
  return people.find((personId) => readPerson(hospital.context, personId).sex === sex)!;
}
const told = () =>
  hospital.context.database
    .prepare('SELECT kind, person_id AS personId FROM outbox ORDER BY sequence')
    .all() as { kind: string; personId: string }[];

/** A stay of somebody nobody knows, with fees and a discharge day. */
async function unknownWithFees(): Promise<{ unknownId: string; stayId: string }> {
  const unknownId = admit();
  const { stayId } = show(unknownId).stay!;
  await importFees(hospital.context, clerk(), stayId, fixture('fees', 'good.csv'));
  const { department, bed, admittedOn, diagnoses } = readStay(hospital.context, stayId);
  // In the county after all: the emergency of the policy is one outside it.
  const place = 'county';
  const discharged = {
    dischargedOn: day('2020-03-09'),
    department,
    bed,
    place,
    admittedOn,
    diagnoses,
  } as const;
  changeStay(hospital.context, clerk(), { stayId, ...discharged });
  return { unknownId, stayId };
}

describe('a patient without identity', () => {
  it('is admitted once for one request under a temporary name and number, and shown like anybody', () => {
    const first = asked();
    const unknownId = admitUnknown(hospital.context, clerk(), first);
    expect(admitUnknown(hospital.context, clerk(), first)).toBe(unknownId);
    expect(show(unknownId)).toMatchObject({
      number: 'JZ20200310-0001',
      temporaryName: '无名氏男20200310-0001',
      stay: { place: 'emergency', dischargedOn: null },
      identified: null,
    });
    const card = personCardSchema.parse(readPersonCard(hospital.context, unknownId));
    expect(card).toMatchObject({ name: '无名氏男20200310-0001', ageYears: 55, insuranceState: 'none' });
    expect(card.stays).toHaveLength(1);
  });

  it('has fees and days recorded, tells the platform nothing, and is not settled', async () => {
    const { unknownId, stayId } = await unknownWithFees();
    expect(readStay(hospital.context, stayId).feeLists).toHaveLength(1);
    expect(told()).toEqual([]);
    expect(await refusalCode(() => settle(hospital, stayId, true))).toBe('person_not_identified');
    const ask = () => askYear(hospital.context, clerk(), unknownId, undefined);
    expect(await refusalCode(ask)).toBe('person_not_identified');
  });

  it('is listed before those who are known by now', () => {
    const [first, second] = [admit(), admit({ sex: 'female' })];
    identify(second, personOfSex('female'));
    const list = emergencyHandlers['emergency.list'](hospital.context, {} as never) as {
      unknownId: string;
    }[];
    expect(list.map(({ unknownId }) => unknownId)).toEqual([first, second]);
  });
});

describe('an identification', () => {
  it('joins: what was recorded stays, is the person’s, is told, settles and counts in the year', async () => {
    const { unknownId, stayId } = await unknownWithFees();
    const personId = personOfSex('male');
    identify(unknownId, personId);
    expect(show(unknownId).identified).toMatchObject({ personId, personName: '欧阳建国', by: 'relative' });
    expect(readStay(hospital.context, stayId).personId).toBe(personId);
    expect(readPersonCard(hospital.context, personId).stays.map((stay) => stay.stayId)).toEqual([stayId]);
    expect(told()).toEqual(['admission', 'fees', 'discharge'].map((kind) => ({ kind, personId })));
    const { personId: settledFor, personalFen } = settle(hospital, stayId);
    expect(settledFor).toBe(personId);
    const year = readYearState(hospital.context, personId, 'resident', 2020);
    expect([year.stays, year.personalFen]).toEqual([1, personalFen]);
    expect(listAttachments(hospital.context, stayId)).toEqual([]);
    expect(
      hospital.context.database.prepare('SELECT person_id FROM stay WHERE id = ?').pluck().get(stayId),
    ).toBe(unknownId);
  });

  it('is refused twice, with somebody of the other sex or born later, with who lies here already, with another unknown, and with nobody', async () => {
    const unknownId = admit({ sex: 'female' });
    const code = (personId: string) => refusalCode(() => identify(unknownId, personId));
    expect(await code(personOfSex('male'))).toBe('identified_sex_differs');
    expect(await code(admit())).toBe('identified_as_unknown');
    expect(await code(hospital.context.newId())).toBe('person_not_found');
    expect(await refusalCode(() => identify(hospital.context.newId(), personOfSex('female')))).toBe(
      'unknown_patient_not_found',
    );
    const inBed = personOfSex('female');
    addStay(hospital, inBed, { dischargedOn: null });
    expect(await code(inBed)).toBe('stay_still_open');
    const longAgo = admit({ sex: 'female', admittedOn: day('1965-03-14') });
    expect(await refusalCode(() => identify(longAgo, personOfSex('female')))).toBe('identified_born_later');
    expect(show(unknownId).identified).toBeNull();
    identify(unknownId, personOfSex('female'));
    expect(await code(personOfSex('female'))).toBe('already_identified');
  });
});

describe('a wrong identification', () => {
  const second = { login: 'cashier_lead', password: testPassword };
  const withdraw = (unknownId: string, secondPerson = second) =>
    withdrawIdentification(hospital.context, clerk(), { unknownId, reason: '认错了人', secondPerson });

  it('is taken back by two people: the stay is the unknown’s again, nothing of it is told, and it is identified anew', async () => {
    const { unknownId, stayId } = await unknownWithFees();
    const [wrong, right] = [personOfSex('male'), personOfSex('male')];
    identify(unknownId, wrong);
    const alone = { login: 'clerk', password: testPassword };
    expect(await refusalCode(() => withdraw(unknownId, alone))).toBe('second_person_is_same');
    expect(readStay(hospital.context, stayId).personId).toBe(wrong);

    await withdraw(unknownId);
    expect(readStay(hospital.context, stayId).personId).toBe(unknownId);
    expect(readPersonCard(hospital.context, wrong).stays).toEqual([]);
    expect(show(unknownId)).toMatchObject({
      identified: null,
      mistakenFor: [{ personName: '欧阳建国', reason: '认错了人' }],
    });
    expect(open()).toEqual([]);
    expect(await refusalCode(() => settle(hospital, stayId, true))).toBe('person_not_identified');
    expect(await refusalCode(() => withdraw(unknownId))).toBe('not_identified');

    identify(unknownId, right);
    expect(open()).toEqual(['admission', 'fees', 'discharge'].map((kind) => ({ kind, personId: right })));
    expect(settle(hospital, stayId).personId).toBe(right);
    expect(readYearState(hospital.context, wrong, 'resident', 2020).stays).toBe(0);
  });

  it('stays while a settlement, an agreement or the platform stands on it, and says what to do first', async () => {
    const { unknownId, stayId } = await unknownWithFees();
    identify(unknownId, personOfSex('male'));
    const { settlementId } = settle(hospital, stayId);
    expect(await refusalCode(() => withdraw(unknownId))).toBe('identification_settled');
    await reverseSettlement(hospital.context, clerk(), {
      requestId: hospital.context.newId(),
      settlementId,
      reason: '认错了人',
      secondPerson: second,
    });
    sendRow('admission');
    expect(await refusalCode(() => withdraw(unknownId))).toBe('identification_uploaded');

    const [{ feeListId } = { feeListId: '' }] = readStay(hospital.context, stayId).feeLists;
    withdrawFees(hospital.context, clerk(), { feeListId, reason: '认错了人' });
    cancelStay(hospital.context, clerk(), { stayId, reason: '认错了人' });
    expect(await refusalCode(() => withdraw(unknownId))).toBe('identification_being_told');
    for (const { kind } of open()) sendRow(kind);
    await withdraw(unknownId);
    expect(show(unknownId).identified).toBeNull();
  });

  /** What still goes out. */
  const open = () =>
    hospital.context.database
      .prepare('SELECT kind, person_id AS personId FROM outbox WHERE closed_at IS NULL ORDER BY sequence')
      .all() as { kind: string; personId: string }[];
  /** As the sender leaves it once the platform has taken it. */
  const sendRow = (kind: string) =>
    hospital.context.database
      .prepare(
        "UPDATE outbox SET state = 'done', done_at = 'x', closed_at = 'x' WHERE kind = ? AND closed_at IS NULL",
      )
      .run(kind);
});
