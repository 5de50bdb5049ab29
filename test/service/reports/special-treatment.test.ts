import { describe, expect, it } from 'vitest';
import { dueTable } from '../../../electron/service/reports/due.ts';
import { madeTable, makeStatistics, recordSending } from '../../../electron/service/reports/made.ts';
import {
  reportContent,
  specialTreatmentRegisterContent,
  specialTreatmentTableContent,
} from '../../../electron/service/reports/report-content.ts';
import { readMonth } from '../../../electron/service/treatment/month.ts';
import { makePackage } from '../../../electron/service/treatment/package.ts';
import { specialTreatmentSchema } from '../../../shared/contract/special-treatment.ts';
import { testPassword } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { march, Month, putJinzhouIntoForce } from './month.ts';

const at = new Month();
const finance = () => at.hospital.actor('finance');
const read = async (month = '2020-03') => specialTreatmentSchema.parse(await readMonth(at.context, month));

const make = (month: string) =>
  makePackage(at.context, finance(), {
    month,
    reason: '先报',
    secondPerson: { login: 'cashier_lead', password: testPassword },
  });

const here = { region: '210781' };
const stomach = { diagnoses: [{ code: 'C16.2', name: '胃体癌' }] };
const lung = {
  diagnoses: [
    { code: 'I10', name: '高血压' },
    { code: 'C34.9', name: '肺癌' },
  ],
};
const cost = { inScope: 10_000, ownExpense: 0, overLimit: 0, preSelfPay: 0 };

const only = (category: 'orphan' | 'special_hardship') => ({
  ...here,
  eligibilities: [{ category, beginsOn: '2019-01-01', endsOn: null }] as const,
});

describe('the monthly table of special treatment', () => {
  it('has a row for each disease of the list, and who was treated: by ICD-10 code and by eligibility', async () => {
    putJinzhouIntoForce(at.hospital);
    at.treat({ person: here, stay: stomach, cost });
    at.treat({ person: only('special_hardship'), stay: lung, cost });
    // No patient of the programme, and no disease of it.
    at.treat({ person: only('orphan'), stay: stomach, cost });
    at.treat({ person: here, cost });
    const { table, total, register, withoutCodes, ...asked } = await read();
    expect(asked).toMatchObject({
      span: { from: '2020-02-25', until: '2020-03-25' },
      dueOn: '2020-03-25',
      sentTo: '市卫生健康委医政科',
      source: '锦卫发〔2019〕61号 三（四）',
    });
    // The 21 of the document, and the four endemic diseases of the province.
    expect(table).toHaveLength(25);
    expect(withoutCodes).toHaveLength(23);
    const treated = table.filter(({ count }) => count > 0);
    expect(treated.map(({ disease, peopleCount, count }) => [disease, peopleCount, count])).toEqual([
      ['胃癌', 1, 1],
      ['肺癌', 1, 1],
    ]);
    expect(total).toMatchObject({ peopleCount: 2, count: 2, inCountyCount: 2, totalFen: 2_000_000 });
    const { basicFen, criticalIllnessFen, assistanceFen, otherFen, personalFen } = total;
    expect(basicFen + criticalIllnessFen + assistanceFen + otherFen + personalFen).toBe(2_000_000);
    expect(register.map(({ disease, diagnosis }) => [disease, diagnosis])).toEqual([
      ['胃癌', 'C16 胃体癌'],
      ['肺癌', 'I10 高血压'],
    ]);
    expect(register[0]!.maskedIdNumber).toMatch(/\*/);
  });

  it('takes the day on which it is due into the next month, and counts what was taken back', async () => {
    putJinzhouIntoForce(at.hospital);
    at.on('2020-03-24');
    const { settlementId, personId } = at.treat({ person: here, stay: stomach, cost });
    at.on('2020-03-25');
    at.treatAgain(personId, { stay: stomach, cost });
    expect((await read()).total).toMatchObject({ peopleCount: 1, count: 1 });
    expect((await read('2020-04')).total).toMatchObject({ peopleCount: 1, count: 1 });
    const last = (await read('2020-04')).register[0]!;
    await at.reverse(last.settlementId);
    await at.reverse(settlementId);
    const { total, register } = await read('2020-04');
    expect([total.peopleCount, total.count, total.totalFen]).toEqual([0, -1, -1_000_000]);
    expect(register.map(({ isReversal }) => isReversal)).toEqual([false, true, true]);
  });

  it('is the calendar month, and nothing is due, where no policy asks for it', async () => {
    const { span, dueOn } = await read();
    expect([span, dueOn]).toEqual([{ from: '2020-03-01', until: '2020-04-01' }, null]);
    expect(dueTable(at.context)).toBeNull();
    expect(await refusalCode(() => make('2020-03'))).toBe('report_without_cases');
  });
});

