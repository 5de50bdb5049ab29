import { v7 } from 'uuid';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signAgreement } from '../../../electron/service/admission/agreement.ts';
import { admissionOutlook } from '../../../electron/service/admission/outlook.ts';
import { openShift } from '../../../electron/service/day-close/shift.ts';
import { debtCareOf, remindDebtor } from '../../../electron/service/debts/care.ts';
import { defaultListTable } from '../../../electron/service/debts/default-list-table.ts';
import { listDefault, oldestDue, whyNotListed } from '../../../electron/service/debts/default-list.ts';
import { owedFor } from '../../../electron/service/debts/owed.ts';
import { relieveDebt } from '../../../electron/service/debts/relieve.ts';
import { remindersTable } from '../../../electron/service/debts/reminders-table.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { changeStay } from '../../../electron/service/stays/change.ts';
import { debtCareSchema, defaultConditions } from '../../../shared/contract/debt-collection.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { admit, newAgreement, newStay } from '../admission/admitted.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addFees, addPatient, addPerson, day, putSuixianIntoForce } from '../harness/patient.ts';
import { by, due, settleBy } from '../payments/paying.ts';

let hospital: TestHospital;
let personId: string;
let settlementId: string;
const secondPerson = { login: 'cashier_lead', password: testPassword };

/** 5,000.00 owed, due on 12 March. */
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  const patient = addPatient(hospital);
  ({ personId } = patient);
  const ways = { payments: [by('deferred', 500_000)], instalments: [due('2020-03-12', 500_000)] };
  ({ settlementId } = settleBy(hospital, patient.stayId, ways));
});
afterEach(() => hospital.close());

const finance = () => hospital.actor('finance');
const relief = (kind: 'waiver' | 'write_off', amountFen: number) => ({
  requestId: hospital.context.newId(),
  settlementId,
  kind,
  amountFen: amountFen as Fen,
  reason: '家庭确实困难',
  secondPerson,
});
const on = (account: string): number =>
  hospital.context.database
    .prepare('SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry WHERE account = ?')
    .pluck()
    .get(account) as number;

describe('a debt', () => {
  it('that two people waive or write off is owed no more, in the ledger and on the day sheet, once for each request', async () => {
    const request = relief('waiver', 200_000);
    await relieveDebt(hospital.context, finance(), request);
    await relieveDebt(hospital.context, finance(), request);
    const care = await relieveDebt(hospital.context, finance(), relief('write_off', 50_000));
    expect(debtCareSchema.parse(care).reliefs).toMatchObject([
      { kind: 'write_off', amountFen: 50_000 },
      { kind: 'waiver', amountFen: 200_000, reason: '家庭确实困难' },
    ]);
    expect(owedFor(hospital.context, settlementId)).toBe(250_000);
    expect([on('waiver'), on('write_off'), on('patient_deferred')]).toEqual([200_000, 50_000, 250_000]);
    const shift = openShift(hospital.context, finance().accountId);
    expect(shift).toMatchObject({ waivedFen: 200_000, writtenOffFen: 50_000 });
    await expect(relieveDebt(hospital.context, finance(), relief('waiver', 250_001))).rejects.toMatchObject({
      code: 'debt_relief_too_much',
    });
    const alone = { ...relief('waiver', 1), secondPerson: { login: 'finance', password: testPassword } };
    await expect(relieveDebt(hospital.context, finance(), alone)).rejects.toMatchObject({
      code: 'second_person_is_same',
    });
  });

  it('whose settlement is reversed is neither owed nor waived any more', async () => {
    await relieveDebt(hospital.context, finance(), relief('waiver', 200_000));
    await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson,
    });
    expect([on('waiver'), on('patient_deferred'), on('patient_due'), on('refund_due')]).toEqual([0, 0, 0, 0]);
  });

  it('is asked for with day, way and words, and the list says how often', async () => {
    const reminder = {
      personId,
      remindedOn: day('2020-03-10'),
      way: 'telephone',
      words: '答应月底交',
    } as const;
    const { reminders } = remindDebtor(hospital.context, finance(), reminder);
    expect(reminders).toMatchObject([{ way: 'telephone', words: '答应月底交', remindedOn: '2020-03-10' }]);
    const late = { ...reminder, remindedOn: day('2020-03-11') };
    expect(() => remindDebtor(hospital.context, finance(), late)).toThrow(
      expect.objectContaining({ code: 'debt_reminder_day_wrong' }),
    );
    const { table } = await remindersTable(hospital.context, finance(), { onlyOverdue: false, secondPerson });
    const [head, row] = (await readXlsx(table)).sheets[0]!.rows;
    expect(row![head!.indexOf('电话')]).toBe('13800005678');
    expect(row![head!.indexOf('催过几次')]).toBe(1);
    expect(row![head!.indexOf('欠费（元）')]).toBe(5000);
    await expect(
      remindersTable(hospital.context, finance(), { onlyOverdue: true, secondPerson }),
    ).rejects.toMatchObject({
      code: 'debtors_none',
    });
  });
});

