import { join } from 'node:path';
import { say } from '../../../build/setup/progress.js';
import { median } from '../measure.ts';
import { runOnSlowDisk } from '../on-slow-disk.ts';
import { installPeers, peerVersion } from '../peers.ts';
import { figure, table } from '../table.ts';
import {
  type Contender,
  contenders,
  isRowsAlone,
  type OutboxOrder,
  type OutboxRound,
} from './drain-program.ts';

/** So many times plainjob's messages a second. What the rows alone do not reach is out of reach. */
const targets: Readonly<Partial<Record<Contender, number>>> = {
  'one by one': 1.5,
  'rows alone, one by one': 1.5,
  'in batches': 40,
  'rows alone, in batches': 40,
};
const batch = 100;

/** Bringing what waits to a platform that takes everything at once, beside plainjob; true when the targets are reached. */
export async function measureOutbox(): Promise<boolean> {
  await installPeers();
  const lines: string[][] = [];
  let reached = true;
  for (const encrypted of [false, true]) {
    const order: OutboxOrder = { encrypted, addedMicroseconds: 1_000, rounds: 5, batch };
    const program = join(import.meta.dirname, 'drain-program.ts');
    const seen = await runOnSlowDisk<readonly OutboxRound[]>(program, order);
    const of = (contender: Contender) => seen.filter((round) => round.contender === contender);
    for (const contender of contenders) {
      const rounds = of(contender);
      const times = median(
        rounds.map(({ perSecond }, round) => perSecond / (of('plainjob')[round]?.perSecond ?? Infinity)),
      );
      const target = targets[contender];
      const isReached = target === undefined || times >= target;
      if (!isRowsAlone(contender)) reached &&= isReached;
      lines.push([
        encrypted ? 'encrypted' : 'plain',
        nameOf(contender),
        figure(median(rounds.map(({ perSecond }) => perSecond))),
        figure(median(rounds.map(({ flushesPerMessage }) => flushesPerMessage))),
        median(rounds.map(({ processorMsPerMessage }) => processorMsPerMessage)).toFixed(3),
        mayTake(of('plainjob'), target),
        figure(times),
        target === undefined ? '' : `${target}: ${verdict(contender, isReached)}`,
      ]);
    }
  }
  const head = [
    'file',
    'outbox',
    'a second',
    'flushes each',
    'processor ms',
    'may take ms',
    'times plainjob',
    'target',
  ];
  say(table(head, lines, 2));
  return reached;
}

/** What the target leaves for one message, its share of the flushes included. */
function mayTake(plainjob: readonly OutboxRound[], target: number | undefined): string {
  if (target === undefined) return '';
  return (median(plainjob.map(({ perSecond }) => 1000 / perSecond)) / target).toFixed(3);
}

function verdict(contender: Contender, isReached: boolean): string {
  if (isRowsAlone(contender)) return isReached ? 'within reach' : 'out of reach';
  return isReached ? 'reached' : 'NOT REACHED';
}

function nameOf(contender: Contender): string {
  if (contender === 'plainjob') return `plainjob ${peerVersion('plainjob')}, synchronous FULL`;
  const name = contender.replace('in batches', `${batch} a batch`);
  return isRowsAlone(contender) ? name : `ours, ${name}`;
}
