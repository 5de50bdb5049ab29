import { controlFigures, reportDimensions } from '../../../shared/contract/reports.ts';
import { treatmentStates } from '../../../shared/contract/treatment.ts';
import { madeUpId } from '../../renderer/records.ts';
import { caseOfPaper, type Page } from './case-of-paper.ts';

const listed = [
  '食管癌',
  '胃癌',
  '结肠癌',
  '直肠癌',
  '终末期肾病',
  '儿童白血病',
  '儿童先天性心脏病',
  '肺癌',
  '肝癌',
  '乳腺癌',
  '宫颈癌',
  '急性心肌梗死',
  '白内障',
  '尘肺',
  '神经母细胞瘤',
  '儿童淋巴瘤',
  '骨肉瘤',
  '血友病',
  '地中海贫血',
  '唇腭裂',
  '尿道下裂',
  // The province's endemic diseases stand in the same table.
  '碘缺乏病',
  '地方性氟中毒',
  '克山病',
  '大骨节病',
];

const money = (times: number) => ({
  totalFen: 3_268_471 * times,
  inScopeFen: 2_941_003 * times,
  basicFen: 2_250_055 * times,
  criticalIllnessFen: 130_408 * times,
  assistanceFen: 507_012 * times,
  otherFen: 80_000 * times,
  personalFen: 300_996 * times,
});

const register = Array.from({ length: 29 }, (_, index) => ({
  settlementId: madeUpId(800 + index),
  slipNumber: `20190910-${String(index + 1).padStart(4, '0')}`,
  isReversal: index === 28,
  settledOn: '2019-09-10',
  businessDay: '2019-09-10',
  personId: madeUpId(1),
  personName: index === 3 ? '买买提·吐尔逊' : '欧阳建国',
  sex: '男',
  ageYears: 67,
  maskedIdNumber: '4299** ******** **4X',
  address: '测试镇测试村',
  eligibilities: index === 3 ? '建档立卡＋特困' : '建档立卡',
  disease: index % 2 === 0 ? '胃癌' : '儿童先天性心脏病',
  diagnosis: index % 2 === 0 ? 'C16 胃体癌' : 'Q21 室间隔缺损',
  admissionNumber: `ZY2609${String(index + 1).padStart(4, '0')}`,
  admittedOn: '2019-09-01',
  dischargedOn: '2019-09-09',
  place: '县域内',
  ...money(index === 28 ? -1 : 1),
}));

const row = (disease: string, times: number) => ({
  disease,
  peopleCount: times,
  count: times,
  inCountyCount: times,
  ...money(times),
});

const special = {
  month: '2019-09',
  span: { from: '2019-08-25', until: '2019-09-25' },
  dueOn: '2019-09-25',
  sentTo: '市卫生健康委医政科',
  source: '锦卫发〔2019〕61号 三（四）',
  withoutCodes: [],
  table: listed.map((disease, index) => row(disease, index === 1 ? 13 : index === 6 ? 14 : 0)),
  total: row('合计', 27),
  register,
  lateRegister: register.slice(0, 2).map((one, index) => ({
    ...one,
    settlementId: madeUpId(850 + index),
    slipNumber: `20190824-000${index + 1}`,
  })),
  lateTotal: row('补报以前', 2),
  lateSteps: [
    {
      personName: '欧阳建国',
      maskedIdNumber: '4299** ******** **4X',
      disease: '胃癌',
      state: 'referred',
      happenedOn: '2019-08-20',
      recordedOn: '2019-09-02',
      words: '经市级专家组会诊，转锦州市中心医院继续放疗',
    },
  ],
  patients: treatmentStates.map((state, index) => ({
    lineId: madeUpId(860 + index),
    personId: madeUpId(1),
    personName: index === 3 ? '买买提·吐尔逊' : '欧阳建国',
    sex: '男',
    ageYears: 67,
    maskedIdNumber: '4299** ******** **4X',
    address: '测试镇测试村',
    eligibilities: index === 3 ? '建档立卡＋特困' : '建档立卡',
    list: '大病专项救治 21 种',
    disease: index % 2 === 0 ? '胃癌' : '儿童先天性心脏病',
    state,
    treatmentClass: state === 'to_verify' ? null : 'inpatient',
    foundOn: '2019-08-02',
    confirmedOn: state === 'to_verify' ? null : '2019-08-05',
    admittedOn: index > 1 ? '2019-09-01' : null,
    dischargedOn: index > 1 ? '2019-09-09' : null,
    hospitalName: '随县人民医院',
    words: state === 'left' ? '已迁出本市' : '',
    awaitsOutcome: state === 'in_treatment',
  })),
  counts: {
    to_verify: 1,
    confirmed: 1,
    in_treatment: 1,
    cured: 1,
    chronic_management: 1,
    referred: 1,
    left: 1,
  },
  rate: {
    verifiedCount: 5,
    treatedCount: 4,
    millionths: 800_000,
    target: { millionths: 900_000, source: '渝卫发〔2019〕39号 二（二）2' },
    isMet: false,
  },
  signatures: { makerName: '李敏', secondName: '刘强', signedAt: '2019-09-24T06:00:00.000Z' },
  gaps: [
    {
      code: 'to_verify',
      count: 1,
      sentence: '1 例待核实，请到救治台账登记“已核实”或“已退出”。',
      needsReason: true,
    },
  ],
  reason: '乡镇卫生院还在核实，下月补报',
};

