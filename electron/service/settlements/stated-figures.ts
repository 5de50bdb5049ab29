import type { Comparison } from '../../../shared/contract/settlements.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { type Fen, fen, formatYuan, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readStay, requireNotCancelled } from '../stays/stay.ts';
import { feeListIsSettled } from './live.ts';

/** What the hospital's system or the platform reckons for a stay. What it does not say is null, or not listed. */
export interface StatedFigures {
  readonly source: Comparison['source'];
  readonly totalFen: Fen | null;
  readonly personalFen: Fen | null;
  readonly layers: readonly { readonly layer: string; readonly payFen: Fen }[];
}

/**
 * Puts down what another system reckons for the fee lists of a stay that are not settled; nothing withdraws what stood
 * before. For a clerk who types it, and for a file or a query that carries it. Refuses `stay_not_found`,
 * `stay_cancelled`.
 */
export function stateFigures(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  { source, totalFen, personalFen, layers }: StatedFigures,
): void {
  inTransaction(context.database, () => {
    const stay = readStay(context, stayId);
    requireNotCancelled(stay);
    const open = stay.feeLists.filter(({ feeListId }) => !feeListIsSettled(context, feeListId));
    statement<Record<string, unknown>>(
      context.database,
      `INSERT INTO stated_figure (id, stay_id, fee_list_ids, source, total_fen, personal_fen, layers, recorded_at,
         recorded_by)
       VALUES (@id, @stayId, @feeListIds, @source, @totalFen, @personalFen, @layers, @recordedAt, @recordedBy)`,
    ).run({
      id: context.newId(),
      stayId,
      feeListIds: JSON.stringify(open.map(({ feeListId }) => feeListId)),
      source,
      totalFen,
      personalFen,
      layers: JSON.stringify(layers),
      recordedAt: context.clock.now().toISOString(),
      recordedBy: actor.accountId,
    });
    appendAudit(context, actor, 'settlements.figures_stated', stayId, { source, totalFen, personalFen });
  });
}

/** What each source stated last, where that is for exactly these fee lists; with others it says nothing. */
export function statedFigures(
  context: ServiceContext,
  stayId: string,
  feeListIds: readonly string[],
): StatedFigures[] {
  const rows = statement<[string], Omit<StatedFigures, 'layers'> & { feeListIds: string; layers: string }>(
    context.database,
    `SELECT fee_list_ids AS feeListIds, source, total_fen AS totalFen, personal_fen AS personalFen, layers
     FROM stated_figure WHERE rowid IN (SELECT max(rowid) FROM stated_figure WHERE stay_id = ? GROUP BY source)
     ORDER BY source`,
  ).all(stayId);
  return rows
    .filter((row) => row.feeListIds === JSON.stringify(feeListIds))
    .map(({ source, totalFen, personalFen, layers }) => ({
      source,
      totalFen,
      personalFen,
      layers: JSON.parse(layers) as StatedFigures['layers'],
    }))
    .filter(
      ({ totalFen, personalFen, layers }) => totalFen !== null || personalFen !== null || layers.length > 0,
    );
}

/** Above the first it is said, above the second nothing is settled; null: it is only said. */
export interface DifferenceLimits {
  readonly warnFen: number;
  readonly refuseFen: number | null;
}

const verdicts: readonly Comparison['verdict'][] = ['same', 'near', 'warn', 'refuse'];

/** Of several the one that differs most; the hospital's own system where they are alike. */
export function gravest(comparisons: readonly Comparison[]): Comparison | undefined {
  const rank = ({ verdict }: Comparison) => verdicts.indexOf(verdict);
  return comparisons.toSorted((one, other) => rank(other) - rank(one))[0];
}

/** Ours beside theirs, line by line where theirs is known. */
export function compare(
  stated: StatedFigures,
  { cost, layers, personalFen }: Pick<Settlement, 'cost' | 'layers' | 'personalFen'>,
  { warnFen, refuseFen }: DifferenceLimits,
): Comparison {
  const line = (part: string, title: string, oursFen: Fen, theirsFen: Fen) => ({
    part,
    title,
    oursFen,
    theirsFen,
    differenceFen: fen(oursFen - theirsFen),
  });
  const lines = [
    ...(stated.totalFen === null ? [] : [line('total', '总费用', cost.totalFen, stated.totalFen)]),
    ...stated.layers.map(({ layer, payFen }) => {
      const ours = layers.filter((one) => one.layer === layer);
      const oursFen = sumFen(ours.map((one) => one.payFen));
      return line(layer, ours[0]?.title ?? layer, oursFen, payFen);
    }),
    ...(stated.personalFen === null ? [] : [line('personal', '个人应付', personalFen, stated.personalFen)]),
  ];
  const largestFen = Math.max(0, ...lines.map(({ differenceFen }) => Math.abs(differenceFen)));
  const verdict =
    largestFen === 0
      ? 'same'
      : largestFen <= warnFen
        ? 'near'
        : refuseFen !== null && largestFen > refuseFen
          ? 'refuse'
          : 'warn';
  return {
    source: stated.source,
    lines,
    largestFen: fen(largestFen),
    refuseFen: refuseFen as Fen | null,
    verdict,
  };
}

/** Refuses `stated_figure_differs` where the difference is above the hospital's limit. */
export function requireLikeStated(comparison: Comparison | undefined): void {
  if (comparison?.verdict !== 'refuse') return;
  const { largestFen, refuseFen } = comparison;
  throw new Refusal(
    'stated_figure_differs',
    `与对方的数相差 ${formatYuan(largestFen)} 元，超过本院限度 ${formatYuan(refuseFen ?? zeroFen)} 元，没有结算。请先与收费系统核对费用和资格；对方的数录错了的，请改正。`,
  );
}
