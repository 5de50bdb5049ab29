import { readFileSync } from 'node:fs';
import { sumItems } from '../../../shared/fees/item.ts';
import { peerVersion, requirePeer } from '../peers.ts';
import type { Contender, ItemsBy } from './contender.ts';
import type { Answer, Stay } from './stay.ts';

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
  const graph = readFileSync(new URL('suixian.jdm.json', import.meta.url), 'utf8');
  const decision = new ZenEngine().createDecision(graphs[itemsBy](graph));
  return {
    name: `${name} ${peerVersion(name)}`,
    itemsBy,
    settle({ items, ...facts }) {
      return decision.evaluate({ ...handed[itemsBy](items), ...facts }, { trace: false });
    },
    answerOf: ({ result }) => result,
  };
}

/** The fee list as the engine is handed it; the rest of the stay is the same. */
const handed: Record<ItemsBy, (items: Stay['items']) => object> = {
  rules: (items) => ({ items }),
  columns: (items) => ({
    totalFen: items.map((item) => item.totalFen),
    ownExpenseFen: items.map((item) => item.ownExpenseFen),
    overLimitFen: items.map((item) => item.overLimitFen),
    preSelfPayFen: items.map((item) => item.preSelfPayFen),
    inScopeFen: items.map((item) => item.inScopeFen),
  }),
  function: (items) => sumItems(items),
};

const graphs: Record<ItemsBy, (text: string) => Graph> = {
  rules: (text) => JSON.parse(text) as Graph,
  columns: (text) => JSON.parse(text.replaceAll(/sum\(map\(items, #\.(\w+)\)\)/g, 'sum($1)')) as Graph,
  function: (text) => withoutSums(JSON.parse(text) as Graph),
};

/** The same graph, entered behind the node that sums the items. */
function withoutSums({ nodes, edges }: Graph): Graph {
  const kept = edges.filter(({ sourceId }) => sourceId !== 'stay');
  return {
    nodes: nodes.filter(({ id }) => id !== 'sums'),
    edges: kept.map((edge) => (edge.sourceId === 'sums' ? { ...edge, sourceId: 'stay' } : edge)),
  };
}
