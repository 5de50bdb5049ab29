import type { Change, LayerChange } from '../../../shared/contract/corrections.ts';
import { type Fen, fen, sumFen, zeroFen } from '../../../shared/money/fen.ts';

/** What one layer pays. */
export interface PaidLayer {
  readonly layer: string;
  readonly title: string;
  readonly payFen: Fen;
}

export function changeOf(beforeFen: Fen, afterFen: Fen): Change {
  return { beforeFen, afterFen, differenceFen: fen(afterFen - beforeFen) };
}

/** Layer by layer, in the order in which they pay; who pays nothing before and after is left out. */
export function layerChanges(before: readonly PaidLayer[], after: readonly PaidLayer[]): LayerChange[] {
  const found = new Map<string, { title: string; beforeFen: Fen; afterFen: Fen }>();
  for (const { layer, title, payFen } of before)
    found.set(layer, { title, beforeFen: payFen, afterFen: zeroFen });
  for (const { layer, title, payFen } of after)
    found.set(layer, { title, beforeFen: found.get(layer)?.beforeFen ?? zeroFen, afterFen: payFen });
  return [...found]
    .filter(([, { beforeFen, afterFen }]) => beforeFen !== 0 || afterFen !== 0)
    .map(([layer, { title, beforeFen, afterFen }]) => ({ layer, title, ...changeOf(beforeFen, afterFen) }));
}

/** All settlements together. */
export function sumOfChanges(
  settlements: readonly { readonly layers: readonly LayerChange[]; readonly personal: Change }[],
): { readonly layers: LayerChange[]; readonly personal: Change } {
  const byLayer = new Map<string, LayerChange[]>();
  for (const change of settlements.flatMap(({ layers }) => layers)) {
    byLayer.set(change.layer, [...(byLayer.get(change.layer) ?? []), change]);
  }
  return {
    layers: [...byLayer].map(([layer, changes]) => ({
      layer,
      title: changes.at(-1)?.title ?? layer,
      ...sumOf(changes),
    })),
    personal: sumOf(settlements.map(({ personal }) => personal)),
  };
}

function sumOf(changes: readonly Change[]): Change {
  return changeOf(
    sumFen(changes.map(({ beforeFen }) => beforeFen)),
    sumFen(changes.map(({ afterFen }) => afterFen)),
  );
}
