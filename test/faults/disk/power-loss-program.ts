import { statSync } from 'node:fs';
import { Disk } from '../shim/shim.ts';
import { Window } from './window.ts';

/*
 * A program on a disk that keeps a journal (shim/): settles stay after stay, and says after which byte of the journal
 * each was told to be done. It ends without a last word.
 */
export interface PowerLossOrder {
  readonly dataFolder: string;
  readonly stayIds: readonly string[];
  /** The log is brought over into the file at every so many of its pages. */
  readonly checkpointPages: number;
}

export interface ToldDone {
  readonly settlementId: string;
  readonly totalFen: number;
  readonly personalFen: number;
  readonly journalPosition: number;
}

process.once('message', (message) => {
  const order = message as PowerLossOrder & { readonly diskFolder: string };
  const { journalFile } = new Disk(order.diskFolder, order.dataFolder);
  void (async () => {
    const window = new Window(order.dataFolder);
    window.database.pragma(`wal_autocheckpoint = ${order.checkpointPages}`);
    const told: ToldDone[] = [];
    for (const stayId of order.stayIds) {
      const answer = await window.ask('settlements.settle', await window.tried(stayId));
      if (!answer.ok) throw new Error(answer.error.code);
      const { settlementId, cost, personalFen } = answer.value;
      const journalPosition = statSync(journalFile).size;
      told.push({ settlementId, totalFen: cost.totalFen, personalFen, journalPosition });
    }
    process.send?.(told, () => process.kill(process.pid, 'SIGKILL'));
  })();
});
