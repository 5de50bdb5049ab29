import { sumItems } from '../../../shared/fees/item.ts';
import { peerVersion, requirePeer } from '../peers.ts';
import type { Contender } from './contender.ts';
import { type Stage, itemStages, layerStages } from './json-logic-policy.ts';
import type { Answer } from './stay.ts';

interface LogicModule {
  readonly LogicEngine: new () => { build(logic: Stage[1]): (data: object) => number };
}

const name = 'json-logic-engine';

/**
 * Each amount is a rule of JSON Logic, compiled by the engine itself (its fastest form); each later rule sees the
 * amounts before it.
 */
export function jsonLogicEngine(itemsBy: 'rules' | 'function'): Contender<Answer> {
  const { LogicEngine } = requirePeer(name) as LogicModule;
  const engine = new LogicEngine();
  const stages = itemsBy === 'rules' ? [...itemStages, ...layerStages] : layerStages;
  const compiled = stages.map(([amount, logic]) => [amount, engine.build(logic)] as const);
  return {
    name: `${name} ${peerVersion(name)}`,
    itemsBy,
    settle(stay) {
      const sums = itemsBy === 'rules' ? undefined : sumItems(stay.items);
      const known: Record<string, unknown> = { ...stay, ...sums };
      for (const [amount, rule] of compiled) known[amount] = rule(known);
      return known as unknown as Answer;
    },
    answerOf: (answer) => answer,
  };
}
