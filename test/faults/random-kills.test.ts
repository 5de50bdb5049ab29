import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../platform/faults.ts';
import { ReferencePlatform } from '../platform/start.ts';
import {
  expectEqualOnBothSides,
  openPrepared,
  type PreparedHospital,
  prepareHospital,
} from './both-sides.ts';
import { Clerk } from './clerk.ts';
import { seededRandom } from './seeded-random.ts';
import { ServiceGone, ServiceProcess } from './service-process.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const killCount = full ? 500 : 20;
/** One stay in three takes three steps, and a kill comes after up to four. */
const staysPerKill = 2;
/** Another seed: `ONESTOP_SEED=7`. It stands in the name of the test, so that a failure names it. */
const seed = Number(process.env['ONESTOP_SEED'] ?? 20200310);

let platform: ReferencePlatform;
let prepared: PreparedHospital;
let service: ServiceProcess;

beforeEach(async () => {
  platform = await ReferencePlatform.start();
  prepared = prepareHospital(killCount * staysPerKill);
});
afterEach(async () => {
  await service.close();
  await platform.stop();
  rmSync(prepared.dataFolder, { recursive: true, force: true });
});

const start = () => ServiceProcess.start(prepared.dataFolder, platform.url);

const mishaps: readonly Fault['wrong'][] = [
  { kind: 'cut_before_acting' },
  { kind: 'cut_after_acting' },
  { kind: 'slow', durationMs: 30 },
  { kind: 'status', status: 500, acted: true },
  { kind: 'code', infcode: -9999, words: '', acted: true },
];

describe('a service under load, killed at random moments', () => {
  it(
    `${killCount} times with seed ${seed}: every settlement the clerk was told of is on both sides exactly once`,
    { timeout: killCount * 20_000 },
    async () => {
      const random = seededRandom(seed);
      const clerk = new Clerk(prepared.stayIds);
      service = await start();
      await service.drained();
      await service.close();
      for (let kill = 0; kill < killCount; kill += 1) {
        service = await start();
        const mishap = mishaps[Math.floor(random() * mishaps.length)]!;
        await platform.fault('any', mishap);
        for (let steps = Math.floor(random() * 4); steps > 0; steps -= 1) await clerk.nextStep(service);
        // While the next step is on its way, or what it left behind.
        const working = clerk.nextStep(service).catch(whenGone);
        await sleep(random() * 60);
        await service.kill();
        await working;
      }
      await platform.clear();
      service = await start();
      await clerk.allSteps(service);
      await workOff(service);
      await service.close();
      expect(clerk.stepsLeft).toBe(0);
      expectKept(clerk);
      await expectEqualOnBothSides(prepared, platform);
    },
  );
});

/** More rounds than any record needs. */
const mostRounds = 20;
const financeWindow = 2;

/**
 * What was caught by too many kills in a row is given up and lies with a person: finance has it asked about again, or sends
 * it anew, until the platform has everything.
 */
async function workOff(service: ServiceProcess): Promise<void> {
  await service.signIn('finance', financeWindow);
  for (let round = 0; round < mostRounds; round += 1) {
    await service.request('outbox.sendNow', {});
    await service.drained();
    const { rows } = await service.request('outbox.list', { limit: 500 });
    const dead = rows.filter(({ state }) => state === 'dead');
    if (dead.length === 0) return;
    for (const { outboxId, acts } of dead) await (acts.includes('ask') ? ask : resend)(service, outboxId);
  }
  throw new Error('a record could not be worked off');
}

const reason = '断电后核对';

async function ask(service: ServiceProcess, outboxId: string): Promise<void> {
  await service.request('outbox.ask', { outboxId, reason }, financeWindow);
}

async function resend(service: ServiceProcess, outboxId: string): Promise<void> {
  const { previewHash } = await service.request('outbox.previewResend', { outboxId }, financeWindow);
  await service.request('outbox.resend', { outboxId, previewHash, reason }, financeWindow);
}

function whenGone(error: unknown): void {
  if (!(error instanceof ServiceGone)) throw error;
}

/** Nothing that was shown as done is missing or another, and the books are whole. */
function expectKept(clerk: Clerk): void {
  const database = openPrepared(prepared);
  try {
    const stored = database
      .prepare('SELECT id, total_fen, personal_fen FROM settlement ORDER BY id')
      .raw()
      .all();
    const told = clerk.told.map(({ settlementId, cost, personalFen }) => [
      settlementId,
      cost.totalFen,
      personalFen,
    ]);
    expect(stored).toEqual(told.sort(([left], [right]) => (String(left) < String(right) ? -1 : 1)));
    expect(database.prepare('SELECT sum(amount_fen) AS sum FROM ledger_entry').get()).toEqual({ sum: 0 });
    // The kills did hit: some found a record on its way.
    const interrupted = database.prepare(
      "SELECT count(*) AS n FROM outbox_attempt WHERE outcome = 'interrupted'",
    );
    expect((interrupted.get() as { n: number }).n).toBeGreaterThan(killCount / 10);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  } finally {
    database.close();
  }
}
