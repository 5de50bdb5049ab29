import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { madeTable } from '../../../electron/service/reports/made.ts';
import {
  specialTreatmentPatientsContent,
  specialTreatmentTableContent,
} from '../../../electron/service/reports/report-content.ts';
import { reportTable } from '../../../electron/service/reports/spreadsheets.ts';
import { examineStays } from '../../../electron/service/treatment/examine.ts';
import { gapsOf } from '../../../electron/service/treatment/gaps.ts';
import { listLines } from '../../../electron/service/treatment/lines.ts';
import { readMonth } from '../../../electron/service/treatment/month.ts';
import { makePackage } from '../../../electron/service/treatment/package.ts';
import { stepsOf } from '../../../electron/service/treatment/steps.ts';
import { writeDown } from '../../../electron/service/treatment/write-down.ts';
import { treatmentRequests } from '../../../shared/contract/treatment-requests.ts';
import { testPassword } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { Month, putJinzhouIntoForce } from '../reports/month.ts';

const at = new Month('2020-03-20T02:00:00.000Z');
const finance = () => at.hospital.actor('finance');
const secondPerson = { login: 'cashier_lead', password: testPassword };
const make = (month: string, reason: string | null = null, second = secondPerson) =>
  makePackage(at.context, finance(), { month, reason, secondPerson: second });
const month = async (name: string) => {
  const report = await readMonth(at.context, name);
  const gaps = gapsOf(at.context, report);
  const answer = { report, gaps, made: madeTable(at.context, name, report) };
  expect(treatmentRequests['treatment.month'].output.parse(answer)).toEqual(answer);
  return answer;
};
const lines = () => listLines(at.context, 'all', 100).lines;

function say(state: 'confirmed' | 'cured', lineId: string, happenedOn: string) {
  const afterStepId = stepsOf(at.context, lineId).at(-1)!.stepId;
  const said = { treatmentClass: null, hospitalName: '本院', words: '' };
  writeDown(at.context, finance(), { lineId, afterStepId, state, happenedOn: day(happenedOn), ...said });
}

const here = { region: '210781' };
const stomach = { diagnoses: [{ code: 'C16.2', name: '胃体癌' }] };
const cost = { inScope: 10_000, ownExpense: 0, overLimit: 0, preSelfPay: 0 };
const treat = () => at.treat({ person: here, stay: stomach, cost });
/** What the window does before it makes a package. */
const makeExamined = async (name: string) => {
  await examineStays(at.context);
  return make(name, '等核实');
};

describe('the package of a month', () => {
  it('says what is missing, wants a reason for it or has it closed, and bears both signatures', async () => {
    putJinzhouIntoForce(at.hospital);
    treat();
    expect((await month('2020-03')).gaps.map(({ code }) => code)).toEqual(['not_in_ledger', 'without_codes']);
    expect(await refusalCode(() => make('2020-03'))).toBe('package_incomplete');
    await examineStays(at.context);
    const { lineId } = lines()[0]!;
    expect((await month('2020-03')).gaps.map(({ code }) => code)).toEqual(['to_verify', 'without_codes']);
    say('confirmed', lineId, '2020-03-20');
    expect((await month('2020-03')).gaps.map(({ code }) => code)).toEqual([
      'outcome_missing',
      'without_codes',
    ]);
    say('cured', lineId, '2020-03-20');
    expect(await refusalCode(() => make('2020-03', null, { ...secondPerson, login: 'finance' }))).toBe(
      'second_person_is_same',
    );
    const { reportId, number } = await make('2020-03');
    const { made } = await month('2020-03');
    expect(made).toMatchObject({ number, isSame: true, reason: null, gaps: [{ code: 'without_codes' }] });
    const { content } = specialTreatmentPatientsContent(at.context, reportId);
    const { makerName, secondName } = content.signatures!;
    expect(makerName).toBe(finance().displayName);
    expect(secondName).not.toBe(makerName);
    expect(content.patients).toMatchObject([{ disease: '胃癌', state: 'cured' }]);
    expect(content.rate).toMatchObject({ treatedCount: 1, millionths: 1_000_000 });
  });

  it('shows next month what came too late for it, in no sum of that month', async () => {
    putJinzhouIntoForce(at.hospital);
    treat();
    const { reportId } = await makeExamined('2020-03');
    expect(specialTreatmentTableContent(at.context, reportId).content).toMatchObject({
      reason: '等核实',
      lateRegister: [],
      lateTotal: null,
      total: { count: 1 },
    });
    // The same month, after its package went out; and a state of the old month that was heard of in the new one.
    at.on('2020-03-23');
    const late = treat();
    at.on('2020-03-26');
    const next = treat();
    say('confirmed', lines().at(-1)!.lineId, '2020-03-21');
    const april = await month('2020-04');
    expect(april.report.register.map(({ settlementId }) => settlementId)).toEqual([next.settlementId]);
    expect(april.report.lateRegister.map(({ settlementId }) => settlementId)).toEqual([late.settlementId]);
    expect([april.report.total.count, april.report.lateTotal?.count]).toEqual([1, 1]);
    expect(
      april.report.lateSteps.map(({ state, happenedOn, recordedOn }) => [state, happenedOn, recordedOn]),
    ).toEqual([
      ['confirmed', '2020-03-21', '2020-03-26'],
      ['in_treatment', '2020-03-21', '2020-03-26'],
    ]);
    expect(april.gaps.map(({ code }) => code)).toContain('previous_not_sent');
    await makeExamined('2020-04');
    at.on('2020-04-26');
    const may = await month('2020-05');
    expect([may.report.lateRegister, may.report.lateSteps, may.report.register]).toEqual([[], [], []]);
  });

  it('leaves as the file that was signed, whatever was settled since', async () => {
    putJinzhouIntoForce(at.hospital);
    treat();
    const { reportId } = await makeExamined('2020-03');
    treat();
    const saved = { report: { what: 'special_treatment', reportId } as const, secondPerson };
    const { table } = await reportTable(at.context, finance(), saved);
    const { sheets } = await readXlsx(table);
    expect(sheets.map(({ name }) => name)).toEqual([
      '月报表',
      '救治台账',
      '救治对象名单',
      '补报的结算',
      '补报的救治情况',
    ]);
    // Head, one line, a blank one and the mark of who exported.
    expect(sheets[1]!.rows).toHaveLength(4);
    expect(sheets[2]!.rows[1]![8]).toBe('待核实');
  });
});
