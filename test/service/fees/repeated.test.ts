import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import type { RepeatedLines } from '../../../shared/contract/stays.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay } from '../harness/patient.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';
import { type TestLine, writeList } from './list.ts';

let hospital: TestHospital;
let stayId: string;
beforeEach(() => {
  hospital = openTestHospital();
  stayId = addStay(hospital, addPerson(hospital), { admittedOn: '2020-03-01', dischargedOn: '2020-03-05' });
});
afterEach(() => hospital.close());

const load = (name: string, lines: readonly TestLine[], repeated?: RepeatedLines) =>
  importFees(hospital.context, hospital.actor('clerk'), stayId, writeList(hospital, name, lines), repeated);
const totalFen = () => readStay(hospital.context, stayId).cost.totalFen;
const dayOf = (day: number, codes: readonly string[]): TestLine[] =>
  codes.map((code) => ({ code, price: 10, on: `2020-03-0${day}` }));

describe('the fees of a stay', () => {
  it('add up day by day, and two equal charges of one day in one file are two charges', async () => {
    await load('1日.csv', [...dayOf(1, ['A', 'B']), ...dayOf(1, ['A'])]);
    await load('2日.csv', dayOf(2, ['A', 'B']));
    expect(totalFen()).toBe(5000);
  });

  it('are recognised in another file with the same lines, however its numbers are written', async () => {
    await load('1日.csv', dayOf(1, ['A', 'B']));
    const again = await refusalOf(() => load('1日（重导）.csv', dayOf(1, ['B', 'A'])));
    expect(again.code).toBe('fee_lines_already_loaded');
    expect(again.problems).toMatchObject([{ line: 2 }, { line: 3 }]);
    expect(again.problems?.[0]?.sentence).toContain('已在“1日.csv”里');
    expect(totalFen()).toBe(2000);
  });

  it('of a file that holds some of them are named, and only the rest is added where a person says so', async () => {
    await load('截断.csv', dayOf(1, ['A', 'B']));
    const whole = [...dayOf(1, ['A', 'B', 'C']), ...dayOf(2, ['A'])];
    const refusal = await refusalOf(() => load('整份.csv', whole));
    expect(refusal.code).toBe('fee_lines_partly_loaded');
    expect(refusal.sentence).toMatch(/2 行与已导入的相同，另有 2 行是新的/);
    expect(totalFen()).toBe(2000);
    const stay = await load('整份.csv', whole, 'leave_out');
    expect(stay.cost.totalFen).toBe(4000);
    expect(stay.feeLists.at(-1)).toMatchObject({ itemCount: 2, statedTotalFen: null });
  });

  it('that were really charged again are taken where a person says so', async () => {
    await load('上午.csv', dayOf(1, ['A']));
    const afternoon = dayOf(1, ['B', 'A']);
    expect(await refusalCode(() => load('下午.csv', afternoon))).toBe('fee_lines_partly_loaded');
    expect((await load('下午.csv', afternoon, 'keep')).cost.totalFen).toBe(3000);
  });

  it('are told apart by the numbers of the hospital’s own system', async () => {
    const [line] = dayOf(1, ['A']);
    await load('上午.csv', [{ ...line, serial: 'S1' }]);
    await load('下午.csv', [{ ...line, serial: 'S2' }]);
    expect(totalFen()).toBe(2000);
    expect(
      await refusalCode(() =>
        load('又来.csv', [
          { ...line, serial: 'S2' },
          { ...line, serial: 'S1' },
        ]),
      ),
    ).toBe('fee_lines_already_loaded');
    expect(await refusalCode(() => load('改过.csv', [{ ...line, price: 11, serial: 'S1' }]))).toBe(
      'fee_line_changed',
    );
    expect(
      await refusalCode(() =>
        load('两次.csv', [
          { ...line, serial: 'S3' },
          { ...line, serial: 'S3' },
        ]),
      ),
    ).toBe('fee_serial_doubled');
  });

  it('that are known by their number are not found a second time by what they say', async () => {
    const [line] = dayOf(1, ['A']);
    await load('上午.csv', [{ ...line, serial: 'S1' }]);
    const stay = await load('全天.csv', [{ ...line, serial: 'S1' }, line!], 'leave_out');
    expect(stay.cost.totalFen).toBe(2000);
  });

  it('of another stay are refused, by the file’s name and by its lines', async () => {
    const other = readStay(hospital.context, addStay(hospital, addPerson(hospital)));
    const byName = await refusalOf(() => load(`${other.admissionNumber}-1.csv`, dayOf(1, ['A'])));
    expect(byName).toMatchObject({ code: 'fee_file_of_another_stay' });
    expect(byName.sentence).toContain(other.admissionNumber);
    const lines = dayOf(1, ['A', 'B']).map((line) => ({ ...line, admissionNumber: other.admissionNumber }));
    expect(await refusalCode(() => load('费用.csv', lines))).toBe('fee_file_of_another_stay');
    const { admissionNumber } = readStay(hospital.context, stayId);
    const own = dayOf(1, ['A']).map((line) => ({ ...line, admissionNumber }));
    expect((await load(`${admissionNumber}-1.csv`, own)).cost.totalFen).toBe(1000);
  });
});
