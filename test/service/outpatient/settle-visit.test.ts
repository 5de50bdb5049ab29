import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readClaim } from '../../../electron/service/settlements/claim.ts';
import { balances } from '../../../electron/service/ledger/balances.ts';
import { endQualification, qualify } from '../../../electron/service/outpatient/qualification.ts';
import { listStandings } from '../../../electron/service/outpatient/standing.ts';
import { openVisit } from '../../../electron/service/outpatient/visit.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { slipContent } from '../../../electron/service/settlements/slip-content.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import { cancelStay } from '../../../electron/service/stays/cancel.ts';
import { changeStay } from '../../../electron/service/stays/change.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addFees, addPerson, addStay, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { diabetes, hypertension, qualified, visit, visitRequest } from './visits.ts';

let hospital: TestHospital;
let personId: string;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital, {
    outpatient_hypertension_ratio: '50%',
    outpatient_diabetes_ratio: '50%',
    outpatient_deductible: '100',
    outpatient_hypertension_month_limit: '300',
    basic_deductible: { 1: '0', 2: '500', 3: '0' },
  });
  personId = addPerson(hospital);
});
afterEach(() => hospital.close());

const clerk = () => hospital.actor('clerk');
const trial = (stayId: string) => trialForWindow(hospital.context, { stayId, asOrdinary: false });
const paid = (stayId: string, layer: string) =>
  trial(stayId).layers.find((one) => one.layer === layer)?.payFen;
const year = () => readYearState(hospital.context, personId, 'resident', 2020);

