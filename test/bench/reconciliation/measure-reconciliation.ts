import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../../../build/setup/progress.js';
import { bundledProgram } from '../bundled-program.ts';
import { median } from '../measure.ts';
import { installPeers, peerVersion } from '../peers.ts';
import { figure, table } from '../table.ts';
import { joinByDuck } from './duck-join.ts';
import type { ReconcileOrder, ReconcileSeen } from './reconcile-program.ts';
import { plantedEvery, writeStatement } from './scratch-month.ts';

const sizes = [
  { count: 1_000_000, mostSeconds: 8, mostMb: 600, mostTimesDuck: 5, leastProgress: 10 },
  { count: 10_000, mostSeconds: 0.3, mostMb: 600, mostTimesDuck: Infinity, leastProgress: -1 },
] as const;
type Size = (typeof sizes)[number];
/** Pairs of ours and the peer, one after the other; the one in the middle counts, since the machine is not ours alone. */
const pairs = 3;

interface Pair {
  readonly ours: ReconcileSeen;
  readonly duckSeconds: number;
  readonly times: number;
}

/**
 * A month of settlements beside a statement of as many lines in another order, taken in, classified and stored; and the
 * join itself beside DuckDB, which reads the same file and joins it with the same side, both in processor time: DuckDB
 * works on every core that it gets. True when no limit is passed by the median.
 */
export async function measureReconciliation(): Promise<boolean> {
  await installPeers();
  const program = await bundledProgram('test/bench/reconciliation/reconcile-program.ts');
  const folder = await mkdtemp(join(tmpdir(), 'onestop-statements-'));
  try {
    let isReached = true;
    const lines: string[][] = [];
    for (const size of sizes) {
      const statementFile = join(folder, `${size.count}.csv`);
      await writeStatement(statementFile, size.count);
      const seen: Pair[] = [];
      for (let pair = 0; pair < pairs; pair += 1) {
        seen.push(await measurePair(program, { count: size.count, statementFile }));
      }
      isReached = isWithin(size, seen) && isReached;
      lines.push(...seen.map((pair) => cellsOf(size, pair)));
    }
    say(table(head, lines, 0));
    say(
      `DuckDB ${peerVersion('@duckdb/node-api')} reads the same file and joins it with the same side, stored plain on the disk.`,
    );
    say(
      `The median at most 8 s, 600 MB, 0.3 s and ${sizes[0].mostTimesDuck} times DuckDB: ${isReached ? 'reached' : 'NOT REACHED'}`,
    );
    return isReached;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measurePair(program: string, order: ReconcileOrder): Promise<Pair> {
  const duck = await joinByDuck(order.statementFile, order.count);
  const ours = await reconcileBeside(program, order);
  if (ours.differenceCount !== order.count / plantedEvery) throw new Error('not every difference was found');
  const duckSeconds = duck.processorSeconds;
  return { ours, duckSeconds, times: ours.joinProcessorSeconds / duckSeconds };
}

function isWithin(
  { mostSeconds, mostMb, mostTimesDuck, leastProgress }: Size,
  seen: readonly Pair[],
): boolean {
  const middle = (of: (pair: Pair) => number): number => median(seen.map(of));
  return (
    middle(({ ours }) => ours.seconds) <= mostSeconds &&
    middle(({ ours }) => ours.peakMb) <= mostMb &&
    middle(({ times }) => times) <= mostTimesDuck &&
    seen.every(({ ours }) => ours.progressCount > leastProgress)
  );
}

const head = [
  'lines',
  's',
  'taking in',
  'join',
  'its processor s',
  'DuckDB’s',
  'times',
  'processor s',
  'of bare work',
  'peak MB',
  'clerk waits ms',
  'limit s',
];

function cellsOf({ count, mostSeconds }: Size, { ours, duckSeconds, times }: Pair): string[] {
  return [
    figure(count),
    figure(ours.seconds),
    figure(ours.takingInSeconds),
    figure(ours.joinSeconds),
    figure(ours.joinProcessorSeconds),
    figure(duckSeconds),
    figure(times),
    figure(ours.processorSeconds),
    figure(ours.bareSeconds),
    figure(ours.peakMb),
    figure(ours.longestWaitMs),
    figure(mostSeconds),
  ];
}

async function reconcileBeside(program: string, order: ReconcileOrder): Promise<ReconcileSeen> {
  const child = fork(program, [JSON.stringify(order)], {
    serialization: 'advanced',
  });
  const ended = once(child, 'exit').then(() => [undefined]);
  const [seen] = (await Promise.race([once(child, 'message'), ended])) as [ReconcileSeen | undefined];
  if (seen === undefined) throw new Error('the reconciliation ended without a report');
  await ended;
  return seen;
}
