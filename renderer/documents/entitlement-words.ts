import { type Fen, formatYuan } from '../../shared/money/fen.ts';

/** An amount as it is said: 1 万元; 3,000 元; 1,250.50 元. No fen where there are none. */
export function saidYuan(amountFen: Fen): string {
  if (amountFen !== 0 && amountFen % 1_000_000 === 0) return `${amountFen / 1_000_000} 万元`;
  return `${formatYuan(amountFen).replace(/\.00$/, '')} 元`;
}

/** What a patient pays; a number that the county has not set is no zero. */
export function saidPay(payFen: Fen | null): string {
  if (payFen === null) return '问窗口';
  return payFen === 0 ? '不用付' : saidYuan(payFen);
}

/** What stands under every table of sample bills. */
export const sampleNote =
  '上面按全部费用都能报销来算。不能报销的药和项目要自己付，实际以出院时的结算单为准。写“问窗口”的，县里还没有定。';

export const whatToBring = [
  '身份证或户口本',
  '医保卡（社会保障卡）',
  '身份证明（扶贫手册、低保证、残疾证，有哪样带哪样）',
  '转院来的，带转诊证明',
] as const;