describe('a visit', () => {
  it('is settled like a stay, by the layers for visits, and is none in the count of stays', async () => {
    const { stayId, visitType } = visit(hospital, qualified(hospital, personId), { inScope: 500 });
    expect(visitType).toBe('outpatient');
    const record = settle(hospital, stayId);
    expect(record.deductibleFen).toBe(100_00);
    expect(record.layers.map(({ layer, payFen }) => [layer, payFen])).toEqual([
      ['outpatient_insurance', 200_00],
      ['critical_illness', 0],
      ['medical_assistance', 0],
      ['supplementary', 250_00],
    ]);
    expect(record.personalFen).toBe(50_00);
    expect(year()).toMatchObject({ stays: 0, deductibleFen: 0, personalFen: 50_00 });
    expect(year().criticalIllnessBurdenFen).toBe(300_00);
    const { content } = slipContent(hospital.context, record.settlementId);
    expect(content.stay).toMatchObject({ visitType: '门诊慢特病', days: 1, diagnoses: '高血压（I10）' });
    const sums = balances(hospital.context);
    expect(sums.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
  });

  it('knows what month and year hold of its disease, and nothing of another', async () => {
    const [one, other] = [qualified(hospital, personId), qualified(hospital, personId, diabetes)];
    settle(hospital, visit(hospital, one, { inScope: 500 }).stayId);
    const second = visit(hospital, one, { inScope: 500 });
    expect(trial(second.stayId).deductibleFen).toBe(0);
    expect(paid(second.stayId, 'outpatient_insurance')).toBe(100_00);
    const third = visit(hospital, other, { inScope: 500 });
    expect(trial(third.stayId).deductibleFen).toBe(100_00);
    expect(paid(third.stayId, 'outpatient_insurance')).toBe(200_00);
  });

  it('belongs to the month in which it was, whenever it is settled', async () => {
    const qualificationId = qualified(hospital, personId);
    settle(hospital, visit(hospital, qualificationId, { inScope: 500 }).stayId);
    const ofMarch = visit(hospital, qualificationId, { inScope: 500 });
    hospital.clock.set('2020-04-01T02:00:00Z');
    expect(paid(ofMarch.stayId, 'outpatient_insurance')).toBe(100_00);
    const asked = visitRequest(hospital, qualificationId, '2020-04-01');
    const ofApril = openVisit(hospital.context, clerk(), asked);
    addFees(hospital, ofApril.stayId, { inScope: 500, ownExpense: 0, overLimit: 0, preSelfPay: 0 });
    settle(hospital, ofMarch.stayId);
    const usedOn = (visitedOn?: string) =>
      listStandings(hospital.context, personId, visitedOn === undefined ? undefined : day(visitedOn))[0]!
        .limits[0]?.usedFen;
    expect([usedOn('2020-03-10'), usedOn()]).toEqual([300_00, 0]);
    expect(paid(ofApril.stayId, 'outpatient_insurance')).toBe(250_00);
  });

  it('shares deductible and limits with every code that is the same disease by the policy', async () => {
    const heart = { code: 'I11.9', name: '高血压性心脏病' };
    const [one, other] = [qualified(hospital, personId), qualified(hospital, personId, heart)];
    settle(hospital, visit(hospital, one, { inScope: 500 }).stayId);
    const second = visit(hospital, other, { inScope: 500 });
    expect(trial(second.stayId).deductibleFen).toBe(0);
    expect(paid(second.stayId, 'outpatient_insurance')).toBe(100_00);
    const used = listStandings(hospital.context, personId).map(({ limits }) => limits[0]?.usedFen);
    expect(used).toEqual([200_00, 200_00]);
  });

  it('is refused once its qualification was ended for a day before it', async () => {
    const qualificationId = qualified(hospital, personId);
    const { stayId } = visit(hospital, qualificationId, { inScope: 500 });
    const ended = { qualificationId, endsOn: day('2020-03-09'), reason: '复查不符合' };
    endQualification(hospital.context, clerk(), ended);
    expect(await refusalCode(() => trial(stayId))).toBe('qualification_not_valid');
  });

  it('shares the year with stays, whose deductible it does not bear', async () => {
    settle(hospital, visit(hospital, qualified(hospital, personId), { inScope: 10_000 }).stayId);
    expect(year().personalFen).toBe(1_000_00);
    const stayId = addStay(hospital, personId);
    addFees(hospital, stayId, { inScope: 50_000, ownExpense: 0, overLimit: 0, preSelfPay: 0 });
    const tried = trial(stayId);
    expect(tried.before.criticalIllnessBurdenFen).toBe(9_700_00);
    expect(tried.deductibleFen).toBe(500_00);
    expect(tried.layers.map(({ layer }) => layer)).not.toContain('outpatient_insurance');
    // 10400 enter above what the visit left: (20100 − 9700) × 65 %.
    expect(tried.layers.find(({ layer }) => layer === 'critical_illness')?.payFen).toBe(6_760_00);
    expect(settle(hospital, stayId).personalFen + 1_000_00).toBeLessThanOrEqual(5_000_00);
    expect(year().stays).toBe(1);
  });

  it('is reversed to the fen and gives back the month of its disease', async () => {
    const qualificationId = qualified(hospital, personId);
    const { stayId } = visit(hospital, qualificationId, { inScope: 500 });
    const { settlementId } = settle(hospital, stayId);
    expect(readClaim(hospital.context, settlementId).outpatient).toEqual({
      deductibleBorneFen: 0,
      paidThisYearFen: {},
      paidThisMonthFen: {},
    });
    await reverseSettlement(hospital.context, clerk(), {
      requestId: hospital.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: { login: 'cashier_lead', password: testPassword },
    });
    expect(year()).toMatchObject({ stays: 0, deductibleFen: 0, personalFen: 0, paidFen: {} });
    const again = visit(hospital, qualificationId, { inScope: 500 });
    expect(trial(again.stayId).deductibleFen).toBe(100_00);
  });
});

describe('a qualification', () => {
  it('counts on its days only, and is ended by a date', async () => {
    const qualificationId = qualified(hospital, personId, hypertension, '2020-06-30');
    const open = (visitedOn: string) =>
      openVisit(hospital.context, clerk(), visitRequest(hospital, qualificationId, visitedOn));
    expect(await refusalCode(() => open('2019-12-31'))).toBe('qualification_not_valid');
    open('2020-01-01');
    endQualification(hospital.context, clerk(), {
      qualificationId,
      endsOn: day('2020-03-09'),
      reason: '复审未通过',
    });
    expect(await refusalCode(() => open('2020-03-10'))).toBe('qualification_not_valid');
    open('2020-03-09');
    const again = { qualificationId, endsOn: day('2020-03-01'), reason: '又一次' };
    expect(await refusalCode(() => endQualification(hospital.context, clerk(), again))).toBe(
      'qualification_ended',
    );
    expect(() => hospital.context.database.exec('DELETE FROM outpatient_qualification_end')).toThrow(
      /append|delete|change/i,
    );
  });

  it('is taken once, and not twice for the same days', async () => {
    const asked = {
      requestId: hospital.context.newId(),
      personId,
      disease: hypertension,
      beginsOn: day('2020-01-01'),
      endsOn: null,
      papers: [{ title: '认定表', number: '1' }],
      recognisedBy: '县医保局',
    };
    const first = qualify(hospital.context, clerk(), asked);
    expect(qualify(hospital.context, clerk(), asked)).toEqual(first);
    const changed = { ...asked, recognisedBy: '别处' };
    expect(await refusalCode(() => qualify(hospital.context, clerk(), changed))).toBe('request_id_reused');
    const second = { ...asked, requestId: hospital.context.newId() };
    expect(await refusalCode(() => qualify(hospital.context, clerk(), second))).toBe('qualification_exists');
    const backwards = { ...second, disease: diabetes, endsOn: day('2019-12-31') };
    expect(await refusalCode(() => qualify(hospital.context, clerk(), backwards))).toBe(
      'qualification_ends_early',
    );
  });

  it('its visit is opened once, cannot be changed, and is cancelled like a stay', async () => {
    const asked = visitRequest(hospital, qualified(hospital, personId));
    const opened = openVisit(hospital.context, clerk(), asked);
    expect(openVisit(hospital.context, clerk(), asked).stayId).toBe(opened.stayId);
    const { stayId, place, department, bed, admittedOn, dischargedOn, diagnoses } = opened;
    const change = { stayId, place, department, bed, admittedOn, dischargedOn, diagnoses };
    expect(await refusalCode(() => changeStay(hospital.context, clerk(), change))).toBe('visit_not_changed');
    expect(cancelStay(hospital.context, clerk(), { stayId, reason: '登错' }).isCancelled).toBe(true);
  });

  it('a visit during a stay is refused until the stay has ended', async () => {
    const qualificationId = qualified(hospital, personId);
    addStay(hospital, personId, { admittedOn: '2020-03-05', dischargedOn: null });
    const open = () => openVisit(hospital.context, clerk(), visitRequest(hospital, qualificationId));
    expect(await refusalCode(open)).toBe('stay_still_open');
  });
});
