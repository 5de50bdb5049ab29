import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { v7 as newId } from 'uuid';
import { say } from '../../../build/setup/progress.js';
import type { RequestName } from '../../../shared/contract/contract.ts';
import { ServiceProcess } from '../../faults/service-process.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { figure, table } from '../table.ts';
import type { CountyOrder } from './county.ts';

const waitingCount = 10_000;
const patientCount = 400;
/** At the 99th percentile of the window's requests, in milliseconds. */
const targetMs = 50;
/** What a clerk and the screen ask for together is no more than one request in so many milliseconds. */
const pauseMs = 20;

/**
 * Ten thousand settlements go out to the reference platform on loopback, in its own process, while a clerk goes on
 * settling through the service's own request path; true when the clerk's requests stay below the target.
 */
export async function measureDrain(): Promise<boolean> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'onestop-drain-'));
  const platform = await ReferencePlatform.start();
  try {
    say(
      `Making an encrypted file with ${figure(waitingCount)} waiting settlements; this takes some minutes.`,
    );
    const stays = await makeCounty({ dataFolder, waitingCount, patientCount });
    const service = await ServiceProcess.start(dataFolder, platform.url);
    try {
      const clerk = new Clerk(service);
      const start = performance.now();
      const seconds = await settleWhileDraining(clerk, stays, start);
      return report(clerk.took, seconds);
    } finally {
      await service.close();
    }
  } finally {
    await platform.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function makeCounty(order: CountyOrder): Promise<string[]> {
  const maker = join(import.meta.dirname, 'county.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [maker, JSON.stringify(order)]);
  return JSON.parse(stdout) as string[];
}

/** Requests as a window makes them, with the time each took. */
class Clerk {
  readonly took = new Map<RequestName, number[]>();
  readonly service: ServiceProcess;

  constructor(service: ServiceProcess) {
    this.service = service;
  }

  readonly ask: ServiceProcess['request'] = async (name, input) => {
    await sleep(pauseMs);
    const start = performance.now();
    const answer = await this.service.request(name, input);
    const times = this.took.get(name) ?? [];
    times.push(performance.now() - start);
    this.took.set(name, times);
    return answer;
  };

  async settle(stayId: string): Promise<void> {
    const trial = await this.ask('settlements.trial', { stayId, asOrdinary: false });
    await this.ask('settlements.settle', {
      requestId: newId(),
      stayId,
      asOrdinary: false,
      trialHash: trial.trialHash,
      payments: [{ means: 'cash', amountFen: trial.personalFen, reference: null }],
    });
  }
}

/** Until nothing waits any more; returns how long that took. */
async function settleWhileDraining(clerk: Clerk, stays: readonly string[], start: number): Promise<number> {
  const waiting = stays.values();
  for (;;) {
    const { upload } = await clerk.ask('hospital.status', {});
    if (upload.unsentCount === 0) return (performance.now() - start) / 1000;
    const { value: stayId } = waiting.next();
    if (stayId !== undefined) await clerk.settle(stayId);
    await clerk.ask('outbox.list', { limit: 200 });
    await clerk.ask('people.search', { text: '欧阳' });
  }
}

function report(took: ReadonlyMap<RequestName, readonly number[]>, seconds: number): boolean {
  const all = [...took.values()].flat();
  const lines = [...took, ['all together', all] as const].map(([name, times]) => [
    name,
    figure(times.length),
    ...[0.5, 0.99, 1].map((share) => figure(percentile(times, share))),
  ]);
  say(table(['request', 'asked', 'median ms', '99th percentile ms', 'longest ms'], lines));
  const reached = percentile(all, 0.99) < targetMs;
  say(
    `Drained in ${figure(seconds)} s. 99 of 100 requests below ${targetMs} ms: ${reached ? 'reached' : 'NOT REACHED'}`,
  );
  return reached;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
