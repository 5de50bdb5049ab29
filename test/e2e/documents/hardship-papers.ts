import { documentKinds } from '../../../shared/contract/documents/document.ts';
import { madeUpId } from '../../renderer/records.ts';
import { caseOfPaper, type Page } from './case-of-paper.ts';
import { longName } from './slips.ts';

const payers = [
  { layer: 'basic_insurance', title: '基本医疗保险', amountFen: 4_320_000 },
  { layer: 'critical_illness', title: '大病保险', amountFen: 377_000 },
  { layer: 'medical_assistance', title: '医疗救助', amountFen: 490_000 },
];

const application = {
  kind: 'temporary_relief',
  addressee: '淮河镇人民政府',
  reason: '家中两人患病，没有劳动力',
  appliedOn: '2020-03-10',
  person: {
    name: '王秀英',
    sex: '女',
    ageYears: 61,
    category: '建档立卡、低保',
    region: '429913',
    address: '淮河镇龙泉村',
    // Of nobody: area 429913 does not exist.
    idNumber: '429913195808010024',
    phone: '13812345678',
  },
  stay: {
    admissionNumber: 'ZY20200221003',
    department: '神经内科',
    bed: '12床',
    admittedOn: '2020-02-21',
    dischargedOn: '2020-03-09',
    days: 17,
    diagnoses: '脑梗死（I63.9）；高血压3级（I10.x05）',
    visitType: '住院',
    place: '县域内就诊',
  },
  settlement: {
    slipNumber: '20200310-0007',
    settledOn: '2020-03-10',
    totalFen: 6_000_000,
    payers: payers.map(({ title, amountFen }) => ({ title, amountFen })),
    personalFen: 813_000,
    personalCapital: '捌仟壹佰叁拾元整',
  },
  year: {
    year: 2020,
    totalFen: 7_240_000,
    payers: [...payers, { layer: 'charity', title: '慈善救助', amountFen: 50_000 }],
    personalFen: 2_003_000,
    owedFen: 313_000,
  },
};

const topUp = {
  topUpId: madeUpId(810),
  number: 'BZ20200418-0001',
  settlementId: madeUpId(811),
  slipNumber: '20200310-0007',
  settledOn: '2020-03-10',
  personId: madeUpId(1),
  personName: '王秀英',
  maskedIdNumber: '4299** ******** **24',
  applicationId: madeUpId(812),
  payer: 'temporary_relief',
  title: '临时救助',
  clause: '三（三）',
  amountFen: 400_000,
  fromDebtFen: 313_000,
  refundFen: 87_000,
  approvalNumber: '淮临救〔2020〕12号',
  approvedOn: '2020-04-16',
  approver: '淮河镇人民政府',
  businessDay: '2020-04-18',
  recordedAt: '2020-04-18T02:00:00.000Z',
  recordedByName: '张敏',
  document: '锦卫发〔2019〕61号',
  amountCapital: '肆仟元整',
  personalFen: 813_000,
  earlierFen: 50_000,
  stillBorneFen: 363_000,
};

/** Applications for help, and the slips of what came of them. */
export const hardshipPapers: readonly Page[] = [
  caseOfPaper('hardship_application', 'A4', application, {
    entry: { title: '临时救助申请表', number: 'SQ20200310-0001' },
  }),
  caseOfPaper(
    'hardship_application',
    'A4',
    { ...application, kind: 'subsistence_allowance', person: { ...application.person, name: longName } },
    {
      as: 'long-name',
      entry: { title: '低保申请表', number: 'SQ20200310-0002', copyNumber: 1, reason: '卡纸' },
      head: { practice: true },
    },
  ),
  ...documentKinds.top_up_slip.papers.map((paper) =>
    caseOfPaper('top_up_slip', paper, topUp, {
      entry: { title: '城乡居民医疗费用“一站式”结算后补助单', number: topUp.number },
    }),
  ),
];
