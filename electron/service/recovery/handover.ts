import type { ServiceContext } from '../context.ts';
import { platformOfSettings } from '../outbox/platform-of-settings.ts';
import { readSetting } from '../hospital/settings.ts';
import type { RecoveryGround } from './ground.ts';
import { Rehearsals } from './rehearse.ts';

/** What only the program itself can do with the hospital it has open. */
export interface Handover {
  /** Finishes what is in hand and closes the file. */
  close(): Promise<void>;
  /** Ends this service after the answer that is under way; main starts it again. */
  startAnew(): void;
}

interface OpenRecovery extends Handover {
  readonly rehearsals: Rehearsals;
}

const ofContext = new WeakMap<ServiceContext, OpenRecovery>();

export function allowHandover(context: ServiceContext, handover: Handover): void {
  ofContext.set(context, { ...handover, rehearsals: new Rehearsals() });
}

export function handoverOf(context: ServiceContext): OpenRecovery {
  const handover = ofContext.get(context);
  if (handover === undefined) throw new Error('recovery was not made ready for this hospital');
  return handover;
}

/** Recovery while the file is open and people are signed in. */
export function groundOf(context: ServiceContext): RecoveryGround {
  const secondFolder = readSetting(context, 'backupSecondFolder');
  return {
    connection: context.connection,
    places: { dataFolder: context.dataFolder, secondFolder },
    clock: context.clock,
    newId: () => context.newId(),
    tell: (progress) => context.publish('recovery.progress', progress),
    // The copy's own settings, at the address this program was started with.
    platformOf: (copy) => platformOfSettings({ ...copy, platformUrl: context.platformUrl })(),
    closePresent: () => handoverOf(context).close(),
  };
}