describe('a report that was made', () => {
  it('says the same for ever, on table and register', async () => {
    putJinzhouIntoForce(at.hospital);
    at.treat({ person: here, stay: stomach, cost });
    const { reportId, number } = await make('2020-03');
    expect(number).toBe('BB20200310-0001');
    at.treat({ person: here, stay: stomach, cost });
    const table = specialTreatmentTableContent(at.context, reportId);
    expect(table.content.total.count).toBe(1);
    expect(table.title).toBe('农村贫困人口大病专项救治情况统计月报表 2020年3月');
    expect(specialTreatmentRegisterContent(at.context, reportId).content.register).toHaveLength(1);
    expect(madeTable(at.context, '2020-03', await read())).toMatchObject({ number, isSame: false });
    const again = await make('2020-03');
    expect(madeTable(at.context, '2020-03', await read())).toMatchObject({
      number: again.number,
      isSame: true,
      sending: null,
    });
    expect(() => at.context.database.exec("UPDATE report_made SET content = '{}'")).toThrow('append_only');
  });

  it('of a period has the figures that stood there', async () => {
    at.treat();
    const { reportId } = await makeStatistics(at.context, finance(), march);
    at.treat();
    expect(reportContent(at.context, reportId).content.total.count).toBe(1);
  });
});

describe('the reminder', () => {
  it('comes ten days ahead, stays when it is late, and goes when the table was sent', async () => {
    putJinzhouIntoForce(at.hospital);
    at.on('2020-03-14');
    expect(dueTable(at.context)).toMatchObject({ month: '2020-02', isLate: true });
    at.on('2020-02-14');
    expect(dueTable(at.context)).toMatchObject({ month: '2020-01', isLate: true });
    for (const month of ['2020-01', '2020-02']) await send(month, '2020-02-14');
    expect(dueTable(at.context)).toBeNull();
    at.on('2020-03-15');
    expect(dueTable(at.context)).toMatchObject({ month: '2020-03', dueOn: '2020-03-25', isLate: false });
    expect(dueTable(at.context)!.sentence).toBe(
      '2020-03 专项救治月报还没有办理上报包，请于 2020-03-25 前报市卫生健康委医政科。',
    );
    const { reportId } = await make('2020-03');
    expect(dueTable(at.context)!.sentence).toContain('已办理上报包，还没有登记上报');
    at.on('2020-03-26');
    expect(dueTable(at.context)).toMatchObject({ isLate: true });
    recordSending(at.context, finance(), { reportId, sentOn: day('2020-03-25'), way: '系统' });
    expect(dueTable(at.context)).toBeNull();
    expect(madeTable(at.context, '2020-03', await read())!.sending).toMatchObject({
      sentOn: '2020-03-25',
      way: '系统',
    });
  });

  it('is not sent twice, nor before its day, nor what nobody made', async () => {
    putJinzhouIntoForce(at.hospital);
    const { reportId } = await make('2020-03');
    const record = (sentOn: string, id = reportId) =>
      recordSending(at.context, finance(), { reportId: id, sentOn: day(sentOn), way: '系统' });
    expect(await refusalCode(() => record('2020-03-11'))).toBe('report_sent_in_future');
    expect(await refusalCode(() => record('2020-03-10', at.context.newId()))).toBe('report_unknown');
    record('2020-03-10');
    expect(await refusalCode(() => record('2020-03-10'))).toBe('report_sent_already');
    const statistics = await makeStatistics(at.context, finance(), march);
    expect(await refusalCode(() => record('2020-03-10', statistics.reportId))).toBe('report_unknown');
  });
});

async function send(month: string, sentOn: string): Promise<void> {
  const { reportId } = await make(month);
  recordSending(at.context, finance(), { reportId, sentOn: day(sentOn), way: '系统' });
}
