import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listApplications, readApplication } from '../../../electron/service/hardship/applications.ts';
import { applyForRelief } from '../../../electron/service/hardship/apply.ts';
import { takeHardshipStep } from '../../../electron/service/hardship/take-step.ts';
import { yearAmountsOf } from '../../../electron/service/hardship/year-amounts.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { type HardshipStep, hardshipRequests } from '../../../shared/contract/hardship.ts';
import { type Fen, sumFen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, day, putSuixianIntoForce } from '../harness/patient.ts';
import { by, settleBy } from '../payments/paying.ts';

let hospital: TestHospital;
let personId: string;
let settlementId: string;

/** Settled on 10 March; 5,000.00 are the patient's and owed. */
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  const patient = addPatient(hospital);
  ({ personId } = patient);
  ({ settlementId } = settleBy(hospital, patient.stayId, { payments: [by('deferred', 500_000)] }));
});
afterEach(() => hospital.close());

const clerk = () => hospital.actor('clerk');
const application = (kind: 'temporary_relief' | 'charity' | 'subsistence_allowance' = 'charity') => ({
  requestId: hospital.context.newId(),
  settlementId,
  kind,
  addressee: '某县慈善会',
  reason: '家中两人患病',
});
const step = (applicationId: string, what: HardshipStep, more: object = {}) =>
  takeHardshipStep(hospital.context, clerk(), {
    requestId: hospital.context.newId(),
    applicationId,
    step: what,
    happenedOn: day('2020-03-10'),
    amountFen: null,
    number: null,
    words: '',
    ...more,
  });
const refused = (code: string) => expect.objectContaining({ code });
const reverse = () =>
  reverseSettlement(hospital.context, clerk(), {
    requestId: hospital.context.newId(),
    settlementId,
    reason: '录错',
    secondPerson: { login: 'cashier_lead', password: testPassword },
  });

describe('an application of somebody still in hardship', () => {
  it('says the whole year to the fen, and nothing of what was reversed', async () => {
    const year = yearAmountsOf(hospital.context, personId, 2020);
    expect(year).toMatchObject({ personalFen: 500_000, owedFen: 500_000 });
    expect(year.totalFen).toBe(sumFen([year.personalFen, ...year.payers.map(({ amountFen }) => amountFen)]));
    expect(year.payers.length).toBeGreaterThan(1);
    await reverse();
    const nothing = { year: 2020, totalFen: 0, payers: [], personalFen: 0, owedFen: 0 };
    expect(yearAmountsOf(hospital.context, personId, 2020)).toEqual(nothing);
  });

  it('is written once for each request, and once of a kind while it has no end', () => {
    const request = application();
    const { applicationId } = applyForRelief(hospital.context, clerk(), request);
    expect(applyForRelief(hospital.context, clerk(), request).applicationId).toBe(applicationId);
    const again = () => applyForRelief(hospital.context, clerk(), application());
    expect(again).toThrow(refused('hardship_application_open'));
    expect(() => applyForRelief(hospital.context, clerk(), { ...request, reason: '别的' })).toThrow(
      refused('request_id_reused'),
    );
    applyForRelief(hospital.context, clerk(), application('temporary_relief'));
    step(applicationId, 'refused', { words: '收入高于标准' });
    expect(again().steps).toEqual([]);
  });

  it('is not written for a settlement that was reversed', async () => {
    await reverse();
    expect(() => applyForRelief(hospital.context, clerk(), application())).toThrow(
      refused('settlement_already_reversed'),
    );
  });

  it('is listed with its age until its end, the oldest first', () => {
    const first = applyForRelief(hospital.context, clerk(), application());
    hospital.clock.set('2020-03-15T02:00:00Z');
    const second = applyForRelief(hospital.context, clerk(), application('temporary_relief'));
    step(first.applicationId, 'sent');
    const listed = hardshipRequests['hardship.list'].output.parse(listApplications(hospital.context, 'open'));
    expect(listed.applications.map(({ applicationId, openDays }) => [applicationId, openDays])).toEqual([
      [first.applicationId, 5],
      [second.applicationId, 0],
    ]);
    expect(listed.applications[0]?.maskedIdNumber).toContain('*');
    step(first.applicationId, 'approved', { amountFen: 200_000 as Fen, number: '慈〔2020〕1' });
    expect(listApplications(hospital.context, 'open').applications).toHaveLength(1);
    const { openDays, steps } = readApplication(hospital.context, first.applicationId);
    expect(openDays).toBeNull();
    expect(steps).toMatchObject([
      { step: 'sent' },
      { step: 'approved', amountFen: 200_000, number: '慈〔2020〕1' },
    ]);
  });

  it('is approved with number and amount, 低保 with its number alone, and moves no money', () => {
    const sums = 'SELECT count(*), sum(abs(amount_fen)) FROM ledger_entry';
    const before = hospital.context.database.prepare(sums).raw().get();
    const { applicationId } = applyForRelief(hospital.context, clerk(), application());
    const number = '慈〔2020〕1';
    for (const wrong of [{ number }, { amountFen: 1 }, { number, amountFen: 0 }, { number, amountFen: -1 }]) {
      expect(() => step(applicationId, 'approved', wrong)).toThrow(refused('hardship_approval_incomplete'));
    }
    expect(() => step(applicationId, 'sent', { number })).toThrow(refused('hardship_approval_incomplete'));
    step(applicationId, 'approved', { number, amountFen: 100 });
    const other = applyForRelief(hospital.context, clerk(), application('subsistence_allowance'));
    expect(() => step(other.applicationId, 'approved', { number, amountFen: 100 })).toThrow(
      refused('hardship_approval_incomplete'),
    );
    expect(step(other.applicationId, 'approved', { number }).openDays).toBeNull();
    expect(hospital.context.database.prepare(sums).raw().get()).toEqual(before);
  });

  it('takes no step after its end, before it was made, before another step or in the future', () => {
    const { applicationId } = applyForRelief(hospital.context, clerk(), application());
    hospital.clock.set('2020-03-15T02:00:00Z');
    const wrongDay = refused('hardship_step_day_wrong');
    for (const happenedOn of ['2020-03-09', '2020-03-16']) {
      expect(() => step(applicationId, 'sent', { happenedOn: day(happenedOn) })).toThrow(wrongDay);
    }
    step(applicationId, 'sent', { happenedOn: day('2020-03-12') });
    expect(() =>
      step(applicationId, 'asked_back', { happenedOn: day('2020-03-11'), words: '缺证明' }),
    ).toThrow(wrongDay);
    const later = { happenedOn: day('2020-03-15') };
    expect(() => step(applicationId, 'refused', later)).toThrow(refused('hardship_reason_missing'));
    step(applicationId, 'withdrawn', later);
    expect(() => step(applicationId, 'sent', later)).toThrow(refused('hardship_application_over'));
  });

  it('is refused by the file itself where a step follows an end or a row is changed', () => {
    const { applicationId } = applyForRelief(hospital.context, clerk(), application());
    step(applicationId, 'withdrawn');
    const { database } = hospital.context;
    expect(() =>
      database.exec(`INSERT INTO hardship_step SELECT 'other', 'other', request_hash, application_id, 'sent', happened_on,
        NULL, NULL, '', recorded_at, recorded_by FROM hardship_step`),
    ).toThrow('hardship_application_over');
    expect(() => database.exec(`UPDATE hardship_application SET reason = ''`)).toThrow('append_only');
  });
});
