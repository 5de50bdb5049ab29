import { describe, expect, it } from 'vitest';
import { explain, explainLayer } from '../../../shared/engine/explain.ts';
import type { LayerResult, Step } from '../../../shared/engine/settlement.ts';
import { fen } from '../../../shared/money/fen.ts';

const document = '试〔2020〕1号';

function layerOf(layer: string, ...steps: Step[]): LayerResult {
  return {
    layer,
    title: '某层',
    kind: undefined,
    baseFen: fen(0),
    payFen: fen(1_234_56),
    rule: 1,
    leftFen: fen(7_00),
    clause: '一',
    steps,
  };
}

/** The sentence of one step. */
const told = (step: Step, layer = 'assistance') =>
  explainLayer(layerOf(layer, step), document, '二级医院')[0];

const clause = '二（三）';

describe('an explanation', () => {
  it('tells each step in turn and ends with what is paid and what is left', () => {
    const steps: Step[] = [
      { kind: 'base', of: 'in_scope', amountFen: fen(100) },
      { kind: 'flat', amountFen: fen(1_234_56), clause },
    ];
    expect(explainLayer(layerOf('relief', ...steps), document, '一级医院')).toEqual([
      '1.00 元在政策范围内。',
      '定额 1,234.56 元，见试〔2020〕1号 二（三）。',
      '某层支付 1,234.56 元，个人还负担 7.00 元。',
    ]);
  });

  it.each([
    [1, '一级医院'],
    [2, '二级医院'],
    [3, '三级医院'],
  ] as const)('names the hospital of level %i where basic insurance pays by level', (level, title) => {
    const ratio: Step = {
      kind: 'ratio',
      baseFen: fen(200),
      ratioMillionths: 800_000,
      amountFen: fen(160),
      clause: '',
    };
    const settlement = {
      document,
      hospital: { level, countyLevel: false },
      layers: [layerOf('basic_insurance', ratio), layerOf('assistance', ratio)],
    };
    const [basic, assistance] = explain(settlement);
    expect([basic?.layer, basic?.title]).toEqual(['basic_insurance', '某层']);
    expect(basic?.sentences[0]).toBe(`2.00 元由${title}报销 80%，得 1.60 元。`);
    expect(assistance?.sentences[0]).toBe('2.00 元由支付 80%，得 1.60 元。');
  });
});

describe('what the layer speaks of', () => {
  it.each([
    ['total', '5.00 元是总费用。'],
    ['in_scope', '5.00 元在政策范围内。'],
    ['remaining', '5.00 元由个人负担。'],
    ['in_scope_rest', '5.00 元在政策范围内由个人负担。'],
    ['out_of_catalogue', '5.00 元在目录外。'],
    ['out_of_scope', '5.00 元在政策范围外。'],
    ['items', '5.00 元属于规定的项目。'],
  ])('%s', (of, sentence) => {
    expect(told({ kind: 'base', of, amountFen: fen(500) })).toBe(sentence);
  });

  it('and what does not enter it', () => {
    const left = (what: 'deductible' | 'reduction') =>
      told({ kind: 'left_out', what, amountFen: fen(500), clause });
    expect(left('deductible')).toBe('其中起付线 5.00 元不计入本层，见试〔2020〕1号 二（三）。');
    expect(left('reduction')).toBe('其中因就医方式少付的 5.00 元不计入本层，见试〔2020〕1号 二（三）。');
  });
});

