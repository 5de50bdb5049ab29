import type { UploadSummary } from '../../../shared/contract/hospital.ts';
import { type Fen, fen, largestFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting } from '../hospital/settings.ts';
import { circuitOf } from './circuit.ts';
import { lastConnection } from './connection.ts';
import { placeOf } from './row.ts';
import { limitOf } from './unsent-limits.ts';

interface Sums {
  readonly isDead: 0 | 1;
  readonly count: number;
  readonly amount: number;
  readonly oldest: string;
}

/**
 * What still waits for the platform: how many records, how much money (total cost; a reversal counts as much as what
 * it reverses), since when, and how many of them need a person; whether the platform is spoken to, and whether so much
 * waits that it has to be said.
 */
export function uploadSummary(context: ServiceContext): UploadSummary {
  const sums = statement<[], Sums>(
    context.database,
    `SELECT state = 'dead' AS isDead, count(*) AS count, sum(abs(amount_fen)) AS amount, min(recorded_at) AS oldest
     FROM outbox INDEXED BY outbox_open WHERE closed_at IS NULL GROUP BY isDead`,
  ).all();
  const [waiting, dead] = [sums.find(({ isDead }) => isDead === 0), sums.find(({ isDead }) => isDead === 1)];
  const circuit = circuitOf(context);
  const all = {
    count: (waiting?.count ?? 0) + (dead?.count ?? 0),
    amountFen: bounded((waiting?.amount ?? 0) + (dead?.amount ?? 0)),
    oldestAt: sums.map(({ oldest }) => oldest).sort()[0] ?? null,
  };
  return {
    unsentCount: waiting?.count ?? 0,
    heldCount: dead === undefined ? 0 : heldCount(context),
    unsentFen: bounded(waiting?.amount ?? 0),
    oldestAt: waiting?.oldest ?? null,
    deadCount: dead?.count ?? 0,
    platform: lastConnection(context),
    circuit: circuit.state,
    nextProbeAt: circuit.nextProbeAt?.toISOString() ?? null,
    limit: limitOf(all, readSetting(context, 'unsentLimits'), context.clock.now()),
  };
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
