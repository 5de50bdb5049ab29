import { expect, it, onTestFinished } from 'vitest';
import { readRun } from '../../../electron/service/reconciliation/read.ts';
import { runReconciliation } from '../../../electron/service/reconciliation/run.ts';
import { takeInFile } from '../../../electron/service/reconciliation/take-in.ts';
import { openTestHospital } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { lineOf, type Made, textOf, writeMonth, writeStatement } from './month.ts';

const settled = (place: number, basic: number, personal: number): Made => ({
  admission: `ZY${place}`,
  stayNumber: `M${place}`,
  slip: `JS${place}`,
  number: `S${place}`,
  day: '2020-03-10',
  kind: 'final',
  reverses: null,
  basic,
  critical: 0,
  waiver: 0,
  personal,
  upload: 'done',
});

it('171239.2 here against 171178.2 at the centre is explained line by line', async () => {
  const hospital = openTestHospital({ nowIso: '2020-03-11T02:00:00.000Z' });
  onTestFinished(() => hospital.close());
  const { context } = hospital;
  const finance = hospital.actor('finance');
  const [one, other, third] = [
    settled(1, 9_000_000, 1_000_000),
    settled(2, 5_000_000, 2_000_000),
    settled(3, 100_000, 23_920),
  ];
  writeMonth(hospital, [one, other, third]);
  const short = lineOf(other);
  const lines = [
    lineOf(one),
    { ...short, total: short.total - 7500, fund: short.fund - 7500, basic: short.basic - 7500 },
    { ...lineOf(third), total: 125_320, fund: 101_400, basic: 101_400 },
  ];
  const filePath = writeStatement(hospital, '中心.csv', textOf(lines));
  const centre = await takeInFile(context, finance, { side: 'centre', sourceName: '县医保中心', filePath });
  const { runId } = await runReconciliation(context, finance, {
    requestId: context.newId(),
    from: day('2020-03-10'),
    to: day('2020-03-11'),
    centreStatementId: centre.statementId,
    hospitalStatementId: null,
    isUnitConfirmed: false,
  });
  const run = readRun(context, runId, { side: null, kind: null });
  expect(run.groups.map(({ side, totalFen }) => [side, totalFen])).toEqual([
    ['window', 17_123_920],
    ['centre', 17_117_820],
  ]);
  expect(run.centreGapFen).toBe(-6100);
  const explained = run.differences.map(({ kind, here, hereFen, thereFen, parts }) => [
    kind,
    here?.slipNumber,
    thereFen - hereFen,
    parts,
  ]);
  expect(explained).toEqual([
    ['amount', 'JS2', -7500, ['total', 'fund', 'basic_insurance']],
    ['amount', 'JS3', 1400, ['total', 'fund', 'basic_insurance']],
  ]);
  expect(run.sides[0]).toMatchObject({ matchedCount: 1, matchedFen: 10_000_000 });
});
