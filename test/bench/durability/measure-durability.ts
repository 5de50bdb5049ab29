import { join } from 'node:path';
import { say } from '../../../build/setup/progress.js';
import { median } from '../measure.ts';
import { runOnSlowDisk } from '../on-slow-disk.ts';
import { figure, table } from '../table.ts';
import { type MeasuredAct, measuredActs, type SettleOrder, type SettleRound } from './settle-program.ts';

/** At most so many flushes for one settlement, checkpoints included. */
const mostFlushes = 1.05;
/**
 * At least this share of the raw loop's speed, by what is added to each flush: of the transaction. What its rows alone
 * do not reach is out of reach for it.
 */
const targets: ReadonlyMap<number, number | undefined> = new Map([
  [0, undefined],
  [1_000, 0.85],
  [5_000, 0.93],
]);
const rounds = 7;
const perRound = 40;

/**
 * One durable settlement against a raw loop that writes and flushes the bytes that the log got, on the same disk and
 * in turn: its rows alone, the transaction, which the targets are about, and the whole request. True when every target
 * was reached.
 */
export async function measureDurability(): Promise<boolean> {
  const lines: string[][] = [];
  let reached = true;
  for (const encrypted of [false, true]) {
    const order: SettleOrder = { encrypted, addedMicroseconds: [...targets.keys()], rounds, perRound };
    const program = join(import.meta.dirname, 'settle-program.ts');
    const seen = await runOnSlowDisk<readonly SettleRound[]>(program, order);
    for (const act of measuredActs) {
      for (const [added, target] of targets) {
        const roundsOf = (measured: MeasuredAct) =>
          seen.filter((round) => round.act === measured && round.addedMicroseconds === added);
        const line = lineOf(roundsOf(act), roundsOf('rows'), act, target);
        reached &&= line.isReached;
        lines.push([encrypted ? 'encrypted' : 'plain', titles[act], `${added / 1000}`, ...line.cells]);
      }
    }
  }
  say(table(head, lines, 2));
  return reached;
}

const titles: Readonly<Record<MeasuredAct, string>> = {
  rows: 'rows alone',
  transaction: 'transaction',
  request: 'request',
};

const head = [
  'file',
  'measured',
  'added ms',
  'ms',
  'raw ms',
  'processor ms',
  'of rows alone',
  'may be',
  'KB',
  'flushes',
  'of the raw loop',
  'target',
];

function lineOf(
  of: readonly SettleRound[],
  rows: readonly SettleRound[],
  act: MeasuredAct,
  target: number | undefined,
) {
  const each = (what: (round: SettleRound) => number) => median(of.map(what)) / perRound;
  const share = median(of.map(({ settleMs, rawMs }) => rawMs / settleMs));
  const flushes = sumOf(of, 'flushes') / (of.length * perRound);
  // Rounds were in turn: each beside the rows alone of the same moment.
  const timesRows = median(
    of.map((round, at) => round.settleProcessorMs / (rows[at]?.settleProcessorMs ?? 0)),
  );
  // What the raw loop does with the processor, and what the target leaves besides.
  const mayBe = ({ rawMs, rawProcessorMs }: SettleRound) => rawProcessorMs + rawMs * (1 / (target ?? 1) - 1);
  const cells = [
    figure(each(({ settleMs }) => settleMs)),
    figure(each(({ rawMs }) => rawMs)),
    figure(each(({ settleProcessorMs }) => settleProcessorMs)),
    timesRows.toFixed(2),
    target === undefined ? '' : figure(each(mayBe)),
    figure(Math.min(...of.map(({ writtenBytes }) => writtenBytes)) / perRound / 1000),
    flushes.toFixed(3),
    share.toFixed(3),
  ];
  const isReachedBy = share >= (target ?? 0);
  if (act === 'rows') {
    const verdict = isReachedBy ? 'within reach' : 'out of reach';
    return { isReached: true, cells: [...cells, target === undefined ? '' : `${target}: ${verdict}`] };
  }
  const isAimedAt = act === 'transaction' && target !== undefined;
  const isReached = flushes <= mostFlushes && (!isAimedAt || isReachedBy);
  const aim = `${isAimedAt ? `${target}, ` : ''}${mostFlushes} flushes`;
  return { isReached, cells: [...cells, `${aim}: ${isReached ? 'reached' : 'NOT REACHED'}`] };
}

function sumOf(seen: readonly SettleRound[], name: 'flushes'): number {
  return seen.reduce((sum, round) => sum + round[name], 0);
}
