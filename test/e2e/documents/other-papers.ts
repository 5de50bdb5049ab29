import { renderKeyPaper, renderTestPage } from '../../../renderer/documents/render.tsx';
import { documentKinds } from '../../../shared/contract/documents/document.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { recoveryKeyRows } from '../../../shared/recovery-key/recovery-key.ts';
import { madeUpId } from '../../renderer/records.ts';
import { caseOfPaper, type Page } from './case-of-paper.ts';
import { claimLists } from './claim-lists.ts';
import { daySheets } from './day-sheets.ts';
import { publicBoards } from './public-boards.ts';
import { reconciliationSheets } from './reconciliation-sheets.ts';
import { entitlementPapers } from './entitlement-papers.ts';
import { hardshipPapers } from './hardship-papers.ts';
import { feeList, feesOfDay, feesOfVisit } from './fee-papers.ts';
import { reportPapers } from './report-papers.ts';
import { longName } from './slips.ts';

const patient = {
  name: '王秀英',
  relation: '本人',
  // Of nobody: area 429913 does not exist.
  idNumber: '429913195808010024',
  phone: '13812345678',
  sex: '女',
  ageYears: 61,
  address: '淮河镇龙泉村',
  region: '429913',
};
const party = ({ name, relation, idNumber, phone }: typeof patient) => ({ name, relation, idNumber, phone });
const daughter = { name: '马小燕', relation: '女儿', idNumber: '429913199901010028', phone: '13900000001' };
const stay = { admissionNumber: 'ZY20200221003', department: '神经内科', admittedOn: '2020-02-21' };
const shownDaughter = {
  name: '马小燕',
  relation: '女儿',
  maskedIdNumber: '4299** ******** **28',
  maskedPhone: '139****0001',
};

const instalments = {
  hospitalName: '随县人民医院',
  patient: party(patient),
  guarantor: daughter,
  admissionNumber: stay.admissionNumber,
  slipNumber: 'YZT-20200310-0007',
  settledOn: '2020-03-10',
  agreedOn: '2020-03-10',
  owedFen: 350_000,
  owedCapital: '叁仟伍佰元整',
  instalments: [
    { dueOn: '2020-04-10', amountFen: 116_600 },
    { dueOn: '2020-05-10', amountFen: 116_600 },
    { dueOn: '2020-06-10', amountFen: 116_800 },
  ],
};

const receipt = {
  receiptId: madeUpId(800),
  number: 'SJ-20200410-0001',
  kind: 'debt_payment',
  personId: madeUpId(1),
  personName: '王秀英',
  businessDay: '2020-04-10',
  recordedAt: '2020-04-10T02:00:00.000Z',
  recordedByName: '张敏',
  amountFen: 120_003,
  amountCapital: '壹仟贰佰元零叁分',
  payments: [
    { means: 'cash', amountFen: 70_003, reference: null, roundingFen: -3 },
    { means: 'mobile', amountFen: 50_000, reference: '4200002026202004101234567890' },
  ],
  settlements: [{ settlementId: madeUpId(900), slipNumber: 'YZT-20200310-0007', amountFen: 120_003 }],
  signatory: shownDaughter,
  stillOwedFen: 229_997,
};
const refund = {
  ...receipt,
  kind: 'refund',
  amountFen: 500_000,
  amountCapital: '伍仟元整',
  payments: [{ means: 'cash', amountFen: 500_000, reference: null }],
  settlements: [{ settlementId: madeUpId(901), slipNumber: 'YZT-20200310-0008', amountFen: 500_000 }],
  signatory: null,
  stillOwedFen: 0,
};

const treatFirst = {
  patient,
  stay: { ...stay, diagnoses: '脑梗死（I63.9）；高血压病3级（I10.x05）' },
  guarantor: daughter,
  signer: { name: '马小燕', relation: '女儿' },
  signature: 'fingerprint',
  signedOn: '2020-02-21',
  papers: ['身份证', '社会保障卡', '贫困户证明'],
  document: '随县卫发〔2020〕1号',
  clause: '五·一',
  recordedByName: '张敏',
};
const { region: _region, ...signing } = patient;

const certificate = {
  toHospital: '随州市中心医院',
  fromHospitalCode: 'H42991300001',
  patient: {
    name: patient.name,
    sex: patient.sex,
    ageYears: patient.ageYears,
    idNumber: patient.idNumber,
    region: '429913',
  },
  stay,
  diagnosis: '脑梗死（I63.9）',
  reason: '需行急诊血管内介入治疗，本院没有条件',
  opinion: '生命体征平稳，建议由救护车转送，途中持续监护。',
  doctor: '周文',
  consultation: {
    heldOn: '2020-02-22',
    experts: '李主任（随州市中心医院神经内科）、陈主任（市医保局专家组）',
    opinion: '同意转诊，到市级医院行脑血管造影和取栓评估。',
  },
  issuedOn: '2020-02-22',
  validTo: '2020-03-07',
  recordedByName: '张敏',
};

