import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { runToEnd } from '../../../build/setup/children.js';
import { say } from '../../../build/setup/progress.js';
import type { ReplayOrder, ReplayReport } from '../../../electron/service/workbench/replay/order.ts';
import type { Comparison } from '../../../shared/contract/replay.ts';
import { plainLoop } from '../engine/plain-loop.ts';
import { makeStays, suixianPolicy } from '../engine/stay.ts';
import { figure, table } from '../table.ts';
import { keyHex, storedYear } from './scratch-year.ts';

/** Seconds of processor time for a year of a million stored settlements, database reading included. */
const targetSeconds = 10;
const settlementCount = 1_000_000;
const rounds = 3;
/** The heap that the thread may use; with more it ends, and the measurement with it. */
const heapMb = 128;
/** What the plain loop of the engine's comparison did on the ground that the target was set on. */
const groundPerSecond = 1_850_000;

/** A stored year settled again, in a thread as the service does it; true when it takes no longer than it may. */
export async function measureReplay(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'onestop-replay-'));
  try {
    const file = join(folder, 'hospital.db');
    say(`Making an encrypted file with ${figure(settlementCount)} settlements; this takes some minutes.`);
    const maker = join(import.meta.dirname, 'scratch-year.ts');
    const code = await runToEnd(process.execPath, [
      '--max-old-space-size=6000',
      maker,
      file,
      `${settlementCount}`,
    ]);
    if (code !== 0) throw new Error('the scratch file could not be made');
    const seconds: number[] = [];
    const lines: string[][] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const loopPerSecond = plainLoopPerSecond();
      const measured = await replayOnce(file);
      seconds.push(measured.seconds);
      const scaled = (measured.seconds * loopPerSecond) / groundPerSecond;
      lines.push([
        `${round}`,
        figure(measured.seconds),
        figure(measured.residentMb),
        figure(loopPerSecond),
        figure(scaled),
      ]);
    }
    say(
      table(
        ['round', 'processor s', 'peak resident MB', 'plain loop per s', 's on the ground of the target'],
        lines,
      ),
    );
    const best = Math.min(...seconds);
    const verdict = best <= targetSeconds ? 'reached' : 'NOT REACHED';
    say(
      `${figure(settlementCount)} stored settlements, best of ${rounds}: ${figure(best)} s; at most ${targetSeconds} s: ${verdict}`,
    );
    return best <= targetSeconds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly seconds: number;
  readonly residentMb: number;
}

/** The whole process counts: the thread, its collector, the reports. */
async function replayOnce(file: string): Promise<Measured> {
  const order: ReplayOrder = {
    connection: { file, keyHex, nativeBinding: null, busyTimeoutMs: 5000 },
    source: { kind: 'stored', year: storedYear, region: null },
    before: null,
    after: suixianPolicy(),
    titles: [],
    detail: null,
    names: { beforeTitle: '', afterTitle: '' },
  };
  const before = process.cpuUsage();
  let residentMb = 0;
  const comparison = await new Promise<Comparison>((resolve, reject) => {
    const program = new URL('../../../electron/service/workbench/replay/replay-program.ts', import.meta.url);
    const thread = new Worker(program, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    thread.on('message', (report: ReplayReport) => {
      residentMb = Math.max(residentMb, process.memoryUsage.rss() / 1e6);
      if (report.kind === 'done') resolve(report.comparison);
    });
    thread.on('error', reject);
  });
  const { user, system } = process.cpuUsage(before);
  checkSame(comparison);
  return { seconds: (user + system) / 1e6, residentMb };
}

/** The same policy again: every settlement must come to what it came to, or the time says nothing. */
function checkSame({ settlementCount: compared, patientPays, payers, refused }: Comparison): void {
  const differ = payers.filter(({ beforeFen, afterFen }) => beforeFen !== afterFen);
  if (compared === 0 || patientPays.same !== compared || differ.length > 0 || refused.length > 0) {
    throw new Error('the same policy came to something else');
  }
}

function plainLoopPerSecond(): number {
  const stays = makeStays();
  const run = (count: number): number => {
    const before = process.cpuUsage();
    for (let index = 0; index < count; index += 1) {
      const stay = stays[index % stays.length];
      if (stay !== undefined) void plainLoop.settle(stay);
    }
    const { user, system } = process.cpuUsage(before);
    return (count * 1e6) / (user + system);
  };
  run(200_000);
  return run(500_000);
}
