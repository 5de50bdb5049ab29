import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { fen } from '../../../shared/money/fen.ts';
import { changesBetween } from '../../../electron/service/outbox/changes.ts';
import { type RecordOf, uploadRecordSchema } from '../../../electron/service/outbox/record.ts';
import { titledParts } from '../../../electron/service/outbox/record-parts.ts';

const day = '2020-03-02' as LocalDate;
const head = {
  stayId: '01890a5d-ac96-774b-bcce-b302099a8059',
  person: {
    personId: '01890a5d-ac96-774b-bcce-b302099a8060',
    name: '欧阳建国',
    idNumber: '429913195603120019',
  },
  insurance: 'resident',
  insuredRegion: '429913',
};
const item: RecordOf<'fees'>['items'][number] = {
  line: 2,
  code: 'XY01',
  name: '头孢哌酮钠 1.5g',
  costClass: 'western_medicine',
  catalogueClass: 'B',
  price: '36.4',
  quantity: '2',
  amountFen: fen(7_280),
  ownExpenseFen: fen(0),
  overLimitFen: fen(0),
  preSelfPayFen: fen(728),
  inScopeFen: fen(6_552),
  chargedOn: day,
};
const fees = (items: RecordOf<'fees'>['items']): RecordOf<'fees'> => ({
  kind: 'fees',
  ...head,
  admittedOn: day,
  feeListId: '01890a5d-ac96-774b-bcce-b302099a8061',
  department: '神经内科',
  items,
});
const list = (amount: number): RecordOf<'settlement_list'> => ({
  kind: 'settlement_list',
  settlementId: '01890a5d-ac96-774b-bcce-b302099a8058',
  ...head,
  settledOn: day,
  dischargedOn: null,
  slipNumber: '20200302-0001',
  packHash: 'a'.repeat(64),
  cost: {
    totalFen: fen(amount),
    ownExpenseFen: fen(0),
    overLimitFen: fen(0),
    preSelfPayFen: fen(0),
    inScopeFen: fen(amount),
  },
  deductibleFen: fen(0),
  layers: [
    { layer: 'basic_insurance', kind: null, title: '基本医疗保险', baseFen: fen(amount), payFen: fen(1_000) },
  ],
  personalFen: fen(amount - 1_000),
  personalAccountFen: fen(0),
  admissionNumber: 'ZY1',
  department: '神经内科',
  admittedOn: day,
  phone: null,
  diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
  costByClass: [
    {
      costClass: 'bed',
      totalFen: fen(amount),
      classAFen: fen(amount),
      classBFen: fen(0),
      classCFen: fen(0),
      inScopeFen: fen(amount),
    },
  ],
});

describe('what differs between two records', () => {
  it('is said of a fee list in count, sum and the lines that differ', () => {
    const words = '2020-03-02 XY01 头孢哌酮钠 1.5g，西药，乙类，36.4×2＝72.80 元';
    const parts = '（政策范围内 65.52，先行自付 7.28，超限价 0.00，全自费 0.00）';
    const after = fees([item, { ...item, line: 3 }]);
    expect(changesBetween(JSON.stringify(fees([item])), after)).toEqual([
      { title: '费用明细', before: '1 行，共 72.80 元', after: '2 行，共 145.60 元' },
      { title: '费用明细第 3 行', before: null, after: words + parts },
    ]);
  });

  it('is said of a settlement list in the names and amounts of paper', () => {
    expect(changesBetween(JSON.stringify(list(5_000)), list(6_000))).toEqual([
      { title: '总费用', before: '50.00', after: '60.00' },
      { title: '政策范围内费用', before: '50.00', after: '60.00' },
      { title: '基本医疗保险', before: '支付 10.00 元（基数 50.00）', after: '支付 10.00 元（基数 60.00）' },
      { title: '个人负担', before: '40.00', after: '50.00' },
      {
        title: '床位费用',
        before: '50.00 元（甲类 50.00，乙类 0.00，丙类 0.00，政策范围内 50.00）',
        after: '60.00 元（甲类 60.00，乙类 0.00，丙类 0.00，政策范围内 60.00）',
      },
    ]);
  });

  it('has a title for every part that any record has', () => {
    const names = uploadRecordSchema.options.flatMap(({ shape }) => Object.keys(shape));
    const own = names.filter((name) => !['kind', 'person', 'cost', 'layers', 'costByClass'].includes(name));
    expect(own.filter((name) => !titledParts.has(name))).toEqual([]);
  });
});
