import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeXlsx } from 'hucre/xlsx';
import { encodeGb18030 } from '../../../electron/service/practice/generate/gb18030.ts';
import { setMapping } from '../../../electron/service/reconciliation/mapping.ts';
import { readRun } from '../../../electron/service/reconciliation/read.ts';
import { repeatRun, runReconciliation } from '../../../electron/service/reconciliation/run.ts';
import { takeInFile } from '../../../electron/service/reconciliation/take-in.ts';
import type { StatementMapping } from '../../../shared/contract/statement.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';
import { type Made, writeMonth, writeStatement } from './month.ts';

let hospital: TestHospital;
beforeAll(() => {
  hospital = openTestHospital({ nowIso: '2020-04-02T02:00:00.000Z' });
  writeMonth(hospital, [settled]);
});
afterAll(() => hospital.close());

const settled: Made = {
  admission: 'ZY1',
  stayNumber: 'M1',
  slip: 'JS1',
  number: 'S1',
  day: '2020-03-10',
  kind: 'final',
  reverses: null,
  basic: 100_000,
  critical: 0,
  waiver: 0,
  personal: 23_456,
  upload: 'done',
};

const takeIn = (content: string | Uint8Array, sourceName = '县医保中心') =>
  takeInFile(hospital.context, hospital.actor('finance'), {
    side: 'centre',
    sourceName,
    filePath: writeStatement(hospital, '对账单.csv', content),
  });
const lay = (sourceName: string, mapping: StatementMapping) =>
  setMapping(hospital.context, hospital.actor('finance'), { side: 'centre', sourceName, mapping });
const run = (statementId: string, from = '2020-03-01', to = '2020-04-01', isUnitConfirmed = false) =>
  runReconciliation(hospital.context, hospital.actor('finance'), {
    requestId: hospital.context.newId(),
    from: day(from),
    to: day(to),
    centreStatementId: statementId,
    hospitalStatementId: null,
    isUnitConfirmed,
  });

describe('a statement file', () => {
  it('in GB18030 with a title, separators, rows of sums and another hospital’s lines is read', async () => {
    const text = [
      '县医保中心对账单,,,,',
      '机构编号,中心结算号,结算时间,医疗费总额（元）,基金支付合计',
      'H42991300001,S1,2020-03-10 09:30:00,"1,234.56","1,000.00"',
      'H99999999999,S9,2020-03-10 09:30:00,99.00,99.00',
      '合计,,,"1,234.56","1,000.00"',
    ].join('\r\n');
    const taken = await takeIn(encodeGb18030(text));
    expect(taken).toMatchObject({ lineCount: 1, sumCount: 1, foreignCount: 1, totalFen: 123_456 });
  });

  it('with a row of sums whose word stands under a heading that nobody mapped is read', async () => {
    const text = '序号,中心结算号,结算日期,医疗费总额\r\n1,S1,2020-03-10,1234.56\r\n合计,,,1234.56\r\n';
    const taken = await takeIn(text, '有序号的中心');
    expect(taken).toMatchObject({ lineCount: 1, sumCount: 1 });
  });

  it('with columns that slipped is refused by line and column, and nothing of it stays', async () => {
    const text = '中心结算号,结算日期,总费用\r\nS1,多出来的,2020-03-10,1234.56\r\n';
    const refusal = await refusalOf(() => takeIn(text));
    expect(refusal.code).toBe('statement_rows_faulty');
    expect(refusal.problems?.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '2 结算日期',
      '2 总费用',
    ]);
    const sql = 'SELECT count(*) FROM statement_portion WHERE statement_id NOT IN (SELECT id FROM statement)';
    expect(hospital.context.database.prepare(sql).pluck().get()).toBe(0);
  });

  it('whose workbook has the sums of its days on a sheet of their own is read from the other', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '汇总',
          rows: [
            ['结算日期', '总费用'],
            ['2020-03-10', '1234.56'],
          ],
        },
        {
          name: '明细',
          rows: [
            ['中心结算号', '结算日期', '总费用'],
            ['S1', '2020-03-10', '1234.56'],
          ],
        },
      ],
    });
    expect(await takeIn(bytes)).toMatchObject({ lineCount: 1, totalFen: 123_456 });
  });

  it('under headings of its own and in fen is read by the mapping of its source', async () => {
    const text = '甲,乙,丙\r\nS1,20200310,123456\r\n';
    expect(await refusalCode(() => takeIn(text, '邻县'))).toBe('column_missing');
    lay('邻县', { columns: { number: '甲', day: '乙', total: '丙' }, unit: 'fen' });
    expect(await takeIn(text, '邻县')).toMatchObject({ totalFen: 123_456, firstDay: '2020-03-10' });
  });

  it('that is a hundred times what the window has is compared, and compared again, once somebody said so', async () => {
    const large = await takeIn('中心结算号,结算日期,总费用\r\nS1,2020-03-10,123456\r\n');
    const { runId } = await run(large.statementId, undefined, undefined, true);
    const found = readRun(hospital.context, runId, { side: null, kind: null });
    expect(found.differences).toMatchObject([{ thereFen: 12_345_600, hereFen: 123_456 }]);
    expect(await repeatRun(hospital.context, runId)).toMatchObject({ isSame: true });
  });

  it('in fen that was read as yuan is refused by its lines where some are missing besides', async () => {
    const others = [2, 3, 4].map((place) => ({
      ...settled,
      admission: `ZY${place}`,
      slip: `JS${place}`,
      number: `S${place}`,
      basic: 976_544,
    }));
    writeMonth(hospital, others);
    const short = await takeIn(
      '中心结算号,结算日期,总费用\r\nS1,2020-03-10,123456\r\nS2,2020-03-10,1000000\r\nS3,2020-03-10,1000000\r\n',
    );
    expect(await refusalCode(() => run(short.statementId))).toBe('statement_unit_wrong');
    const { runId } = await run(short.statementId, undefined, undefined, true);
    const { counts } = readRun(hospital.context, runId, { side: null, kind: null });
    expect(counts.map(({ kind, count }) => [kind, count])).toEqual([
      ['amount', 3],
      ['only_here', 1],
    ]);
  });

  it('in fen that was read as yuan, of other days, or without numbers is refused with what to do', async () => {
    const inFen = await takeIn('中心结算号,结算日期,总费用\r\nS1,2020-03-10,123456\r\n');
    expect(await refusalCode(() => run(inFen.statementId))).toBe('statement_unit_wrong');
    const good = await takeIn('中心结算号,结算日期,总费用\r\nS1,2020-03-10,1234.56\r\n');
    expect(await refusalCode(() => run(good.statementId, '2020-05-01', '2020-06-01'))).toBe(
      'statement_other_days',
    );
    expect(await refusalCode(() => takeIn('结算日期,总费用\r\n2020-03-10,1.00\r\n'))).toBe(
      'statement_number_missing',
    );
  });
});
