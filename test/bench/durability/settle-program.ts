import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { tellDischarge, tellFees } from '../../../electron/service/stays/tell.ts';
import { Disk } from '../../faults/shim/shim.ts';
import { openTestHospital, type TestHospital } from '../../service/harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settleRequest } from '../../service/harness/patient.ts';
import type { Folders } from '../on-slow-disk.ts';
import { openPlain } from '../plain-file.ts';

/** What the program is told besides its folders. */
export interface SettleOrder {
  readonly encrypted: boolean;
  readonly addedMicroseconds: readonly number[];
  readonly rounds: number;
  readonly perRound: number;
}

/** One round: the same number of settlements and of raw writes, one after the other. */
export interface SettleRound {
  readonly addedMicroseconds: number;
  readonly settleMs: number;
  readonly settleProcessorMs: number;
  readonly rawMs: number;
  readonly flushes: number;
  readonly writtenBytes: number;
}

type Settling = ReturnType<typeof settleRequest>;

/** Settles in a real file, and writes and flushes as many bytes raw, in turn; reports every round to its parent. */
function run(order: SettleOrder & Folders): SettleRound[] {
  const { dataFolder, encrypted, rounds, perRound, addedMicroseconds } = order;
  const disk = new Disk(order.diskFolder, dataFolder);
  disk.delayFlushes(0);
  const hospital = openTestHospital({ dataFolder, ...(encrypted ? {} : { open: openPlain }) });
  const total = addedMicroseconds.length * (rounds + 1) * perRound;
  const waiting = makePatients(hospital, total);
  const raw = new RawFile(path.join(dataFolder, 'raw'));
  const seen: SettleRound[] = [];
  try {
    for (const microseconds of addedMicroseconds) {
      disk.delayFlushes(microseconds);
      for (let round = 0; round <= rounds; round += 1) {
        const work = waiting.splice(0, perRound);
        const settled = timed(disk, () => settleAll(hospital, work));
        const bytes = Math.ceil(settled.writtenBytes / work.length);
        const written = timed(disk, () => raw.writeAndFlush(bytes, work.length));
        // The first round of each delay warms up.
        if (round === 0) continue;
        seen.push({
          addedMicroseconds: microseconds,
          settleMs: settled.ms,
          settleProcessorMs: settled.processorMs,
          rawMs: written.ms,
          flushes: settled.flushes,
          writtenBytes: settled.writtenBytes,
        });
      }
    }
  } finally {
    disk.delayFlushes(0);
    raw.close();
    hospital.close();
  }
  return seen;
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

function settleAll(hospital: TestHospital, work: readonly Settling[]): void {
  for (const request of work) settleStay(hospital.context, hospital.actor('clerk'), request);
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

process.send?.(run(JSON.parse(process.argv[2] ?? '') as SettleOrder & Folders));
process.disconnect?.();
