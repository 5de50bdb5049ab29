import { suixianSlip } from '../../renderer/documents/suixian-slip.ts';
import { layersOf, suixianRecord } from '../../renderer/records.ts';
import { caseOfPaper, type Page } from './case-of-paper.ts';
import { longName } from './slips.ts';

/* Slips of visits to the outpatient clinic, and of a stay that is free of charge. */

const { content, entry } = suixianSlip();
const titled = { title: entry.title, number: 'YZT-20200310-0009' };
const cost = {
  totalFen: 37_740,
  ownExpenseFen: 0,
  overLimitFen: 0,
  preSelfPayFen: 1_624,
  inScopeFen: 36_116,
};
const [first, ...others] = layersOf(suixianRecord(), [21_670, 0, 12_296]);
const settlement = suixianRecord({
  slipNumber: titled.number,
  cost,
  deductibleFen: 0,
  layers: [
    {
      ...first,
      layer: 'outpatient_insurance',
      title: '基本医疗保险（门诊慢特病）',
      baseFen: 36_116,
      leftFen: 16_070,
      clause: '',
      steps: [{ kind: 'ratio', baseFen: 36_116, ratioMillionths: 600_000, amountFen: 21_670, clause: '' }],
      sentences: ['36,116.00 元在政策范围内，报销 60%。'],
    },
    ...others,
  ],
  personalFen: 3_774,
  personalCapital: '叁拾柒元柒角肆分',
  payments: [{ means: 'cash', amountFen: 3_774, reference: null }],
});

const limit = { layer: 'outpatient_insurance', title: '基本医疗保险（门诊慢特病）', clause: '' };
const visit = {
  disease: '2型糖尿病',
  qualifiedFrom: '2020-01-01',
  qualifiedTo: null,
  papers: '门诊慢特病认定表 RD2020-0017',
  deductible: { amountFen: 10_000, borneFen: 10_000 },
  limits: [
    { ...limit, per: 'month', limitFen: 30_000, usedFen: 21_670 },
    { ...limit, per: 'year', limitFen: 300_000, usedFen: 83_400 },
  ],
};
const ofVisit = {
  ...content,
  stay: {
    ...content.stay,
    admissionNumber: 'MZ20200310011',
    department: '内分泌门诊',
    bed: '',
    admittedOn: '2020-03-10',
    days: 1,
    diagnoses: '2型糖尿病（E11.9）',
    visitType: '门诊慢特病',
  },
  visit,
  settlement,
};
const crowded = {
  ...ofVisit,
  person: { ...content.person, name: longName, category: '建档立卡、低保、特困供养、重度残疾' },
  stay: { ...ofVisit.stay, department: '肾脏内科血液净化中心慢性肾脏病随访门诊' },
  visit: {
    ...visit,
    disease: '终末期肾病（血液透析、腹膜透析）伴肾性贫血和继发性甲状旁腺功能亢进',
    papers: '门诊特殊慢性病待遇认定表 RD20200000000000000017、市级专家组复审意见书 FS2020-0000000099',
  },
};

const [paying] = layersOf(suixianRecord(), [6_000_000]);
const free = {
  ...content,
  stay: { ...content.stay, department: '精神科', diagnoses: '精神分裂症（F20.9）' },
  settlement: suixianRecord({
    slipNumber: 'YZT-20200310-0010',
    packTitle: '洪泽区健康扶贫工程实施方案',
    layers: [
      {
        ...paying,
        layer: 'free_care',
        title: '免费救治',
        clause: '二（二）6',
        baseFen: 6_000_000,
        leftFen: 0,
        steps: [{ kind: 'free', amountFen: 6_000_000, clause: '二（二）6' }],
        sentences: ['免费项目 60,000.00 元，见二（二）6。'],
      },
    ],
    personalFen: 0,
    personalCapital: '零元整',
    payments: [],
  }),
};

const freeEntry = { ...titled, number: 'YZT-20200310-0010' };
export const visitSlips: readonly Page[] = [
  ...(['A5', 'A4', 'roll'] as const).map((paper) =>
    caseOfPaper('slip', paper, ofVisit, { as: 'visit', entry: titled }),
  ),
  caseOfPaper('slip', 'roll', crowded, { as: 'visit-crowded', entry: titled, head: { practice: true } }),
  caseOfPaper('slip', 'A5', crowded, { as: 'visit-crowded', entry: titled, head: { practice: true } }),
  caseOfPaper('slip', 'A5', free, { as: 'free', entry: freeEntry }),
  caseOfPaper('slip', 'roll', free, { as: 'free', entry: freeEntry }),
];
