import { setImmediate } from 'node:timers/promises';
import type { Actor, ServiceContext } from '../context.ts';
import { traceOf } from '../fault.ts';
import { basisOfToday, uncountedStays, whoDecidedLast } from './counted-stays.ts';
import { recountStay } from './recount-stay.ts';

/** So many are looked up at once; more than a hospital of this kind has open. */
const mostStays = 2000;
/** So often at the most is said how many are left. */
const tellEveryStays = 25;

export interface Recounted {
  /** Stays whose sums or codes are others now. */
  readonly stayCount: number;
}

/** The recount of each open file that nobody waits for. */
const running = new WeakMap<object, { stop: () => Promise<void> }>();

/**
 * A catalogue came, or a person has decided what a hospital's code means: every open stay that was not counted since is
 * counted anew, each in a transaction of its own, others are let through in between. What is settled stays as it is. Which
 * stays are left is read from the file: interrupted anywhere, the next call goes on.
 */
export async function recountOpenStays(
  context: ServiceContext,
  actor: Actor,
  stopping?: AbortSignal,
): Promise<Recounted> {
  let stayCount = 0;
  const basis = basisOfToday(context);
  for (const [at, stayId] of uncountedStays(context, basis, mostStays).entries()) {
    await setImmediate();
    if (stopping?.aborted === true) break;
    if (at % tellEveryStays === 0)
      context.publish('catalogue.progress', { phase: 'recounting', rowCount: at });
    if (!recountStay(context, actor, stayId, basis)) continue;
    stayCount += 1;
    context.publish('fees.changed', { stayId });
  }
  if (stayCount > 0) context.wakeSender();
  return { stayCount };
}

/**
 * The same behind everything else, in the name of who imported or decided last: after a catalogue came, and at every start
 * for what the last run left. Nothing happens where one is under way that will see it.
 */
export async function recountBehind(context: ServiceContext): Promise<void> {
  await stopRecount(context);
  const actor = whoDecidedLast(context);
  if (actor === undefined) return;
  const stopping = new AbortController();
  const run = recountOpenStays(context, actor, stopping.signal)
    .catch((error: unknown) => console.error(`a recount stopped: ${traceOf(error)}`))
    .then(() => context.publish('catalogue.progress', { phase: 'idle', rowCount: 0 }));
  running.set(context.database, { stop: () => (stopping.abort(), run) });
}

/** Waits for the stay in hand; what is left is counted after the next start. */
export async function stopRecount({ database }: ServiceContext): Promise<void> {
  await running.get(database)?.stop();
  running.delete(database);
}
