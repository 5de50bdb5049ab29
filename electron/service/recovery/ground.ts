import type { Database } from 'better-sqlite3';
import type { EventPayload } from '../../../shared/contract/contract.ts';
import type { Clock, ServiceContext } from '../context.ts';
import type { ConnectionOptions } from '../database/connection.ts';
import type { Platform } from '../platform/platform.ts';
import type { Places } from './places.ts';

/** What recovery works on, whether the hospital's file is open, closed for good, or chosen on a command line. */
export interface RecoveryGround {
  /** The present file, as it is opened. */
  readonly connection: ConnectionOptions;
  readonly places: Places;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly tell: (progress: EventPayload<'recovery.progress'>) => void;
  /** The platform of a file's own settings; undefined while none is set there. */
  readonly platformOf: (context: ServiceContext) => Platform | undefined;
  /** Finishes what is in hand and closes the present file, if it is open: from then on nobody writes to it. */
  readonly closePresent: () => Promise<void>;
}

/** A file that is only looked at, or prepared, as the functions of the service want it. Nobody is told anything. */
export function contextOfFile(ground: RecoveryGround, database: Database): ServiceContext {
  return {
    database,
    connection: ground.connection,
    clock: ground.clock,
    newId: ground.newId,
    publish: () => undefined,
    practice: false,
    dataFolder: ground.places.dataFolder,
    packsFolder: '',
    practiceFolder: '',
    platformUrl: null,
    sessions: new Map(),
    wakeSender: () => undefined,
  };
}
