import { join } from 'node:path';
import { say } from '../../../build/setup/progress.js';
import { median } from '../measure.ts';
import { runOnSlowDisk } from '../on-slow-disk.ts';
import { figure, table } from '../table.ts';
import type { SettleOrder, SettleRound } from './settle-program.ts';

/** At most so many flushes for one settlement, checkpoints included. */
const mostFlushes = 1.05;
/** At least this share of the raw loop's speed, by what is added to each flush. */
const targets: ReadonlyMap<number, number | undefined> = new Map([
  [0, undefined],
  [1_000, 0.85],
  [5_000, 0.93],
]);
const rounds = 7;
const perRound = 40;

/**
 * One durable settlement against a raw loop that writes and flushes the bytes that the log got, on the same disk and
 * in turn; true when every target was reached.
 */
export async function measureDurability(): Promise<boolean> {
  const lines: string[][] = [];
  let reached = true;
  for (const encrypted of [false, true]) {
    const order: SettleOrder = { encrypted, addedMicroseconds: [...targets.keys()], rounds, perRound };
    const program = join(import.meta.dirname, 'settle-program.ts');
    const seen = await runOnSlowDisk<readonly SettleRound[]>(program, order);
    for (const [added, target] of targets) {
      const of = seen.filter(({ addedMicroseconds }) => addedMicroseconds === added);
      const share = median(of.map(({ settleMs, rawMs }) => rawMs / settleMs));
      const flushes = sumOf(of, 'flushes') / (of.length * perRound);
      const isReached = flushes <= mostFlushes && (target === undefined || share >= target);
      reached &&= isReached;
      lines.push([
        encrypted ? 'encrypted' : 'plain',
        `${added / 1000}`,
        figure(median(of.map(({ settleMs }) => settleMs)) / perRound),
        figure(median(of.map(({ rawMs }) => rawMs)) / perRound),
        figure(median(of.map(({ settleProcessorMs }) => settleProcessorMs)) / perRound),
        figure(Math.min(...of.map(({ writtenBytes }) => writtenBytes)) / perRound / 1000),
        flushes.toFixed(3),
        share.toFixed(3),
        `${target === undefined ? '' : `${target}, `}${mostFlushes} flushes: ${isReached ? 'reached' : 'NOT REACHED'}`,
      ]);
    }
  }
  const head = [
    'file',
    'added ms',
    'settlement ms',
    'raw ms',
    'processor ms',
    'KB',
    'flushes',
    'of the raw loop',
    'target',
  ];
  say(table(head, lines));
  return reached;
}

function sumOf(seen: readonly SettleRound[], name: 'flushes'): number {
  return seen.reduce((sum, round) => sum + round[name], 0);
}
