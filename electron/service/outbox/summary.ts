import type { UploadSummary } from '../../../shared/contract/hospital.ts';
import { type Fen, fen, largestFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting } from '../hospital/settings.ts';
import { circuitOf } from './circuit.ts';
import { lastConnection } from './connection.ts';
import { placeOf } from './place.ts';
import { limitOf } from './unsent-limits.ts';

/** Over what is open: all of it, and of that what needs a person. */
interface Sums {
  readonly count: number;
  readonly amount: number;
  readonly oldestAt: string | null;
  readonly deadCount: number;
  readonly deadAmount: number;
  readonly waitingSince: string | null;
}

/**
 * What still waits for the platform: how many records, how much money (total cost; a reversal counts as much as what
 * it reverses), since when, and how many of them need a person; whether the platform is spoken to, and whether so much
 * waits that it has to be said.
 */
export function uploadSummary(context: ServiceContext): UploadSummary {
  const { count, amount, oldestAt, deadCount, deadAmount, waitingSince } = openSums(context);
  const circuit = circuitOf(context);
  const all = { count, amountFen: bounded(amount), oldestAt };
  return {
    unsentCount: count - deadCount,
    heldCount: deadCount === 0 ? 0 : heldCount(context),
    unsentFen: bounded(amount - deadAmount),
    oldestAt: waitingSince,
    deadCount,
    platform: lastConnection(context),
    circuit: circuit.state,
    nextProbeAt: circuit.nextProbeAt?.toISOString() ?? null,
    limit: limitOf(all, readSetting(context, 'unsentLimits'), context.clock.now()),
  };
}

/** One walk through one index: while much waits, this is asked several times a second. */
function openSums(context: ServiceContext): Sums {
  const sums = statement<[], Sums>(
    context.database,
    `SELECT count(*) AS count, coalesce(sum(abs(amount_fen)), 0) AS amount, min(recorded_at) AS oldestAt,
       count(*) FILTER (WHERE state = 'dead') AS deadCount,
       coalesce(sum(abs(amount_fen)) FILTER (WHERE state = 'dead'), 0) AS deadAmount,
       min(recorded_at) FILTER (WHERE state <> 'dead') AS waitingSince
     FROM outbox INDEXED BY outbox_open WHERE closed_at IS NULL`,
  ).get();
  if (sums === undefined) throw new Error('an aggregate gave no row');
  return sums;
}

/** The frame of every screen shows it: a sum beyond every limit must not take the screens away. */
function bounded(amount: number): Fen {
  return fen(Math.min(amount, largestFen));
}

/** Records that wait behind a dead one of the same person, of the same year or the same stay. */
function heldCount(context: ServiceContext): number {
  const row = statement<[], { count: number }>(
    context.database,
    `SELECT count(DISTINCT held.sequence) AS count
     FROM outbox AS dead INDEXED BY outbox_open
     JOIN outbox AS held INDEXED BY outbox_open_by_person
       ON held.person_id = dead.person_id AND ${placeOf('held')} > ${placeOf('dead')}
     WHERE dead.closed_at IS NULL AND dead.state = 'dead' AND held.closed_at IS NULL AND held.state <> 'dead'
       AND (held.year = dead.year OR held.stay_id = dead.stay_id)`,
  ).get();
  return row?.count ?? 0;
}
