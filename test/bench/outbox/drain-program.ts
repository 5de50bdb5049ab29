import type { Database } from 'better-sqlite3';
import path from 'node:path';
import type { ServiceContext } from '../../../electron/service/context.ts';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { type SenderParts, startSender } from '../../../electron/service/outbox/sender.ts';
import type { Acknowledgement, Outcome } from '../../../electron/service/platform/outcome.ts';
import type { Platform } from '../../../electron/service/platform/platform.ts';
import { Disk } from '../../faults/shim/shim.ts';
import { openTestHospital, type TestHospital } from '../../service/harness/hospital.ts';
import { admit } from '../../service/outbox/facts.ts';
import type { Folders } from '../on-slow-disk.ts';
import { requirePeer } from '../peers.ts';
import { openPlain } from '../plain-file.ts';
import { rowsOfTurns } from './turn-rows.ts';

export interface OutboxOrder {
  readonly encrypted: boolean;
  readonly addedMicroseconds: number;
  readonly rounds: number;
  readonly batch: number;
}

export const contenders = [
  'plainjob',
  'one by one',
  'rows alone, one by one',
  'in batches',
  'rows alone, in batches',
] as const;
export type Contender = (typeof contenders)[number];

/** The rows that ours writes and nothing else: what these do not reach, no program with these rows does. */
export function isRowsAlone(contender: Contender): boolean {
  return contender.startsWith('rows alone');
}

function isOneByOne(contender: Contender): boolean {
  return contender.endsWith('one by one');
}

export interface OutboxRound {
  readonly contender: Contender;
  readonly perSecond: number;
  readonly processorMsPerMessage: number;
  readonly flushesPerMessage: number;
}

/** How many messages each gets in a round. */
const counts: Readonly<Record<Contender, number>> = {
  plainjob: 1_000,
  'one by one': 1_000,
  'rows alone, one by one': 1_000,
  'in batches': 3_000,
  'rows alone, in batches': 3_000,
};

/** Delivers what waits, put in before, to a platform that takes everything at once; rounds in turn. */
async function run(order: OutboxOrder & Folders): Promise<OutboxRound[]> {
  const disk = new Disk(order.diskFolder, order.dataFolder);
  const seen: OutboxRound[] = [];
  // The first round warms up.
  for (let round = 0; round <= order.rounds; round += 1) {
    for (const contender of contenders) {
      const dataFolder = path.join(order.dataFolder, `${contender}-${round}`);
      const drain = contender === 'plainjob' ? drainPlainjob : drainOurs;
      const drained = await drain(disk, { ...order, dataFolder, contender });
      if (round > 0) seen.push({ contender, ...drained });
    }
  }
  return seen;
}

type Work = OutboxOrder & { readonly dataFolder: string; readonly contender: Contender };

async function timed(disk: Disk, { addedMicroseconds, contender }: Work, drain: () => Promise<void>) {
  disk.delayFlushes(addedMicroseconds);
  const [before, processor, start] = [disk.counts().flushes, process.cpuUsage(), performance.now()];
  await drain();
  const [ms, flushes] = [performance.now() - start, disk.counts().flushes - before];
  const { user, system } = process.cpuUsage(processor);
  disk.delayFlushes(0);
  const count = counts[contender];
  return {
    perSecond: (count * 1000) / ms,
    processorMsPerMessage: (user + system) / 1000 / count,
    flushesPerMessage: flushes / count,
  };
}

async function drainOurs(disk: Disk, work: Work) {
  const hospital = openHospital(work);
  try {
    makeWaiting(hospital, counts[work.contender]);
    const { context } = hospital;
    const bringOut = (from: ServiceContext) => send(from, isOneByOne(work.contender) ? 1 : work.batch);
    const drain = isRowsAlone(work.contender)
      ? await rowsOfTurns(context, bringOut)
      : () => bringOut(context);
    const drained = await timed(disk, work, drain);
    const left = hospital.context.database.prepare("SELECT count(*) FROM outbox WHERE state <> 'done'");
    if (left.pluck().get() !== 0) throw new Error('something was not delivered');
    return drained;
  } finally {
    hospital.close();
  }
}

async function send(context: ServiceContext, rows: number): Promise<void> {
  const platform = new TakesEverything();
  const parts: Partial<SenderParts> = {
    platform: () => platform as unknown as Platform,
    later: () => () => undefined,
    perTurn: { rows, bytes: 10_000_000 },
  };
  const sender = startSender(context, parts);
  await sender.idle();
  await sender.stop();
}

function openHospital({ dataFolder, encrypted }: Work): TestHospital {
  return openTestHospital({ dataFolder, ...(encrypted ? {} : { open: openPlain }) });
}

/** Admissions of different people whom the platform knows already. */
function makeWaiting(hospital: TestHospital, count: number): void {
  const { database } = hospital.context;
  const know = database.prepare("INSERT INTO platform_identifier VALUES (?, 'person', 'P', '')");
  inTransaction(database, () => {
    for (let number = 0; number < count; number += 1) {
      know.run(admit(hospital, `ZY${number}`).personId);
    }
  });
  database.pragma('wal_checkpoint(TRUNCATE)');
}

/** The rest of a platform is never asked: everybody is known and nothing is in doubt. */
class TakesEverything {
  #count = 0;

  deliver(): Promise<Outcome<Acknowledgement>> {
    const number = `M${(this.#count += 1)}`;
    return Promise.resolve({
      outcome: 'accepted',
      transactionCode: '2401',
      messageId: number,
      at: new Date().toISOString(),
      durationMs: 1,
      code: '0',
      reason: '',
      retryAfterMs: undefined,
      value: { number, amounts: null, items: null, answer: `{"result":{"mdtrt_id":"${number}"}}` },
    });
  }

  close(): void {}
}

/** What of plainjob is used here; its types are not there when the project is checked. */
interface Plainjob {
  readonly better: (database: Database) => unknown;
  readonly defineQueue: (options: object) => {
    readonly addMany: (type: string, data: unknown[]) => void;
    readonly close: () => void;
  };
  readonly defineWorker: (
    type: string,
    work: () => Promise<void>,
    options: object,
  ) => { readonly start: () => Promise<void>; readonly stop: () => Promise<void> };
}

/** The same file settings, the same content of a message, its own worker. */
async function drainPlainjob(disk: Disk, work: Work) {
  const { better, defineQueue, defineWorker } = requirePeer('plainjob') as Plainjob;
  const hospital = openHospital(work);
  const { database } = hospital.context;
  const silent = () => undefined;
  const logger = { error: silent, warn: silent, info: silent, debug: silent };
  const queue = defineQueue({ connection: better(database), logger });
  try {
    // It sets NORMAL itself; a message that was reported done has to survive a power failure here as well.
    database.pragma('synchronous = FULL');
    const record = JSON.stringify({ content: '入院登记'.repeat(60) });
    const count = counts[work.contender];
    queue.addMany(
      'upload',
      Array.from({ length: count }, () => record),
    );
    database.pragma('wal_checkpoint(TRUNCATE)');
    return await timed(disk, work, () => {
      let done = 0;
      const worker = defineWorker('upload', () => Promise.resolve(), {
        queue,
        logger,
        onCompleted: () => {
          done += 1;
          if (done === count) void worker.stop();
        },
      });
      return worker.start();
    });
  } finally {
    queue.close();
    hospital.close();
  }
}

process.send?.(await run(JSON.parse(process.argv[2] ?? '') as OutboxOrder & Folders));
process.disconnect?.();
