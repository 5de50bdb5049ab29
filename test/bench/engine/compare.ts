import { say } from '../../../build/setup/progress.js';
import { type Measured, measure, median, timesFaster } from '../measure.ts';
import { installPeers } from '../peers.ts';
import { figure, table } from '../table.ts';
import type { Contender } from './contender.ts';
import { decimalEngine } from './decimal.ts';
import { jsonLogicEngine } from './json-logic.ts';
import { jsonRulesEngine } from './json-rules.ts';
import { ourEngine } from './ours.ts';
import { plainLoop } from './plain-loop.ts';
import { type Answer, type Stay, itemsPerStay, makeStays } from './stay.ts';
import { zenEngine } from './zen.ts';

interface Row {
  readonly contender: Contender;
  /** How many times faster our engine has to be. */
  readonly target?: number;
}

const rounds = { count: 9, lengthMs: 250 };

/** The engine against its peers on the same settlement; true when it is as much faster as it has to be. */
export async function compareEngines(): Promise<boolean> {
  await installPeers();
  const stays = makeStays();
  const ours: Row = { contender: ourEngine(stays) };
  const rows: readonly Row[] = [
    ours,
    { contender: plainLoop },
    { contender: decimalEngine(stays) },
    { contender: zenEngine('rules'), target: 200 },
    { contender: jsonRulesEngine('rules'), target: 700 },
    { contender: jsonLogicEngine('rules') },
    { contender: zenEngine('columns') },
    { contender: zenEngine('function') },
    { contender: jsonRulesEngine('function') },
    { contender: jsonLogicEngine('function') },
  ];
  await checkEqual(
    rows.map(({ contender }) => contender),
    stays,
  );
  say(
    `Suixian pack, ${itemsPerStay} items, four layers; ${stays.length} stays, all results equal to the fen.`,
  );
  const measured = await measure(
    rows.map(({ contender }) => subjectOf(contender, stays)),
    rounds,
  );
  return report(rows, measured);
}

/** Nothing is timed before every engine has said the same about every stay, with every layer paying. */
async function checkEqual(contenders: readonly Contender[], stays: readonly Stay[]): Promise<void> {
  for (const [index, stay] of stays.entries()) {
    let expected: Answer | undefined;
    for (const contender of contenders) {
      const answer = contender.answerOf(await contender.settle(stay));
      expected ??= answer;
      for (const key of Object.keys(comparedAmounts) as (keyof Answer)[]) {
        if (answer[key] === expected[key] && answer[key] > 0) continue;
        throw new Error(`stay ${index}, ${key}: ${contender.name} ${answer[key]}, expected ${expected[key]}`);
      }
    }
  }
}

const comparedAmounts: Record<keyof Answer, true> = {
  totalFen: true,
  ownExpenseFen: true,
  overLimitFen: true,
  preSelfPayFen: true,
  inScopeFen: true,
  basicFen: true,
  criticalIllnessFen: true,
  assistanceFen: true,
  supplementaryFen: true,
  personalFen: true,
};

function subjectOf(
  contender: Contender,
  stays: readonly Stay[],
): { name: string; run(count: number): Promise<void> } {
  // The last results stay, as they would with somebody who looks at them; V8 drops code whose objects are all gone.
  const kept: unknown[] = [];
  return {
    name: contender.name,
    async run(count) {
      for (let left = count; left > 0;) {
        for (const [index, stay] of stays.entries()) {
          const result = contender.settle(stay);
          kept[index] = result instanceof Promise ? await result : result;
          left -= 1;
          if (left === 0) return;
        }
      }
    },
  };
}

const itemsSummedBy = { rules: 'its rules', columns: 'its rules, as columns', function: 'a function' };

function report(rows: readonly Row[], measured: readonly Measured[]): boolean {
  const [ours] = measured;
  if (ours === undefined) throw new Error('nothing was measured');
  let reached = true;
  const lines = rows.map(({ contender, target }, index) => {
    const rates = measured[index];
    if (rates === undefined) throw new Error(`${contender.name} was not measured`);
    const rate = median(rates.ratesPerSecond);
    const ratio = timesFaster(ours, rates);
    const isReached = target === undefined || ratio >= target;
    reached &&= isReached;
    const verdict = target === undefined ? '' : `${target}×: ${isReached ? 'reached' : 'NOT REACHED'}`;
    const eachUs = figure(1_000_000 / rate);
    return [
      contender.name,
      itemsSummedBy[contender.itemsBy],
      figure(rate),
      eachUs,
      index === 0 ? '1' : `${figure(ratio)}×`,
      verdict,
    ];
  });
  const head = ['engine', 'items summed by', 'per second', 'µs each', 'ours is', 'target'];
  say(table(head, lines, 2));
  say(
    `Processor time; medians of ${rounds.count} interleaved rounds of about ${rounds.lengthMs} ms for each engine.`,
  );
  return reached;
}
