import { decodeQR } from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { renderDocument } from '../../../renderer/documents/render.tsx';
import { slipKind } from '../../../shared/contract/documents/slip.ts';
import { formatYuan, negateFen } from '../../../shared/money/fen.ts';
import { layersOf, negatedCost, suixianRecord } from '../records.ts';
import { suixianSlip } from './suixian-slip.ts';

/** What a reader sees: the text between the tags, entities resolved. */
function textOf(html: string): string {
  const body = html.slice(html.indexOf('<body'));
  return body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

/** Reads the drawn squares as a camera would see them. */
function qrTextOf(html: string): string {
  const size = Number(/class="qr" viewBox="0 0 (\d+) /.exec(html)?.[1]);
  const dots = 4;
  const width = size * dots;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y] of html.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dot = 0; dot < dots * dots; dot += 1) {
      const row = Number(y) * dots + Math.floor(dot / dots);
      data.fill(
        0,
        (row * width + Number(x) * dots + (dot % dots)) * 4,
        (row * width + Number(x) * dots + (dot % dots)) * 4 + 3,
      );
    }
  }
  return decodeQR({ width, height: width, data });
}

const sheets = slipKind.papers.filter((paper) => paper !== 'roll');

describe.each(sheets)('the slip on %s', (paper) => {
  it('holds every amount of the settlement and of the year before it', () => {
    const slip = suixianSlip({ entry: { paper } });
    const text = textOf(renderDocument(slip));
    const { settlement, before, costByClass } = slip.content;
    const amounts = [
      ...Object.values(settlement.cost),
      ...settlement.layers.flatMap(({ baseFen, payFen }) => [baseFen, payFen]),
      settlement.personalFen,
      settlement.deductibleFen,
      before.personalFen,
      before.criticalIllnessBurdenFen,
      before.deductibleFen,
      ...Object.values(before.paidFen),
      ...costByClass.map(({ totalFen }) => totalFen),
    ];
    for (const amount of amounts) expect(text).toContain(formatYuan(amount));
  });

  it('names everybody and everything of the head, the person and the stay', () => {
    const text = textOf(renderDocument(suixianSlip({ entry: { paper } })));
    for (const words of [
      '湖北省随县城乡居民医疗费用“一站式”结算单',
      '随县人民医院（二级）',
      '3号窗',
      '张敏',
      '2020-03-10 14:05',
      '王秀英',
      '4299** ******** **4X',
      '建档立卡',
      '138****5678',
      'ZY20200221003',
      '脑梗死（I63.9）',
      '三·二定',
      '三·四定',
      'YZT-20200310-0007',
    ]) {
      expect(text.replaceAll(/\s+/g, ' ')).toContain(words);
    }
  });

  it('writes each payer and the patient in capital digits', () => {
    const text = textOf(renderDocument(suixianSlip({ entry: { paper } })));
    for (const capital of ['肆万叁仟贰佰元整', '叁仟柒佰柒拾元整', '捌仟零叁拾元整', '伍仟元整']) {
      expect(text).toContain(capital);
    }
  });

  it('names each payer in its sentences, but of many says where they stand', () => {
    const sentences = (count: number) => {
      const layers = layersOf(suixianRecord(), Array<number>(count).fill(100));
      return textOf(renderDocument(suixianSlip({ entry: { paper }, settlement: { layers } })));
    };
    expect(sentences(4)).toContain('第3支付方 1.00 元，第4支付方 1.00 元，由医院直接向各方结算');
    expect(sentences(5)).toContain('您不用付的有 5.00 元：上面列出的 5 方替您付，由医院直接向各方结算');
  });

  it('says in three sentences what it cost, who paid and what is left', () => {
    const text = textOf(renderDocument(suixianSlip({ entry: { paper } })));
    expect(text).toContain('这次住院一共花了 60,000.00 元。');
    expect(text).toContain('您不用付的有 55,000.00 元');
    expect(text).toContain('您自己付 5,000.00 元，已付清（现金 5,000.00 元）');
  });

  it('escapes every text that people wrote', () => {
    const markup = '<img src=x onerror="alert(1)">&</style><script>alert(2)</script>';
    const { person, stay } = suixianSlip().content;
    const slip = suixianSlip({
      entry: { paper, title: markup, number: markup.slice(0, 60) },
      head: { hospitalName: markup, windowName: markup },
      content: {
        person: Object.fromEntries(
          Object.entries(person).map(([name, value]) => [name, name === 'ageYears' ? value : markup]),
        ),
        stay: { ...stay, diagnoses: markup, department: markup, bed: markup, place: markup },
      },
      settlement: { recordedByName: markup, packTitle: markup, reason: markup },
    });
    const html = renderDocument(slip);
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(textOf(html)).toContain(markup);
  });

  it('loads nothing and runs nothing', () => {
    expect(renderDocument(suixianSlip({ entry: { paper } }))).not.toMatch(
      /<(script|link|iframe|object|img)|url\(|@import|https?:/,
    );
  });

  it('marks practice on the paper itself, and never a real slip', () => {
    expect(textOf(renderDocument(suixianSlip({ entry: { paper }, head: { practice: true } })))).toContain(
      '练习医院·非真实单据',
    );
    expect(textOf(renderDocument(suixianSlip({ entry: { paper } })))).not.toContain('练习');
  });

  it('numbers a reprint, and never the first print', () => {
    expect(
      textOf(renderDocument(suixianSlip({ entry: { paper, copyNumber: 3 } }))).replaceAll(' ', ''),
    ).toContain('补打第3次');
    expect(textOf(renderDocument(suixianSlip({ entry: { paper } })))).not.toContain('补打');
  });

  it('holds thirty layers, the largest amount and a name of sixty characters', () => {
    const name = '阿卜杜热西提·买买提江·'.repeat(6).slice(0, 60);
    const layers = layersOf(
      suixianRecord(),
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
    const cost = { ...suixianRecord().cost, totalFen: 900_000_000_000 };
    const { person } = suixianSlip().content;
    const text = textOf(
      renderDocument(
        suixianSlip({
          entry: { paper },
          content: { person: { ...person, name } },
          settlement: { layers, cost },
        }),
      ),
    );
    expect(text).toContain(name);
    expect(text).toContain('9,000,000,000.00');
    expect(text).toContain('第30支付方');
  });
});

describe('the slip on a roll', () => {
  const text = (changes: Parameters<typeof suixianSlip>[0] = {}) =>
    textOf(renderDocument(suixianSlip({ ...changes, entry: { ...changes.entry, paper: 'roll' } })));

  it('says first what the patient pays now, then who pays the rest, then the three sentences', () => {
    const words = text();
    const places = ['本次您需支付', '¥5,000.00', '伍仟元整', '43,200.00', '王秀英', '这次住院一共花了'].map(
      (each) => words.indexOf(each),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  it('holds twelve payers, the largest amount, a long name, the number of the copy and the check code', () => {
    const name = '阿卜杜热西提·买买提江·'.repeat(6).slice(0, 60);
    const layers = layersOf(suixianRecord(), Array(12).fill(100));
    const cost = { ...suixianRecord().cost, totalFen: 900_000_000_000 };
    const { person } = suixianSlip().content;
    const words = text({
      entry: { copyNumber: 2 },
      content: { person: { ...person, name } },
      settlement: { layers, cost },
    });
    for (const each of [name, '第12支付方', '9,000,000,000.00', '补打 第2次', '0123-4567-89AB-CDEF']) {
      expect(words.replaceAll(/\s+/g, ' ')).toContain(each);
    }
  });

  it('carries a QR code that reads as the check code', () => {
    const html = renderDocument(suixianSlip());
    expect(qrTextOf(html)).toBe(suixianSlip().content.checkCode.text);
  });
});

describe('the papers', () => {
  it('differ in the explanation, which only the large one has', () => {
    const sentence = '54,000.00 元在政策范围内，二级医院报销 80%。';
    expect(textOf(renderDocument(suixianSlip({ entry: { paper: 'A4' } })))).toContain(sentence);
    expect(textOf(renderDocument(suixianSlip({ entry: { paper: 'A5' } })))).not.toContain(sentence);
  });

  it('have their own width', () => {
    expect(renderDocument(suixianSlip({ entry: { paper: 'A4' } }))).toContain('width: 210mm');
    expect(renderDocument(suixianSlip({ entry: { paper: 'A5' } }))).toContain('width: 148mm');
  });
});

describe('the slip of a reversal', () => {
  it('says what goes back, in positive words and negative figures', () => {
    const { cost, layers } = suixianRecord();
    const slip = suixianSlip({
      entry: { title: '结算单（撤销）' },
      settlement: {
        kind: 'reversal',
        reason: '费用录入有误',
        personalFen: -500_000,
        payments: [],
        cost: negatedCost(cost),
        layers: layers.map((layer) => ({
          ...layer,
          payFen: negateFen(layer.payFen),
          baseFen: negateFen(layer.baseFen),
        })),
      },
    });
    const text = textOf(renderDocument(slip));
    expect(text).toContain('（撤销）');
    expect(text).toContain('应退患者');
    expect(text).toContain('原因：费用录入有误');
    expect(text).toContain('应退给您 5,000.00 元');
    expect(text).toContain('-43,200.00');
  });
});
