import { readFileSync } from 'node:fs';
import { sumItems } from '../../../shared/fees/item.ts';
import { peerVersion, requirePeer } from '../peers.ts';
import type { Contender, ItemsBy } from './contender.ts';
import type { Answer } from './stay.ts';

interface ZenModule {
  readonly ZenEngine: new () => {
    createDecision(content: Graph): {
      evaluate(context: object, options: { trace: boolean }): Promise<{ result: Answer }>;
    };
  };
}

interface Graph {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly sourceId: string; readonly targetId: string }[];
}

const name = '@gorules/zen-engine';

/** GoRules' engine with the graph of suixian.jdm.json: sums, a decision table for basic insurance, the layers. */
export function zenEngine(itemsBy: ItemsBy): Contender<{ result: Answer }> {
  const { ZenEngine } = requirePeer(name) as ZenModule;
  const graph = JSON.parse(readFileSync(new URL('suixian.jdm.json', import.meta.url), 'utf8')) as Graph;
  const decision = new ZenEngine().createDecision(itemsBy === 'rules' ? graph : withoutSums(graph));
  return {
    name: `${name} ${peerVersion(name)}`,
    itemsBy,
    settle({ items, ...facts }) {
      const context = itemsBy === 'rules' ? { items, ...facts } : { ...sumItems(items), ...facts };
      return decision.evaluate(context, { trace: false });
    },
    answerOf: ({ result }) => result,
  };
}

/** The same graph, entered behind the node that sums the items. */
function withoutSums({ nodes, edges }: Graph): Graph {
  const kept = edges.filter(({ sourceId }) => sourceId !== 'stay');
  return {
    nodes: nodes.filter(({ id }) => id !== 'sums'),
    edges: kept.map((edge) => (edge.sourceId === 'sums' ? { ...edge, sourceId: 'stay' } : edge)),
  };
}
