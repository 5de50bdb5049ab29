import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { onlyPayments } from '../../../electron/service/payments/take.ts';
import { moneyRequest } from '../../../electron/service/settlements/request.ts';
import { settleStay, writeSettlement } from '../../../electron/service/settlements/settle.ts';
import { prepareTrial } from '../../../electron/service/settlements/trial.ts';
import { tellDischarge, tellFees } from '../../../electron/service/stays/tell.ts';
import { Disk } from '../../faults/shim/shim.ts';
import { openTestHospital, type TestHospital } from '../../service/harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settleRequest } from '../../service/harness/patient.ts';
import type { Folders } from '../on-slow-disk.ts';
import { openPlain } from '../plain-file.ts';
import { rowsOf } from './settlement-rows.ts';

/** What the program is told besides its folders. */
export interface SettleOrder {
  readonly encrypted: boolean;
  readonly addedMicroseconds: readonly number[];
  readonly rounds: number;
  readonly perRound: number;
}

/**
 * What is timed. `rows`: the rows of a settlement written and committed, and nothing else (settlement-rows.ts), to see
 * what no program with these rows and checks can go below. `transaction`: from BEGIN to the end of COMMIT, with the trial reckoned before and all rows made inside:
 * fact, layers, claim, ledger, two records of the outbox with their hashes, audit. `request`: all that the service does,
 * the trial read and reckoned again and its hash compared before, the record read back after.
 */
export const measuredActs = ['rows', 'transaction', 'request'] as const;
export type MeasuredAct = (typeof measuredActs)[number];

/** One round: the same number of settlements and of raw writes, one after the other. */
export interface SettleRound {
  readonly act: MeasuredAct;
  readonly addedMicroseconds: number;
  readonly settleMs: number;
  readonly settleProcessorMs: number;
  readonly rawMs: number;
  readonly rawProcessorMs: number;
  readonly flushes: number;
  readonly writtenBytes: number;
}

type Settling = ReturnType<typeof settleRequest>;

/** Settles in a real file, and writes and flushes as many bytes raw, in turn; reports every round to its parent. */
async function run(order: SettleOrder & Folders): Promise<SettleRound[]> {
  const { dataFolder, encrypted, rounds, perRound, addedMicroseconds } = order;
  const disk = new Disk(order.diskFolder, dataFolder);
  disk.delayFlushes(0);
  const hospital = openTestHospital({ dataFolder, ...(encrypted ? {} : { open: openPlain }) });
  const total = addedMicroseconds.length * measuredActs.length * (rounds + 1) * perRound;
  const waiting = makePatients(hospital, total);
  const raw = new RawFile(path.join(dataFolder, 'raw'));
  const seen: SettleRound[] = [];
  try {
    for (const microseconds of addedMicroseconds) {
      disk.delayFlushes(microseconds);
      for (let round = 0; round <= rounds; round += 1) {
        for (const act of measuredActs) {
          const measured = await measureRound(disk, hospital, raw, act, waiting.splice(0, perRound));
          // The first round of each delay warms up.
          if (round > 0) seen.push({ act, addedMicroseconds: microseconds, ...measured });
        }
      }
    }
  } finally {
    disk.delayFlushes(0);
    raw.close();
    hospital.close();
  }
  return seen;
}

async function measureRound(
  disk: Disk,
  hospital: TestHospital,
  raw: RawFile,
  act: MeasuredAct,
  work: readonly Settling[],
): Promise<Omit<SettleRound, 'act' | 'addedMicroseconds'>> {
  const acts = await actsOf(act, hospital, work);
  const settled = timed(disk, () => {
    for (const settle of acts) settle();
  });
  const bytes = Math.ceil(settled.writtenBytes / work.length);
  const written = timed(disk, () => raw.writeAndFlush(bytes, work.length));
  return {
    settleMs: settled.ms,
    settleProcessorMs: settled.processorMs,
    rawMs: written.ms,
    rawProcessorMs: written.processorMs,
    flushes: settled.flushes,
    writtenBytes: settled.writtenBytes,
  };
}

/** People with a discharged stay, stored fees, both told, and a trial, in one transaction: none of it is timed. */
function makePatients(hospital: TestHospital, count: number): Settling[] {
  putSuixianIntoForce(hospital);
  return hospital.context.database
    .transaction(() =>
      Array.from({ length: count }, () => {
        const { stayId } = addPatient(hospital);
        // As when the list is imported and the discharge recorded.
        tellFees(hospital.context, stayId);
        tellDischarge(hospital.context, hospital.actor('clerk'), stayId);
        return settleRequest(hospital, { stayId, asOrdinary: false });
      }),
    )
    .immediate();
}

type Act = () => void;

async function actsOf(act: MeasuredAct, hospital: TestHospital, work: readonly Settling[]): Promise<Act[]> {
  if (act === 'request') return requests(hospital, work);
  const settling = transactions(hospital, work);
  return act === 'rows' ? rowsOf(hospital.context.database, settling) : settling;
}

function requests({ context, actor }: TestHospital, work: readonly Settling[]): Act[] {
  return work.map((request) => () => void settleStay(context, actor('clerk'), request));
}

function transactions({ context, actor }: TestHospital, work: readonly Settling[]): Act[] {
  return work.map(({ requestId, stayId, asOrdinary, payments }) => {
    const request = moneyRequest(requestId, 'settle', { stayId });
    const trial = prepareTrial(context, { stayId, asOrdinary });
    const write = () => writeSettlement(context, actor('clerk'), request, trial, onlyPayments(payments));
    return () => void inTransaction(context.database, write);
  });
}

function timed(disk: Disk, work: () => void) {
  const [before, processor, start] = [disk.counts(), process.cpuUsage(), performance.now()];
  work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(processor);
  const after = disk.counts();
  return {
    ms,
    processorMs: (user + system) / 1000,
    flushes: after.flushes - before.flushes,
    writtenBytes: after.writtenBytes - before.writtenBytes,
  };
}

/** What a log that only appends would do with the same bytes. */
class RawFile {
  readonly #handle: number;
  #position = 0;

  constructor(file: string) {
    this.#handle = openSync(file, 'w');
  }

  writeAndFlush(bytes: number, times: number): void {
    const content = Buffer.alloc(bytes, 7);
    for (let time = 0; time < times; time += 1) {
      writeSync(this.#handle, content, 0, bytes, this.#position);
      fdatasyncSync(this.#handle);
      this.#position += bytes;
    }
  }

  close(): void {
    closeSync(this.#handle);
  }
}

process.send?.(await run(JSON.parse(process.argv[2] ?? '') as SettleOrder & Folders));
process.disconnect?.();
