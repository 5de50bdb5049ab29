import { type Fen, formatYuan } from '../money/fen.ts';
import { formatRatio, ratioOfMillionths } from '../money/ratio.ts';
import { eligibilityTitles } from '../policy/eligibility.ts';
import { basicInsurance } from './deductible.ts';
import type { LayerResult, Settlement, Step } from './settlement.ts';

/** Why a layer pays what it pays, in sentences that a clerk can read to a patient. */
export interface Explanation {
  readonly layer: string;
  readonly title: string;
  readonly sentences: readonly string[];
}

type Explained = Pick<Settlement, 'document' | 'layers' | 'hospital'>;

/** The explanation of every layer, made from the stored steps when somebody looks. */
export function explain(settlement: Explained): Explanation[] {
  return settlement.layers.map((layer) => {
    const level = levelTitles[settlement.hospital.level];
    return {
      layer: layer.layer,
      title: layer.title,
      sentences: explainLayer(layer, settlement.document, level),
    };
  });
}

/** The sentences of one layer; `levelTitle` (二级医院) is named where basic insurance pays by level. */
export function explainLayer(layer: LayerResult, document: string, levelTitle: string): string[] {
  const who = layer.layer === basicInsurance ? `${levelTitle}报销` : '支付';
  const sentences = layer.steps.map((step) => `${sentence(step, who)}${source(step, document)}。`);
  const result = `${layer.title}支付 ${yuan(layer.payFen)}，个人还负担 ${yuan(layer.leftFen)}。`;
  return [...sentences, result];
}

const levelTitles = { 1: '一级医院', 2: '二级医院', 3: '三级医院' } as const;

const bases: Record<string, string> = {
  total: '总费用',
  in_scope: '在政策范围内',
  remaining: '由个人负担',
  in_scope_rest: '在政策范围内由个人负担',
  out_of_catalogue: '在目录外',
  out_of_scope: '在政策范围外',
  items: '属于规定的项目',
};

const subjects = { deductible: '起付线', ratio: '支付比例', limit: '限额', result: '支付结果' } as const;

function sentence(step: Step, who: string): string {
  switch (step.kind) {
    case 'base':
      return `${yuan(step.amountFen)}${step.of === 'total' ? '是' : ''}${bases[step.of] ?? step.of}`;
    case 'left_out':
      return `其中${step.what === 'deductible' ? '起付线' : '因就医方式少付的'} ${yuan(step.amountFen)}不计入本层`;
    case 'tilt':
      return `${subjects[step.what]}由 ${step.from} 调整为 ${step.to}`;
    case 'deductible':
      return `起付线 ${yuan(step.amountFen)}，本次承担 ${yuan(step.borneFen)}`;
    case 'ratio':
      return `${yuan(step.baseFen)}由${who} ${percent(step.ratioMillionths)}，得 ${yuan(step.amountFen)}`;
    case 'band':
      return `${range(step.aboveFen, step.upToFen)}的部分 ${yuan(step.insideFen)}，支付 ${percent(step.ratioMillionths)}`;
    case 'cumulative':
      return (
        `本年累计由 ${yuan(step.beforeFen)}到 ${yuan(step.afterFen)}，` +
        `累计应付由 ${yuan(step.dueBeforeFen)}到 ${yuan(step.dueAfterFen)}`
      );
    case 'not_applied':
      return step.reason;
    case 'counted_as':
      return `按“${eligibilityTitles[step.category]}”计算`;
    default:
      return paymentSentence(step);
  }
}

type PaymentStep = Extract<
  Step,
  { kind: 'guarantee' | 'patient_cap' | 'limit' | 'approved' | 'flat' | 'free' | 'rounded' | 'cut_to_rest' }
>;

function paymentSentence(step: PaymentStep): string {
  switch (step.kind) {
    case 'guarantee':
      return (
        `已付 ${yuan(step.paidBeforeFen)}，要达到${base(step.of)} ${yuan(step.baseFen)}的` +
        ` ${percent(step.ratioMillionths)}，还差 ${yuan(step.amountFen)}`
      );
    case 'patient_cap':
      return (
        `个人负担（${base(step.of)}口径）${yuan(step.patientBeforeFen)}，` +
        `降到 ${yuan(step.capFen)}以内要付 ${yuan(step.amountFen)}`
      );
    case 'limit':
      return `限额 ${yuan(step.limitFen)}，此前已付 ${yuan(step.usedBeforeFen)}，超出的 ${yuan(step.cutFen)}不付`;
    case 'approved':
      return `经批准支付 ${yuan(step.amountFen)}`;
    case 'flat':
      return `定额 ${yuan(step.amountFen)}`;
    case 'free':
      return `免费救治，承担其余 ${yuan(step.amountFen)}`;
    case 'rounded':
      return `结果${step.mode === 'truncate' ? '舍去' : '四舍五入到'}${units[step.unitFen] ?? '分'}${step.mode === 'truncate' ? '以下' : ''}`;
    case 'cut_to_rest':
    default:
      return `个人只剩 ${yuan(step.availableFen)}，多出的 ${yuan(step.cutFen)}不付`;
  }
}

const units: Record<number, string> = { 1: '分', 10: '角', 100: '元' };

function source(step: Step, document: string): string {
  if (!('clause' in step) || step.clause === '') return '';
  if (step.clause.startsWith('县定')) return `（${step.clause}）`;
  return step.clause.startsWith('《') ? `，见${step.clause}` : `，见${document} ${step.clause}`;
}

function base(of: string): string {
  return of === 'in_scope' ? '政策范围内费用' : '总费用';
}

function range(aboveFen: Fen, upToFen: Fen | undefined): string {
  const above = `${formatYuan(aboveFen)} 元以上`;
  return upToFen === undefined ? above : `${above}至 ${formatYuan(upToFen)} 元`;
}

function yuan(amount: Fen): string {
  return `${formatYuan(amount)} 元`;
}

function percent(millionths: number): string {
  return formatRatio(ratioOfMillionths(millionths));
}