const sums = (times: number) => ({
  count: times,
  totalFen: 3_268_471 * times,
  ownExpenseFen: 150_000 * times,
  overLimitFen: 20_000 * times,
  preSelfPayFen: 157_468 * times,
  inScopeFen: 2_941_003 * times,
  inScopePaidFen: 2_887_475 * times,
  paidFen: 2_967_475 * times,
  personalFen: 300_996 * times,
});

const rowOf = (title: string, keyId: number, times: number) => ({ keyId, title, sums: sums(times) });

const titlesOf = {
  township: ['三里岗镇', '万和镇', '草店镇', '均川镇', '淮河镇'],
  eligibility: ['建档立卡', '低保', '特困', '建档立卡＋低保'],
  disease: Array.from({ length: 44 }, (_, index) => `I${index + 10} 主要诊断${index + 1}`),
  special: ['不是专项救治病种', '胃癌', '肺癌'],
  level: ['二级（县级医院）'],
  place: ['县域内', '经批准转诊', '急诊'],
  care: ['住院', '门诊慢特病'],
};

const tables = reportDimensions.map((dimension, place) => ({
  dimension,
  rows: titlesOf[dimension].map((title, index) => rowOf(title, place * 100 + index, 3)),
}));

const statistics = {
  period: { kind: 'quarter', year: 2020, number: 1 },
  title: '2020年第1季度',
  span: { from: '2020-01-01', until: '2020-04-01' },
  total: sums(132),
  tables: [
    ...tables,
    {
      dimension: 'payer',
      rows: [
        rowOf('基本医疗保险', 900, 132),
        rowOf('大病保险', 901, 12),
        { ...rowOf('患者个人', 0, 132), sums: { ...sums(132), paidFen: sums(132).personalFen } },
      ],
    },
  ],
  controls: controlFigures.map((figure, index) => ({
    figure,
    part: figure === 'above_yearly_cap' ? 2 : 52_013,
    whole: figure === 'above_yearly_cap' ? 118 : 1_000_000,
    millionths: 52_013,
    target:
      index === 1
        ? null
        : {
            value: figure === 'above_yearly_cap' ? 500_000 : 100_000,
            isAtMost: index !== 3,
            source: '渝卫发〔2019〕39号 二（五）2',
          },
    isMet: index === 1 ? null : index < 3,
  })),
  months: [],
};

const named = { number: 'BB20190924-0001', personId: null };

export const reportPapers: readonly Page[] = [
  caseOfPaper('special_treatment_table', 'A4_landscape', special, {
    entry: { ...named, title: '农村贫困人口大病专项救治情况统计月报表 2019年9月' },
  }),
  caseOfPaper('special_treatment_register', 'A4_landscape', special, {
    entry: { ...named, title: '农村贫困人口大病专项救治台账 2019年9月' },
  }),
  caseOfPaper('special_treatment_patients', 'A4_landscape', special, {
    entry: { ...named, title: '农村贫困人口大病专项救治对象名单 2019年9月' },
  }),
  caseOfPaper('report', 'A4_landscape', statistics, {
    entry: { ...named, title: '城乡居民医疗费用“一站式”结算统计表 2020年第1季度' },
  }),
];
