import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDocument } from '../../../electron/service/documents/prepare.ts';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import { renderDocument } from '../../../renderer/documents/render.tsx';
import type { PaperName } from '../../../shared/contract/documents/paper.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay, day } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { writeList } from './list.ts';

let hospital: TestHospital;
let stayId: string;
beforeEach(async () => {
  hospital = openTestHospital();
  stayId = addStay(hospital, addPerson(hospital), { admittedOn: '2020-03-01', dischargedOn: '2020-03-05' });
  const lines = [
    { code: 'A', name: '<b>头孢</b>', quantity: 2 },
    { code: 'A', name: '<b>头孢</b>', quantity: 1 },
    { code: 'B', name: '退光的药', quantity: 1 },
    { code: 'B', name: '退光的药', quantity: -1 },
    { code: 'C', name: '护理垫', catalogueClass: '丙' as const, price: 6, quantity: 5 },
    { code: 'A', name: '<b>头孢</b>', quantity: 1, on: '2020-03-03' },
  ];
  await importFees(hospital.context, hospital.actor('clerk'), stayId, writeList(hospital, '1.csv', lines));
});
afterEach(() => hospital.close());

const prepare = (on: string | null, paper: PaperName = 'A4') => {
  const kind = on === null ? ('fee_list' as const) : ('daily_fees' as const);
  const wanted = { kind, subjectId: stayId, day: on === null ? null : day(on), paper, reason: null };
  return prepareDocument(hospital.context, hospital.actor('clerk'), wanted);
};

describe('the lists for the patient', () => {
  it('of a day have each item once, what was given back whole left out, and the sums of day and stay', () => {
    const { content, entry } = prepare('2020-03-02');
    expect(content.items.map(({ name, quantity, amountFen }) => [name, quantity, amountFen])).toEqual([
      ['<b>头孢</b>', '3', 10_920],
      ['护理垫', '5', 3000],
    ]);
    expect(content.cost).toMatchObject({ totalFen: 13_920, ownExpenseFen: 3000 });
    expect(content.totalSoFarFen).toBe(13_920);
    expect(prepare('2020-03-03').content.totalSoFarFen).toBe(13_920 + 3640);
    expect(entry).toMatchObject({ title: '住院费用日清单（2020-03-02）', businessDay: '2020-03-02' });
  });

  it('of the stay have the same sums as the stay', () => {
    expect(prepare(null).content).toMatchObject({
      day: null,
      cost: { totalFen: 17_560 },
      totalSoFarFen: 17_560,
    });
  });

  it('of a day without fees are refused', async () => {
    expect(await refusalCode(() => prepare('2020-03-04'))).toBe('no_fees_on_day');
  });

  it.each(['A4', 'A5', 'roll'] as const)(
    'say on %s what was charged, with markup in names as text',
    (paper) => {
      const html = renderDocument(prepare('2020-03-02', paper));
      expect(html).toContain('&lt;b&gt;头孢');
      for (const text of ['护理垫', '139.20', '30.00', '入院至当日累计', '进入基金支付'])
        expect(html).toContain(text);
    },
  );
});
