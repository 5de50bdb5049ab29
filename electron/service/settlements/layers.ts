import type { Layer } from '../../../shared/contract/settlements.ts';
import { explainLayer } from '../../../shared/engine/explain.ts';
import type { Explanation, FactLayer, LayerReason } from './fact.ts';

const levelTitles = { 1: '一级医院', 2: '二级医院', 3: '三级医院' } as const;

/** A layer as the window and the paper show it; the sentences are made from the kept steps now that somebody looks. */
export function layerOf(
  layer: FactLayer,
  reason: LayerReason | undefined,
  { document, hospitalLevel }: Pick<Explanation, 'document' | 'hospitalLevel'>,
): Layer {
  if (reason === undefined) return { ...layer, steps: [], sentences: [] };
  const { rule, steps } = reason;
  const computed = { ...layer, kind: layer.kind ?? undefined, rule, steps };
  const sentences = explainLayer(computed, document, levelTitles[hospitalLevel]);
  return { ...layer, steps: [...steps], sentences };
}
