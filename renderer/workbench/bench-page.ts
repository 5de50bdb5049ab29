import type { RoomProps } from '../app/room.ts';
import type { Bench } from './use-bench.ts';

/** What every page of the workbench gets: the room's, and the pack that lies on the bench. */
export interface BenchPageProps extends RoomProps {
  readonly bench: Bench;
}
