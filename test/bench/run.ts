import { runCommand, say, SetupError } from '../../build/setup/progress.js';
import { measureDurability } from './durability/measure-durability.ts';
import { measureDrain } from './drain/measure-drain.ts';
import { compareEngines } from './engine/compare.ts';
import { measureOutbox } from './outbox/measure-outbox.ts';
import { measurePeople } from './people/measure-people.ts';
import { measureReconciliation } from './reconciliation/measure-reconciliation.ts';
import { measureReplay } from './replay/measure-replay.ts';
import { measureReports } from './reports/measure-reports.ts';
import { measureRoster } from './roster/measure-roster.ts';
import { measureTrial } from './trial/measure-trial.ts';
import { measureWindow } from './window/measure-window.ts';

interface Bench {
  readonly key: string;
  readonly title: string;
  /** True when every target was reached. */
  run(): Promise<boolean>;
}

const benches: readonly Bench[] = [
  { key: 'engine', title: 'Engine: settlements beside other engines', run: compareEngines },
  { key: 'durability', title: 'Durability: a settlement beside raw writes', run: measureDurability },
  { key: 'outbox', title: 'Outbox: messages brought out beside plainjob', run: measureOutbox },
  { key: 'drain', title: 'Drain: settling while ten thousand settlements go out', run: measureDrain },
  { key: 'roster', title: 'Roster: a million people imported beside a clerk', run: measureRoster },
  { key: 'people', title: 'People: found by number and by name among a million', run: measurePeople },
  {
    key: 'reconciliation',
    title: 'Reconciliation: a million settlements beside a statement of a million lines',
    run: measureReconciliation,
  },
  { key: 'replay', title: 'Replay: a stored year settled again', run: measureReplay },
  { key: 'reports', title: 'Reports: a year of a million settlements', run: measureReports },
  { key: 'trial', title: 'Trial: a stay of two thousand items, the service’s part', run: measureTrial },
  { key: 'window', title: 'Window: what a clerk waits for in the real one', run: measureWindow },
];

/** npm run bench [-- --only <key>]: exit code 1 when a target is missed. */
await runCommand(async () => {
  let missed = 0;
  for (const bench of chosen(process.argv.slice(2))) {
    say(`\n${bench.title}`);
    if (!(await bench.run())) missed += 1;
  }
  return missed === 0 ? 0 : 1;
});

function chosen(args: readonly string[]): readonly Bench[] {
  if (args.length === 0) return benches;
  const found =
    args.length === 2 && args[0] === '--only' ? benches.find(({ key }) => key === args[1]) : undefined;
  if (found !== undefined) return [found];
  const keys = benches.map(({ key }) => key).join(', ');
  throw new SetupError(`Usage: npm run bench [-- --only <key>], where <key> is one of: ${keys}`);
}