const historyLine = (month: number, kind: 'final' | 'interim' | 'reversal', isReversed = false) => ({
  slipNumber: `YZT-2020${String(month).padStart(2, '0')}10-0007`,
  settledOn: `2020-${String(month).padStart(2, '0')}-10`,
  kind,
  isReversed,
  admissionNumber: `ZY2020${String(month).padStart(2, '0')}01003`,
  visitType: 'inpatient',
  totalFen: kind === 'reversal' ? -6_000_000 : 6_000_000,
  inScopeFen: kind === 'reversal' ? -5_400_000 : 5_400_000,
  paidFen: kind === 'reversal' ? -5_500_000 : 5_500_000,
  personalFen: kind === 'reversal' ? -500_000 : 500_000,
});
const historyTopUp = (number: string, amountFen: number, isReversed = false) => ({
  ...historyLine(6, 'final', isReversed),
  slipNumber: number,
  settledOn: `${number.slice(3, 7)}-${number.slice(7, 9)}-${number.slice(9, 11)}`,
  kind: amountFen > 0 ? 'top_up' : 'withdrawal',
  payerTitle: '慈善救助',
  totalFen: 0,
  inScopeFen: 0,
  paidFen: amountFen,
  personalFen: -amountFen,
});
const history = {
  person: {
    name: patient.name,
    sex: patient.sex,
    maskedIdNumber: '4299** ******** **24',
    region: '429913',
    address: patient.address,
  },
  lines: [
    historyLine(3, 'final', true),
    historyLine(4, 'reversal'),
    historyLine(5, 'interim'),
    historyLine(6, 'final'),
    { ...historyLine(7, 'final'), admissionNumber: 'MZ20200701011', visitType: 'outpatient' },
    historyTopUp('BZ-20200712-0001', 10_000, true),
    historyTopUp('BZ-20200713-0001', -10_000),
    historyTopUp('BZ-20200713-0002', 100_000),
  ],
  years: [
    {
      year: 2020,
      stays: 2,
      visits: 1,
      totalFen: 18_000_000,
      paidFen: 16_600_000,
      personalFen: 1_400_000,
    },
  ],
};

const keyHex = '5a'.repeat(32);
const keyPaper = {
  approvalId: madeUpId(600),
  fingerprint: keyFingerprint(keyHex),
  practice: false,
  hospitalName: '随县人民医院',
  windowName: '3号窗',
  printedAt: '2020-03-10T06:05:00.000Z',
  printedBy: '陈晓',
  approvedBy: '刘芳',
};

/** Every document that is no slip, on each of its papers. */
export const otherPapers: readonly Page[] = [
  ...documentKinds.daily_fees.papers.map((paper) =>
    caseOfPaper('daily_fees', paper, feesOfDay, { entry: { number: 'ZY20200221003-2020-02-22' } }),
  ),
  ...documentKinds.fee_list.papers.map((paper) =>
    caseOfPaper('fee_list', paper, feeList, { entry: { number: 'ZY20200221003' } }),
  ),
  caseOfPaper('daily_fees', 'A5', feesOfVisit, {
    as: 'free',
    entry: { title: '门诊费用日清单（2020-02-22）', number: 'MZ20200222011-2020-02-22' },
  }),
  caseOfPaper('person_history', 'A4', history, {
    entry: { title: '城乡居民医疗费用“一站式”结算历史', number: 'LS-000000000001' },
  }),
  caseOfPaper('instalment_agreement', 'A4', instalments, {
    entry: { title: '医疗费分期付款协议书', number: 'FQ-20200310-0001' },
  }),
  ...documentKinds.payment_receipt.papers.map((paper) =>
    caseOfPaper('payment_receipt', paper, receipt, {
      entry: { title: '医疗费收款收据', number: receipt.number },
    }),
  ),
  caseOfPaper('payment_receipt', 'A5', refund, {
    as: 'refund',
    entry: { title: '医疗费退款凭证', number: 'TK-20200410-0001' },
  }),
  ...documentKinds.treat_first_agreement.papers.map((paper) =>
    caseOfPaper(
      'treat_first_agreement',
      paper,
      { ...treatFirst, patient: signing },
      { entry: { number: 'XY-20200221-0001' } },
    ),
  ),
  caseOfPaper(
    'treat_first_agreement',
    'A5',
    { ...treatFirst, patient: { ...signing, name: longName }, guarantor: { ...daughter, name: '𠮷䶮·次仁' } },
    { as: 'long-names', entry: { number: 'XY-20200221-0001', copyNumber: 1 }, head: { practice: true } },
  ),
  ...documentKinds.referral_certificate.papers.map((paper) =>
    caseOfPaper('referral_certificate', paper, certificate, { entry: { number: 'ZZ-20200222-0001' } }),
  ),
  ...daySheets,
  ...reconciliationSheets,
  ...claimLists,
  ...reportPapers,
  ...entitlementPapers,
  ...publicBoards,
  ...hardshipPapers,
  { name: 'recovery-key-a4', html: renderKeyPaper(keyPaper, recoveryKeyRows(keyHex)), paper: 'A4' },
  ...(['A5', 'roll'] as const).map((paper) => ({
    name: `test-page-${paper.toLowerCase()}`,
    html: renderTestPage(paper, '2020-03-10T06:05:00.000Z'),
    paper,
  })),
];