describe('how the amount came about', () => {
  it.each([
    ['deductible', '起付线由 300.00 元 调整为 150.00 元'],
    ['ratio', '支付比例由 300.00 元 调整为 150.00 元'],
    ['limit', '限额由 300.00 元 调整为 150.00 元'],
    ['result', '支付结果由 300.00 元 调整为 150.00 元'],
  ] as const)('a preference on the %s', (what, sentence) => {
    expect(told({ kind: 'tilt', what, from: '300.00 元', to: '150.00 元', clause })).toBe(
      `${sentence}，见试〔2020〕1号 二（三）。`,
    );
  });

  it('the deductible and what of it this stay bears', () => {
    expect(told({ kind: 'deductible', amountFen: fen(300_00), borneFen: fen(120_00), clause: '' })).toBe(
      '起付线 300.00 元，本次承担 120.00 元。',
    );
  });

  it('a band with and without an upper end', () => {
    const band = { kind: 'band', aboveFen: fen(5_000_00), insideFen: fen(10_00), clause: '' } as const;
    expect(told({ ...band, upToFen: fen(30_000_00), ratioMillionths: 650_000 })).toBe(
      '5,000.00 元以上至 30,000.00 元的部分 10.00 元，支付 65%。',
    );
    expect(told({ ...band, upToFen: undefined, ratioMillionths: 800_000 })).toBe(
      '5,000.00 元以上的部分 10.00 元，支付 80%。',
    );
  });

  it('the sums of the year before and after the stay', () => {
    const year = { beforeFen: fen(100), afterFen: fen(300), dueBeforeFen: fen(50), dueAfterFen: fen(150) };
    expect(told({ kind: 'cumulative', ...year })).toBe(
      '本年累计由 1.00 元到 3.00 元，累计应付由 0.50 元到 1.50 元。',
    );
  });

  it('a guaranteed share and a cap of the patient’s part, each with its base', () => {
    const share = (of: string) =>
      told({
        kind: 'guarantee',
        of,
        ratioMillionths: 900_000,
        baseFen: fen(1000),
        paidBeforeFen: fen(700),
        amountFen: fen(200),
        clause: '',
      });
    expect(share('total')).toBe('已付 7.00 元，要达到总费用 10.00 元的 90%，还差 2.00 元。');
    expect(share('in_scope')).toBe('已付 7.00 元，要达到政策范围内费用 10.00 元的 90%，还差 2.00 元。');
    const cap = (of: string) =>
      told({
        kind: 'patient_cap',
        of,
        capFen: fen(500_000),
        patientBeforeFen: fen(600_000),
        amountFen: fen(100_000),
        clause: '',
      });
    expect(cap('total')).toBe('个人负担（总费用口径）6,000.00 元，降到 5,000.00 元以内要付 1,000.00 元。');
    expect(cap('in_scope')).toBe(
      '个人负担（政策范围内费用口径）6,000.00 元，降到 5,000.00 元以内要付 1,000.00 元。',
    );
  });

  it.each<[Step, string]>([
    [
      { kind: 'limit', limitFen: fen(100_00), usedBeforeFen: fen(90_00), cutFen: fen(5_00), clause: '' },
      '限额 100.00 元，此前已付 90.00 元，超出的 5.00 元不付。',
    ],
    [{ kind: 'approved', amountFen: fen(100), clause: '' }, '经批准支付 1.00 元。'],
    [{ kind: 'flat', amountFen: fen(100), clause: '' }, '定额 1.00 元。'],
    [{ kind: 'free', amountFen: fen(100), clause: '' }, '免费救治，承担其余 1.00 元。'],
    [
      { kind: 'cut_to_rest', availableFen: fen(100), cutFen: fen(20) },
      '个人只剩 1.00 元，多出的 0.20 元不付。',
    ],
    [{ kind: 'not_applied', reason: '没有参保', clause: '' }, '没有参保。'],
    [{ kind: 'counted_as', category: 'orphan' }, '按“孤儿”计算。'],
    [{ kind: 'rounded', unitFen: 1, mode: 'truncate' }, '结果舍去分以下。'],
    [{ kind: 'rounded', unitFen: 10, mode: 'half_up' }, '结果四舍五入到角。'],
    [{ kind: 'rounded', unitFen: 10, mode: 'truncate' }, '结果舍去角以下。'],
    [{ kind: 'rounded', unitFen: 100, mode: 'half_up' }, '结果四舍五入到元。'],
  ])('%o', (step, sentence) => {
    expect(told(step)).toBe(sentence);
  });
});

describe('the source of a number', () => {
  const from = (clause: string) => told({ kind: 'flat', amountFen: fen(100), clause });

  it('is the pack’s document and its clause', () => {
    expect(from('三·二定')).toBe('定额 1.00 元，见试〔2020〕1号 三·二定。');
  });

  it('is the document that an inherited clause names', () => {
    expect(from('《上级文件》二')).toBe('定额 1.00 元，见《上级文件》二。');
  });

  it('is what the county has set', () => {
    expect(from('县定：由县里确认')).toBe('定额 1.00 元（县定：由县里确认）。');
  });
});
