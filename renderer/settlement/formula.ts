import type { Step } from '../../shared/engine/settlement.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { formatRatio, ratioOfMillionths } from '../../shared/money/ratio.ts';

interface SettledLayer {
  readonly payFen: Fen;
  readonly steps: readonly Step[];
}

type Guarantee = Extract<Step, { kind: 'guarantee' | 'patient_cap' }>;

/** The sum behind a layer in one line, `80% × 54,000.00`: what decided, without the sentences. */
export function formulaOf({ payFen, steps }: SettledLayer): string {
  const notApplied = steps.find((step) => step.kind === 'not_applied');
  if (notApplied !== undefined && payFen === 0) return notApplied.reason;
  const products = steps.flatMap(productOf);
  const guarantees = steps.filter(
    (step): step is Guarantee => step.kind === 'guarantee' || step.kind === 'patient_cap',
  );
  const parts = products.length > 0 ? [products.join(' + ')] : guaranteeOf(guarantees, payFen);
  if (parts.length === 0 && payFen === 0) return yearSoFar(steps);
  const limit = steps.find((step) => step.kind === 'limit' && step.cutFen !== 0);
  if (limit?.kind === 'limit') parts.push(`限额 ${formatYuan(limit.limitFen)}`);
  return parts.join('，');
}

/** A layer that counts over the year and was not reached yet says how far the year has come. */
function yearSoFar(steps: readonly Step[]): string {
  const cumulative = steps.find((step) => step.kind === 'cumulative');
  return cumulative === undefined ? '' : `本年累计 ${formatYuan(cumulative.afterFen)}，未到起付`;
}

function productOf(step: Step): string[] {
  if (step.kind === 'ratio') return [`${percent(step.ratioMillionths)} × ${formatYuan(step.baseFen)}`];
  if (step.kind === 'band') {
    return step.insideFen === 0 ? [] : [`${percent(step.ratioMillionths)} × ${formatYuan(step.insideFen)}`];
  }
  if (step.kind === 'approved') return [`经批准 ${formatYuan(step.amountFen)}`];
  if (step.kind === 'flat') return [`定额 ${formatYuan(step.amountFen)}`];
  return step.kind === 'free' ? [`免费项目 ${formatYuan(step.amountFen)}`] : [];
}

/** Of several guarantees the one that gave the most decided. */
function guaranteeOf(guarantees: readonly Guarantee[], payFen: Fen): string[] {
  if (guarantees.length === 0 || payFen === 0) return [];
  const decisive = guarantees.reduce((best, step) => (step.amountFen > best.amountFen ? step : best));
  return [
    decisive.kind === 'guarantee'
      ? `报销补到 ${percent(decisive.ratioMillionths)}`
      : `个人不超过 ${formatYuan(decisive.capFen)}`,
  ];
}

function percent(millionths: number): string {
  return formatRatio(ratioOfMillionths(millionths));
}
