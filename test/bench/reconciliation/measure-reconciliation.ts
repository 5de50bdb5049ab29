import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../../../build/setup/progress.js';
import { bundledProgram } from '../bundled-program.ts';
import { installPeers, peerVersion } from '../peers.ts';
import { figure, table } from '../table.ts';
import { joinByDuck } from './duck-join.ts';
import type { ReconcileOrder, ReconcileSeen } from './reconcile-program.ts';
import { plantedEvery, writeStatement } from './scratch-month.ts';

const sizes = [
  { count: 1_000_000, mostSeconds: 8, mostMb: 600 },
  { count: 10_000, mostSeconds: 0.3, mostMb: 600 },
];
const mostTimesDuck = 5;

/**
 * A month of settlements beside a statement of as many lines in another order, taken in, classified and stored; and the
 * join itself beside DuckDB, which reads the same file and joins it with the same side, both in processor time: DuckDB
 * works on every core that it gets. True when no limit is passed.
 */
export async function measureReconciliation(): Promise<boolean> {
  await installPeers();
  const program = await bundledProgram('test/bench/reconciliation/reconcile-program.ts');
  const folder = await mkdtemp(join(tmpdir(), 'onestop-statements-'));
  try {
    let isReached = true;
    const lines: string[][] = [];
    for (const { count, mostSeconds, mostMb } of sizes) {
      const statementFile = join(folder, `${count}.csv`);
      await writeStatement(statementFile, count);
      const duck = await joinByDuck(statementFile, count);
      const seen = await reconcileBeside(program, { count, statementFile });
      const times = seen.joinProcessorSeconds / duck.processorSeconds;
      isReached &&= seen.seconds <= mostSeconds && seen.peakMb <= mostMb;
      if (count === sizes[0]?.count) isReached &&= times <= mostTimesDuck && seen.progressCount > 10;
      if (seen.differenceCount !== count / plantedEvery) throw new Error('not every difference was found');
      lines.push([
        figure(count),
        figure(seen.seconds),
        figure(seen.takingInSeconds),
        figure(seen.joinSeconds),
        figure(seen.joinProcessorSeconds),
        figure(duck.processorSeconds),
        figure(times),
        figure(seen.processorSeconds),
        figure(seen.bareSeconds),
        figure(seen.peakMb),
        figure(seen.longestWaitMs),
        figure(mostSeconds),
      ]);
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
    say(table(head, lines, 0));
    say(
      `DuckDB ${peerVersion('@duckdb/node-api')} reads the same file and joins it with the same side, stored plain on the disk.`,
    );
    say(
      `At most 8 s, 600 MB, 0.3 s and ${mostTimesDuck} times DuckDB: ${isReached ? 'reached' : 'NOT REACHED'}`,
    );
    return isReached;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
