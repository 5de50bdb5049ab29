import { describe, expect, it } from 'vitest';
import { parseLocalDate } from '../../../shared/calendar/local-date.ts';
import { emptyYear } from '../../../shared/engine/claim.ts';
import { explain } from '../../../shared/engine/explain.ts';
import { negateSettlement } from '../../../shared/engine/reverse.ts';
import { settle } from '../../../shared/engine/settle.ts';
import { fen, zeroFen } from '../../../shared/money/fen.ts';
import { builtInPolicy } from '../policy/packs.ts';
import { claimOf, costOf, personOf } from './claims.ts';

const suixian = () => builtInPolicy('suixian-2020');
const claim = claimOf(costOf('60000', '3000', '500', '2500'));

describe('a settlement', () => {
  it('names its policy, its document and the state of the year after it', () => {
    const settlement = settle(suixian(), claim);
    expect(settlement).toMatchObject({
      policyId: 'suixian-2020',
      document: '随县卫发〔2020〕1号',
      staysCounted: 1,
    });
    expect(settlement.after).toEqual({
      criticalIllnessBurdenFen: 1_080_000,
      personalFen: 500_000,
      personalInScopeFen: 0,
      deductibleFen: 0,
      stays: 1,
      paidFen: { basic_insurance: 4_320_000, critical_illness: 377_000, supplementary: 803_000 },
    });
  });

  it('says which rule of each layer applied and what it leaves to the patient', () => {
    const { layers } = settle(suixian(), claim);
    expect(layers.map(({ layer, rule, leftFen, clause }) => [layer, rule, leftFen, clause])).toEqual([
      ['basic_insurance', 2, 1_680_000, '三·二定'],
      ['critical_illness', 1, 1_303_000, '三·三定'],
      ['medical_assistance', undefined, 1_303_000, ''],
      ['supplementary', 1, 500_000, '三·四定'],
    ]);
  });

  it('is explained in sentences with the document and the clause of every number', () => {
    const sentences = explain(settle(suixian(), claim)).map((layer) => layer.sentences);
    expect(sentences[0]).toEqual([
      '54,000.00 元在政策范围内。',
      '54,000.00 元由二级医院报销 80%，得 43,200.00 元，见随县卫发〔2020〕1号 三·二定。',
      '基本医疗保险支付 43,200.00 元，个人还负担 16,800.00 元。',
    ]);
    expect(sentences[1]).toContain(
      '5,000.00 元以上至 30,000.00 元的部分 5,800.00 元，支付 65%，见随县卫发〔2020〕1号 三·三定。',
    );
    expect(sentences[2]?.[0]).toBe('医疗救助未在本窗口结算，它本应承担的部分由补充医疗保险承担。');
    expect(sentences[3]).toContain(
      '个人负担（总费用口径）13,030.00 元，降到 5,000.00 元以内要付 8,030.00 元，见随县卫发〔2020〕1号 三·四定。',
    );
  });

  it('names inherited documents and what the county has set as such', () => {
    const jinzhou = builtInPolicy('jinzhou-2019', {
      basic_deductible: { 1: 100, 2: 300, 3: 500 },
      basic_ratio: { 1: '85%', 2: '75%', 3: '65%' },
      critical_illness_deductible: 1000,
    });
    const text = explain(settle(jinzhou, claimOf(costOf('10300'))))
      .flatMap((layer) => layer.sentences)
      .join('\n');
    expect(text).toContain(
      '起付线由 1,000.00 元 调整为 500.00 元，见《辽宁省健康扶贫2019年工作重点》二（四）。',
    );
    expect(text).toContain(
      '起付线 300.00 元，本次承担 300.00 元（县定：居民医保住院起付线，文件未写，由市医保局确认）。',
    );
  });

  it('does not change what it was given', () => {
    const frozen = Object.freeze({ ...emptyYear, paidFen: Object.freeze({ basic_insurance: fen(5) }) });
    settle(suixian(), Object.freeze(claim), frozen);
    expect(frozen.paidFen).toEqual({ basic_insurance: 5 });
  });

  it('warns outside the dates that the document claims, and pays all the same', () => {
    const later = settle(suixian(), { ...claim, settledOn: parseLocalDate('2021-01-01')! });
    expect(later.warnings.map(({ code }) => code)).toEqual(['outside_effective_dates']);
    expect(later.personalFen).toBe(500_000);
    const lastDay = settle(suixian(), { ...claim, settledOn: parseLocalDate('2020-12-31')! });
    expect(lastDay.warnings).toEqual([]);
  });

  it('a pack may warn of over-protection and of too much outside the catalogue', () => {
    const liaoning = builtInPolicy('liaoning-2019', {
      basic_deductible: { 1: 0, 2: 0, 3: 0 },
      basic_ratio: { 1: '85%', 2: '80%', 3: '65%' },
      ceiling_paid_share: '79%',
      ceiling_exempt_until: '2019-06-30',
    });
    const codes = (day: string) =>
      settle(liaoning, claimOf(costOf('1000'), { settledOn: parseLocalDate(day)! })).warnings.map(
        ({ code }) => code,
      );
    expect(codes('2019-06-30')).not.toContain('above_ceiling');
    expect(codes('2019-07-01')).toContain('above_ceiling');
    const chongqing = builtInPolicy('chongqing-2019', {
      basic_deductible: { 1: 0, 2: 0, 3: 0 },
      basic_ratio: { 1: '80%', 2: '70%', 3: '50%' },
    });
    const outside = (own: string) =>
      settle(chongqing, claimOf(costOf('1000', own))).warnings.some(
        ({ code }) => code === 'out_of_catalogue_above_control',
      );
    expect([outside('100'), outside('100.01')]).toEqual([false, true]);
  });

  it('free items are paid by who pays for them, as far as they cost', () => {
    const chongqing = builtInPolicy('chongqing-2019', {
      basic_deductible: { 1: 0, 2: 0, 3: 0 },
      basic_ratio: { 1: '80%', 2: '70%', 3: '50%' },
    });
    const own = claimOf(costOf('1000', '300'), { itemListsFen: { first_line_tuberculosis: fen(12_000) } });
    const free = settle(chongqing, own).layers.at(-1)!;
    expect([free.layer, free.payFen]).toEqual(['free_tuberculosis_drugs', 12_000]);
  });

  it('free care does not stop at an option that nobody has set, and says so', () => {
    const person = { ...personOf('registered_poor', 'mental_disability'), diseases: ['F20.0'] };
    const settlement = settle(builtInPolicy('hongze-2019'), claimOf(costOf('9000', '300'), { person }));
    expect(settlement.personalFen).toBe(zeroFen);
    expect(settlement.warnings.filter(({ code }) => code === 'option_unset')).toHaveLength(3);
  });
});

describe('a reversal', () => {
  it('negates every stored amount and restores the year exactly', () => {
    const first = settle(suixian(), claim);
    const second = settle(suixian(), claimOf(costOf('20000')), first.after);
    const reversal = negateSettlement(second);
    expect(reversal.cost.totalFen).toBe(-2_000_000);
    expect(reversal.layers.map(({ payFen }) => payFen)).toEqual([-1_600_000, -260_000, 0, -140_000]);
    expect(reversal.personalFen).toBe(0);
    expect(reversal.after).toEqual(first.after);
    expect(negateSettlement(first).after).toEqual(emptyYear);
  });
});
