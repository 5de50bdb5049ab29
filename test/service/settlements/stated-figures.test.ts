import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { stateFigures, type StatedFigures } from '../../../electron/service/settlements/stated-figures.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addFees, addPatient, day, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { by, settleBy } from '../payments/paying.ts';

let hospital: TestHospital;
let stayId: string;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  ({ stayId } = addPatient(hospital));
});
afterEach(() => hospital.close());

const state = (figures: Partial<StatedFigures>) =>
  stateFigures(hospital.context, hospital.actor('clerk'), stayId, {
    source: 'hospital',
    totalFen: null,
    personalFen: null,
    layers: [],
    ...figures,
  });
const trial = () => trialForWindow(hospital.context, { stayId, asOrdinary: false });
const personal = (amountFen: number) => state({ personalFen: amountFen as Fen });
const settle = () => settleBy(hospital, stayId, { payments: [by('cash', 500_000)] });

describe('another system’s figure beside ours', () => {
  it('is compared line by line where it is known', () => {
    state({
      totalFen: 6_000_000 as Fen,
      personalFen: 500_011 as Fen,
      layers: [{ layer: 'basic_insurance', payFen: 4_319_989 as Fen }],
    });
    expect(trial().comparison).toEqual({
      source: 'hospital',
      lines: [
        { part: 'total', title: '总费用', oursFen: 6_000_000, theirsFen: 6_000_000, differenceFen: 0 },
        {
          part: 'basic_insurance',
          title: '基本医疗保险',
          oursFen: 4_320_000,
          theirsFen: 4_319_989,
          differenceFen: 11,
        },
        { part: 'personal', title: '个人应付', oursFen: 500_000, theirsFen: 500_011, differenceFen: -11 },
      ],
      largestFen: 11,
      refuseFen: 100,
      verdict: 'warn',
    });
  });

  it.each([
    [500_000, 'same'],
    [500_010, 'near'],
    [499_989, 'warn'],
    [500_100, 'warn'],
    [499_899, 'refuse'],
  ])('of %d is %s', (theirs, verdict) => {
    personal(theirs);
    expect(trial().comparison?.verdict).toBe(verdict);
  });

  it('above the hospital’s limit refuses the settlement until it is mended or withdrawn', async () => {
    personal(400_000);
    expect(await refusalCode(settle)).toBe('stated_figure_differs');
    state({});
    expect(trial().comparison).toBeNull();
    expect(settle().personalFen).toBe(500_000);
  });

  it('is only said where the hospital sets no limit', () => {
    const limits = { warnFen: 10, refuseFen: null };
    writeSetting(hospital.context, undefined, 'trialDifference', limits, day('2020-01-01'));
    personal(400_000);
    expect(trial().comparison?.verdict).toBe('warn');
    expect(settle().personalFen).toBe(500_000);
  });

  it('says nothing of other fee lists than it was stated for', () => {
    personal(400_000);
    addFees(hospital, stayId, { inScope: 1, ownExpense: 0, overLimit: 0, preSelfPay: 0 });
    expect(trial().comparison).toBeNull();
  });
});
