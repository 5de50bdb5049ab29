import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Disk, type DiskFault } from '../shim/shim.ts';
import { piecesIn, type Pieces, Window } from './window.ts';

/*
 * A program on a disk that fails (shim/): settles one stay with the n-th call to the disk failing, for every n that
 * is asked for, each on a fresh copy of the prepared file.
 */
export interface FailingCallsOrder {
  readonly preparedFolder: string;
  readonly scratchFolder: string;
  readonly stayId: string;
  readonly fault: DiskFault;
  /** So many calls fail in a row. */
  readonly times: number;
  readonly withCheckpoint: boolean;
  /** The n-th calls; 0 fails none. */
  readonly calls: readonly number[];
}

export interface FailingCall {
  readonly nthCall: number;
  /** Calls that the settlement made, and how many of them failed. */
  readonly calls: number;
  readonly faults: number;
  readonly answer: 'done' | (string & {});
  /** What a program finds that opens the files as they were left. */
  readonly leftBehind: Pieces;
  /** The same request again, once the disk works. */
  readonly again: string;
  readonly inTheEnd: Pieces;
  readonly integrity: unknown;
}

async function settleWith(order: FailingCallsOrder, disk: Disk, nthCall: number): Promise<FailingCall> {
  const folder = mkdtempSync(path.join(order.scratchFolder, 'hospital-'));
  cpSync(order.preparedFolder, folder, { recursive: true });
  const window = new Window(folder);
  const request = await window.tried(order.stayId);
  if (order.withCheckpoint) window.database.pragma('wal_autocheckpoint = 1');
  const before = disk.counts();
  if (nthCall > 0) disk.failAt(nthCall, order.fault, order.times);
  const answer = await window.ask('settlements.settle', request);
  disk.heal();
  const after = disk.counts();
  const leftBehind = copied(folder, order.scratchFolder);
  const again = await window.ask('settlements.settle', request);
  const inTheEnd = piecesIn(window.database);
  const integrity = window.database.pragma('integrity_check', { simple: true });
  window.database.close();
  rmSync(folder, { recursive: true });
  return {
    nthCall,
    calls: after.calls - before.calls,
    faults: after.faults - before.faults,
    answer: answer.ok ? 'done' : answer.error.code,
    leftBehind,
    again: again.ok ? 'done' : again.error.code,
    inTheEnd,
    integrity,
  };
}

function copied(folder: string, scratchFolder: string): Pieces {
  const copy = mkdtempSync(path.join(scratchFolder, 'copy-'));
  for (const name of ['hospital.db', 'hospital.db-wal'])
    cpSync(path.join(folder, name), path.join(copy, name));
  const { database } = new Window(copy);
  try {
    return piecesIn(database);
  } finally {
    database.close();
    rmSync(copy, { recursive: true });
  }
}

process.once('message', (message) => {
  const order = message as FailingCallsOrder & { readonly diskFolder: string };
  const disk = new Disk(order.diskFolder, path.join(order.scratchFolder, 'hospital-'));
  void (async () => {
    const seen: FailingCall[] = [];
    for (const nthCall of order.calls) seen.push(await settleWith(order, disk, nthCall));
    process.send?.(seen, () => process.exit(0));
  })();
});
