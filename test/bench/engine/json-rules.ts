import type { CostParts } from '../../../shared/engine/claim.ts';
import { sumItems } from '../../../shared/fees/item.ts';
import { peerVersion, requirePeer } from '../peers.ts';
import type { Contender } from './contender.ts';
import { itemRules, layerRules } from './json-rules-policy.ts';
import type { Answer, Stay } from './stay.ts';

/** What is used of json-rules-engine, as its own declarations have it. */
interface Almanac {
  factValue<T>(fact: string): Promise<T>;
  addRuntimeFact(fact: string, value: unknown): void;
}
type Params = Readonly<Record<string, unknown>>;
interface Engine {
  on(event: string, handler: (params: Params, almanac: Almanac) => Promise<void>): void;
  run(facts: object): Promise<{ almanac: Almanac; events: readonly { readonly type: string }[] }>;
}
interface RulesModule {
  readonly Engine: new (rules: readonly object[]) => Engine;
}

const name = 'json-rules-engine';

type Sums = Record<keyof CostParts, number>;
type Paid = Pick<Answer, 'basicFen' | 'criticalIllnessFen' | 'assistanceFen' | 'supplementaryFen'>;
interface Settled {
  readonly sums: Sums;
  readonly paid: Paid;
}

/**
 * Rules in its JSON choose what applies and carry the numbers; products are functions, because that language has no
 * arithmetic. It has no loop over a list either: where the items go through rules, each one is a run. The layers
 * follow each other by priority and pass amounts on as runtime facts.
 */
export function jsonRulesEngine(itemsBy: 'rules' | 'function'): Contender<Settled> {
  const { Engine } = requirePeer(name) as RulesModule;
  const items = new Engine(itemRules);
  const layers = new Engine(layerRules);
  answerLayers(layers);
  return {
    name: `${name} ${peerVersion(name)}`,
    itemsBy,
    async settle({ items: list, ...facts }) {
      const sums = itemsBy === 'rules' ? await sumByRules(items, list) : sumItems(list);
      const { almanac } = await layers.run({ ...facts, ...sums });
      const paid: Paid = {
        basicFen: await almanac.factValue('basicFen'),
        criticalIllnessFen: await almanac.factValue('criticalIllnessFen'),
        assistanceFen: await almanac.factValue('assistanceFen'),
        supplementaryFen: await almanac.factValue('supplementaryFen'),
      };
      return { sums, paid };
    },
    answerOf({ sums, paid }) {
      let personalFen = sums.totalFen;
      for (const amountFen of Object.values(paid)) personalFen -= amountFen;
      return { ...sums, ...paid, personalFen };
    },
  };
}

async function sumByRules(engine: Engine, items: Stay['items']): Promise<Sums> {
  const sums = { totalFen: 0, ownExpenseFen: 0, overLimitFen: 0, preSelfPayFen: 0, inScopeFen: 0 };
  for (const item of items) {
    const { events } = await engine.run(item);
    sums.totalFen += item.totalFen;
    if (events[0]?.type === 'outside_catalogue') {
      sums.ownExpenseFen += item.totalFen;
      continue;
    }
    sums.overLimitFen += item.overLimitFen;
    sums.preSelfPayFen += item.preSelfPayFen;
    sums.inScopeFen += item.inScopeFen;
  }
  return sums;
}

function answerLayers(engine: Engine): void {
  engine.on('basic_insurance', async (params, almanac) => {
    const inScope = await almanac.factValue<number>('inScopeFen');
    const above = Math.max(0, inScope - Number(params['deductibleFen']));
    almanac.addRuntimeFact('basicFen', percentOf(above, Number(params['percent'])));
  });
  engine.on('critical_illness', async (params, almanac) => {
    const inScope = await almanac.factValue<number>('inScopeFen');
    const before = await almanac.factValue<number>('burdenBeforeFen');
    const after = before + inScope - (await almanac.factValue<number>('basicFen'));
    const bands = params['bands'] as readonly Band[];
    almanac.addRuntimeFact('criticalIllnessFen', due(bands, after) - due(bands, before));
  });
  engine.on('medical_assistance', async (params, almanac) => {
    const inScope = await almanac.factValue<number>('inScopeFen');
    const paid = await sumOfFacts(almanac, ['basicFen', 'criticalIllnessFen']);
    almanac.addRuntimeFact('assistanceFen', percentOf(inScope - paid, Number(params['percent'])));
  });
  engine.on('supplementary', async (params, almanac) => {
    const total = await almanac.factValue<number>('totalFen');
    const paid = await sumOfFacts(almanac, ['basicFen', 'criticalIllnessFen', 'assistanceFen']);
    const remaining = total - paid;
    const lift = Math.max(0, percentOf(total, Number(params['percent'])) - paid);
    const personal = (await almanac.factValue<number>('personalBeforeFen')) + remaining;
    const bringDown = Math.min(remaining, Math.max(0, personal - Number(params['patientCapFen'])));
    const used = await almanac.factValue<number>('supplementaryBeforeFen');
    const left = Math.max(0, Number(params['limitFen']) - used);
    almanac.addRuntimeFact('supplementaryFen', Math.min(Math.max(lift, bringDown), remaining, left));
  });
}

interface Band {
  readonly aboveFen: number;
  readonly upToFen: number | null;
  readonly percent: number;
}

async function sumOfFacts(almanac: Almanac, facts: readonly string[]): Promise<number> {
  let sum = 0;
  for (const fact of facts) sum += await almanac.factValue<number>(fact);
  return sum;
}

function percentOf(amountFen: number, percent: number): number {
  return Math.floor((amountFen * percent + 50) / 100);
}

function due(bands: readonly Band[], burdenFen: number): number {
  let sum = 0;
  for (const { aboveFen, upToFen, percent } of bands) {
    sum += Math.max(0, Math.min(burdenFen, upToFen ?? Infinity) - aboveFen) * percent;
  }
  return Math.floor((sum + 50) / 100);
}
