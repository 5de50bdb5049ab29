import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openShift } from '../../../electron/service/day-close/shift.ts';
import { draftFundClaim } from '../../../electron/service/fund-claims/draft.ts';
import { readRun } from '../../../electron/service/reconciliation/read.ts';
import { runReconciliation } from '../../../electron/service/reconciliation/run.ts';
import { takeInFile } from '../../../electron/service/reconciliation/take-in.ts';
import { countAnew } from '../../../electron/service/reports/count.ts';
import { readStatistics } from '../../../electron/service/reports/statistics.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, addPerson, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { writeStatement } from '../reconciliation/month.ts';
import { qualified, visit } from './visits.ts';

let hospital: TestHospital;
let stay: SettlementRecord;
let visits: SettlementRecord[];

/** A stay and two visits, settled on one day by one clerk; the second visit is taken back. */
beforeEach(async () => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital, { outpatient_hypertension_ratio: '50%' });
  stay = settle(hospital, addPatient(hospital).stayId);
  const qualificationId = qualified(hospital, addPerson(hospital));
  visits = [500, 300].map((inScope) =>
    settle(hospital, visit(hospital, qualificationId, { inScope }).stayId),
  );
  await reverseSettlement(hospital.context, hospital.actor('clerk'), {
    requestId: hospital.context.newId(),
    settlementId: visits[1]!.settlementId,
    reason: '录错',
    secondPerson: { login: 'cashier_lead', password: testPassword },
  });
});
afterEach(() => hospital.close());

const march = { kind: 'month', year: 2020, number: 3 } as const;

describe('visits among stays', () => {
  it('are counted apart in the reports, whose rows come to the total, also when all is counted anew', async () => {
    const statistics = await readStatistics(hospital.context, march);
    const care = statistics.tables.find(({ dimension }) => dimension === 'care');
    expect(care?.rows.map(({ title, sums }) => [title, sums.count, sums.totalFen, sums.personalFen])).toEqual(
      [
        ['住院', 1, stay.cost.totalFen, stay.personalFen],
        ['门诊慢特病', 1, 500_00, visits[0]!.personalFen],
      ],
    );
    expect(statistics.total).toMatchObject({ count: 2, totalFen: stay.cost.totalFen + 500_00 });
    // Basic insurance pays for visits by a layer of its own; it is one of the three all the same.
    expect(care?.rows[1]?.sums.inScopePaidFen).toBe(250_00);
    await countAnew(hospital.context);
    expect(await readStatistics(hospital.context, march)).toEqual(statistics);
  });

  it('are claimed from their own payer, and have no days on its list', async () => {
    const { context, actor } = hospital;
    const claimed = (payer: string) =>
      draftFundClaim(context, actor('finance'), { requestId: context.newId(), payer, month: '2020-03' });
    const claim = claimed('outpatient_insurance');
    expect(claim).toMatchObject({ payerTitle: '基本医疗保险（门诊慢特病）', amountFen: 250_00 });
    expect(claim.lines).toMatchObject([
      { settlementId: visits[0]!.settlementId, days: 0, diagnosis: '高血压', amountFen: 250_00 },
    ]);
    expect(claimed('basic_insurance').lines).toMatchObject([{ settlementId: stay.settlementId, days: 8 }]);
  });

  it('are in the clerk’s day with what was taken and given back for them', () => {
    const shift = openShift(hospital.context, hospital.actor('clerk').accountId);
    const [first, second] = visits.map(({ personalFen }) => personalFen);
    expect(shift.takings).toMatchObject([
      { means: 'cash', collectedFen: stay.personalFen + first! + second!, debtFen: 0 },
    ]);
    expect(shift.expectedCashFen).toBe(shift.takings.reduce((sum, { netFen }) => sum + netFen, 0));
  });

  it('stand in the reconciliation as visits beside stays, and match the centre’s lines all the same', async () => {
    const { context, actor } = hospital;
    const line = ({ slipNumber, cost, personalFen }: SettlementRecord, type: string) =>
      [slipNumber, '2020-03-10', '390', type, '21', cost.totalFen / 100, personalFen / 100].join(',');
    const text = [
      '结算单号,结算日期,险种,医疗类别,清算类别,医疗费总额,个人现金',
      line(stay, '21'),
      line(visits[0]!, '14'),
    ].join('\n');
    const centre = await takeInFile(context, actor('finance'), {
      side: 'centre',
      sourceName: '县医保中心',
      filePath: writeStatement(hospital, '中心.csv', text),
    });
    hospital.clock.set('2020-03-11T02:00:00.000Z');
    const { runId } = await runReconciliation(context, actor('finance'), {
      requestId: context.newId(),
      from: day('2020-03-10'),
      to: day('2020-03-11'),
      centreStatementId: centre.statementId,
      hospitalStatementId: null,
      isUnitConfirmed: false,
    });
    const run = readRun(context, runId, { side: null, kind: null });
    const groups = run.groups.map(({ side, visitType, count, totalFen }) => [
      side,
      visitType,
      count,
      totalFen,
    ]);
    expect(groups).toEqual([
      ['window', '住院', 1, stay.cost.totalFen],
      ['window', '门诊慢特病', 3, 500_00],
      ['centre', '住院', 1, stay.cost.totalFen],
      ['centre', '门诊慢特病', 1, 500_00],
    ]);
    expect(run.sides[0]).toMatchObject({ matchedCount: 2 });
    expect(run.centreGapFen).toBe(0);
  });
});
