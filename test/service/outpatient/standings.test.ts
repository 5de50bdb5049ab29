import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dailyFeesContent, feeListContent } from '../../../electron/service/fees/fee-lines-content.ts';
import { listStandings } from '../../../electron/service/outpatient/standing.ts';
import { readPersonCard } from '../../../electron/service/people/card.ts';
import { personHistoryContent } from '../../../electron/service/settlements/person-history-content.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { slipContent } from '../../../electron/service/settlements/slip-content.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addFees, addPerson, addStay, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { diabetes, hypertension, qualified, visit } from './visits.ts';

let hospital: TestHospital;
let personId: string;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital, {
    outpatient_hypertension_ratio: '50%',
    outpatient_deductible: '100',
    outpatient_hypertension_month_limit: '300',
    outpatient_hypertension_year_limit: '1000',
  });
  personId = addPerson(hospital);
});
afterEach(() => hospital.close());

const standings = () => listStandings(hospital.context, personId);
const limitsOf = (index: number) =>
  standings()[index]?.limits.map(({ per, limitFen, usedFen }) => [per, limitFen, usedFen]);

describe('what is left of the limits of a disease', () => {
  it('is what its visits used of the month and the year, and nothing of another disease', () => {
    qualified(hospital, personId, diabetes);
    const qualificationId = qualified(hospital, personId);
    expect(standings()[0]?.deductible).toEqual({ amountFen: 100_00, borneFen: 0 });
    expect(limitsOf(0)).toEqual([
      ['month', 300_00, 0],
      ['year', 1000_00, 0],
    ]);
    settle(hospital, visit(hospital, qualificationId, { inScope: 500 }).stayId);
    expect(standings()[0]?.deductible).toEqual({ amountFen: 100_00, borneFen: 100_00 });
    hospital.clock.set('2020-04-01T02:00:00Z');
    expect(limitsOf(0)).toEqual([
      ['month', 300_00, 0],
      ['year', 1000_00, 200_00],
    ]);
    expect(limitsOf(1)).toEqual([]);
  });

  it('is not told where the qualification does not count today, or no policy is in force', () => {
    qualified(hospital, personId, hypertension, '2020-02-29');
    expect(standings()).toMatchObject([{ countsToday: false, deductible: null, limits: [] }]);
    const elsewhere = addPerson(hospital, { region: '110101' });
    qualified(hospital, elsewhere);
    expect(listStandings(hospital.context, elsewhere)).toMatchObject([{ countsToday: true, limits: [] }]);
  });

  it('stands on the slip as it was after the visit, also later; a reversal tells none', async () => {
    const qualificationId = qualified(hospital, personId);
    const { settlementId } = settle(hospital, visit(hospital, qualificationId, { inScope: 500 }).stayId);
    const last = settle(hospital, visit(hospital, qualificationId, { inScope: 500 }).stayId);
    const onSlip = (id: string) => slipContent(hospital.context, id).content.visit;
    expect(onSlip(settlementId)).toMatchObject({
      disease: '高血压',
      qualifiedFrom: '2020-01-01',
      qualifiedTo: null,
      papers: '门诊慢特病认定表 RD2020-17',
      deductible: { amountFen: 100_00, borneFen: 100_00 },
    });
    expect(onSlip(settlementId)?.limits.map(({ usedFen }) => usedFen)).toEqual([200_00, 200_00]);
    expect(onSlip(last.settlementId)?.limits.map(({ usedFen }) => usedFen)).toEqual([300_00, 300_00]);
    const reversal = await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId: last.settlementId,
      reason: '录错',
      secondPerson: { login: 'cashier_lead', password: testPassword },
    });
    expect(onSlip(reversal.settlementId)).toMatchObject({ disease: '高血压', limits: [] });
  });
});

describe('a visit among stays', () => {
  it('is called a visit on the card, in the history and on its lists, and is no stay there', () => {
    const opened = visit(hospital, qualified(hospital, personId), { inScope: 500 });
    settle(hospital, opened.stayId);
    const stayId = addStay(hospital, personId);
    addFees(hospital, stayId);
    settle(hospital, stayId);
    const { stays, settlements } = readPersonCard(hospital.context, personId);
    expect(stays.map(({ visitType }) => visitType)).toEqual(['outpatient', 'inpatient']);
    expect(settlements.map(({ visitType }) => visitType)).toEqual(['inpatient', 'outpatient']);
    const { lines, years } = personHistoryContent(hospital.context, personId).content;
    expect(lines.map(({ visitType }) => visitType)).toEqual(['outpatient', 'inpatient']);
    expect(years).toMatchObject([{ stays: 1, visits: 1 }]);
    expect(feeListContent(hospital.context, opened.stayId).title).toBe('门诊费用明细清单');
    expect(dailyFeesContent(hospital.context, stayId, day('2020-03-02')).title).toMatch(/^住院费用日清单/);
  });
});