describe('the list of malicious default', () => {
  const put = (isListed: boolean) =>
    listDefault(hospital.context, finance(), { personId, isListed, reason: '多次催缴不交', secondPerson });
  const notes = () =>
    admissionOutlook(hospital.context, { personId, place: 'county', diagnoses: [], causes: [] });

  const remind = (on: string) =>
    remindDebtor(hospital.context, finance(), {
      personId,
      remindedOn: day(on),
      way: 'telephone',
      words: '仍不交',
    });

  it('takes nobody before an agreed date has passed by a month and the debtor was asked since', async () => {
    hospital.clock.set('2020-03-12T02:00:00.000Z');
    remind('2020-03-12');
    hospital.clock.set('2020-04-12T02:00:00.000Z');
    await expect(put(true)).rejects.toMatchObject({ code: 'default_listing_not_due' });
    hospital.clock.set('2020-04-13T02:00:00.000Z');
    await expect(put(true)).rejects.toMatchObject({ sentence: expect.stringContaining('还没有催过') });
    remind('2020-03-13');
    await put(true);
    expect(debtCareOf(hospital.context, personId).listed).toEqual({
      since: '2020-04-13',
      reason: '多次催缴不交',
    });
    await expect(put(true)).rejects.toMatchObject({ code: 'default_listing_not_due' });
  });

  it('is said where treating first is checked, denies nothing, and is left by two people', async () => {
    const allowed = notes().treatFirst.isAllowed;
    hospital.clock.set('2020-05-01T02:00:00.000Z');
    remind('2020-04-30');
    await put(true);
    expect(notes().notes.map(({ code }) => code)).toContain('default_listed');
    expect(notes().treatFirst.isAllowed).toBe(allowed);
    await put(false);
    expect(notes().notes.map(({ code }) => code)).not.toContain('default_listed');
    await expect(put(false)).rejects.toMatchObject({ code: 'default_listing_unchanged' });
  });

  it('counts a debt without dates from its settlement, where treating first was agreed', async () => {
    const owing = { payments: [by('deferred', 500_000)], instalments: [] };
    const { stayId: unsigned, personId: without } = addPatient(hospital);
    settleBy(hospital, unsigned, owing);
    expect(oldestDue(hospital.context, without)).toBeNull();
    expect(whyNotListed(hospital.context, without)).toContain('没有先诊疗后付费');
    const other = addPerson(hospital);
    const { checks: _checks, requestId: _id, personId: _person, ...stay } = newStay(hospital, other);
    const signed = admit(hospital, other, stay);
    signAgreement(hospital.context, hospital.actor('clerk'), newAgreement(hospital, signed));
    const left = { ...stay, stayId: signed, dischargedOn: day('2020-03-09') };
    changeStay(hospital.context, hospital.actor('clerk'), left);
    addFees(hospital, signed);
    settleBy(hospital, signed, owing);
    expect(oldestDue(hospital.context, other)).toBe('2020-03-10');
  });

  it('is left by who paid everything, and says its conditions above its names', async () => {
    hospital.clock.set('2020-05-01T02:00:00.000Z');
    remind('2020-04-30');
    await put(true);
    const { table } = await defaultListTable(hospital.context, finance(), secondPerson);
    const rows = (await readXlsx(table)).sheets[0]!.rows;
    const texts = rows.map((row) => row[0]);
    for (const [index, condition] of defaultConditions.entries()) {
      expect(texts).toContain(`${index + 1}. ${condition}`);
    }
    expect(rows.at(-3)).toEqual(expect.arrayContaining(['2020-03-12', 5000, '多次催缴不交']));
    await relieveDebt(hospital.context, finance(), relief('waiver', 500_000));
    expect(debtCareOf(hospital.context, personId).listed).toBeNull();
    await expect(defaultListTable(hospital.context, finance(), secondPerson)).rejects.toMatchObject({
      code: 'default_list_empty',
    });
  });

  it('is left by who paid everything after the clock was set back and the program began anew', async () => {
    hospital.clock.set('2020-05-02T02:00:00.000Z');
    remind('2020-05-01');
    await put(true);
    hospital.clock.set('2020-05-01T02:00:00.000Z');
    // Its ids begin with the clock again.
    Object.assign(hospital.context, { newId: () => v7({ msecs: Date.parse('2020-05-01T02:00:00.000Z') }) });
    await relieveDebt(hospital.context, finance(), relief('waiver', 500_000));
    expect(debtCareOf(hospital.context, personId).listed).toBeNull();
  });
});
