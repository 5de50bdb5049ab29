import { capitalYuan } from '../../../shared/money/capital.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { caseOfPaper, type Page } from './case-of-paper.ts';

const payers = [
  { payer: 'basic_insurance', title: '基本医疗保险' },
  { payer: 'critical_illness', title: '大病保险' },
  { payer: 'supplementary', title: '大病补充医疗保险' },
];
const names = ['王秀英', '李建国', '阿卜杜热合曼·买买提依明·吐尔逊', '陈桂兰'];
const diagnoses = ['脑梗死', '慢性阻塞性肺疾病急性加重期伴呼吸衰竭', '股骨颈骨折', '2型糖尿病'];

/** One of thirty; every ninth is a reversal. */
function line(index: number) {
  const sign = index % 9 === 8 ? -1 : 1;
  const basicFen = sign * (432_017 + index * 13_507);
  const paidFen = [basicFen, sign * (index % 3) * 37_711, sign * 80_300];
  const personalFen = sign * 50_002;
  return {
    slipNumber: `20200310-${String(index + 1).padStart(4, '0')}`,
    isReversal: sign < 0,
    name: names[index % names.length],
    sex: index % 2 === 0 ? '女' : '男',
    idNumber: `4299131953081402${10 + index}`.slice(0, 18),
    category: index % 5 === 0 ? '建档立卡、低保' : '建档立卡',
    department: index % 4 === 0 ? '神经内科' : '普外科',
    admittedOn: '2020-03-01',
    dischargedOn: '2020-03-10',
    admissionNumber: `ZY2020030${index}`,
    diagnosis: diagnoses[index % diagnoses.length],
    days: 9,
    totalFen: paidFen.reduce((sum, amount) => sum + amount, personalFen),
    paidFen,
    personalFen,
    amountFen: basicFen,
  };
}

const lines = Array.from({ length: 30 }, (_, index) => line(index));
const amountFen = lines.reduce((sum, one) => sum + one.amountFen, 0);
const content = {
  payer: 'basic_insurance',
  payerTitle: '基本医疗保险',
  month: '2020-03',
  amountFen,
  amountCapital: capitalYuan(amountFen as Fen),
  payers,
  lines,
};
const named = {
  entry: { title: '基本医疗保险“一站式”结算拨付申请表', number: 'BF20200402-0001', personId: null },
};

/** Three sheets with what each carries over, as a month makes them. */
export const claimLists: readonly Page[] = [caseOfPaper('claim_list', 'A4_landscape', content, named)];
