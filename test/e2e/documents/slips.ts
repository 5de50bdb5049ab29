import { slipKind } from '../../../shared/contract/documents/slip.ts';
import { costClassTitles } from '../../../shared/contract/stays.ts';
import { suixianSlip } from '../../renderer/documents/suixian-slip.ts';
import { layersOf, negatedCost, suixianRecord } from '../../renderer/records.ts';
import { negateFen } from '../../../shared/money/fen.ts';
import { caseOfPaper, type Page } from './case-of-paper.ts';

const { content, entry } = suixianSlip();
const titled = { title: entry.title };

/** Sixty characters, as the longest name that is allowed. */
export const longName = '阿卜杜热西提·买买提江·阿布都克里木·'.repeat(4).slice(0, 60);

/** Twelve payers with the longest titles, a stay with every class of cost, payments of every means, people with long names. */
const crowded = {
  ...content,
  person: {
    ...content.person,
    name: longName,
    address: '湖北省随县淮河镇龙泉村第十二村民小组新农村安置点三栋二单元四零一室',
    category: '建档立卡、低保、特困供养、重度残疾',
  },
  stay: {
    ...content.stay,
    department: '重症医学科（神经外科监护单元）',
    diagnoses:
      '脑梗死（I63.9）；2型糖尿病伴有周围循环并发症（E11.5）；高血压病3级（I10.x05）；慢性阻塞性肺疾病急性加重（J44.1）；终末期肾病（N18.0）',
  },
  before: {
    ...content.before,
    stays: 11,
    paidFen: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`layer_${index}`, 123_456_789])),
  },
  costByClass: Object.keys(costClassTitles).map((costClass) => ({ ...content.costByClass[1], costClass })),
  settlement: suixianRecord({
    cost: { ...suixianRecord().cost, totalFen: 900_000_000_000 },
    layers: layersOf(suixianRecord(), Array(12).fill(123_456_789)).map((layer, index) => ({
      ...layer,
      title: `城乡居民大病补充医疗保险第${index + 1}支付方`,
      clause: '附件二·三定',
    })),
    payments: [
      { means: 'cash', amountFen: 100_003, reference: null, handedInFen: 110_000, roundingFen: -3 },
      { means: 'bank', amountFen: 50_000, reference: '6222020200112233445566' },
      { means: 'mobile', amountFen: 50_000, reference: '4200002026202003101234567890' },
      { means: 'deferred', amountFen: 299_997, reference: null },
    ],
    instalments: [
      { dueOn: '2020-04-10', amountFen: 99_999 },
      { dueOn: '2020-05-10', amountFen: 99_999 },
      { dueOn: '2020-06-10', amountFen: 99_999 },
    ],
    signatory: {
      name: longName,
      maskedIdNumber: '4299** ******** **28',
      relation: '女儿',
      maskedPhone: '139****0001',
    },
    invoiceNumber: '42990120200310001234',
  }),
};

function reversal() {
  const { cost, layers } = suixianRecord();
  return {
    ...content,
    settlement: suixianRecord({
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
    }),
  };
}

/** Names whose characters few fonts have, or that are longer than most. */
const rare = {
  ...content,
  person: { ...content.person, name: '𠮷䶮·次仁旺堆', address: '㵐口镇𡒄上村' },
};

/** The slip on every paper, with much on it on every sheet, and in its special kinds. */
export const slips: readonly Page[] = [
  ...slipKind.papers.map((paper) => caseOfPaper('slip', paper, content, { entry: titled })),
  ...slipKind.papers.map((paper) =>
    caseOfPaper('slip', paper, crowded, {
      as: 'crowded',
      entry: { ...titled, copyNumber: 12 },
      head: { practice: true },
    }),
  ),
  caseOfPaper('slip', 'A5', reversal(), {
    as: 'reversal',
    entry: { title: `${entry.title}（撤销）`, number: 'YZT-20200310-0008' },
  }),
  caseOfPaper('slip', 'A5', rare, { as: 'rare-characters', entry: titled }),
];
