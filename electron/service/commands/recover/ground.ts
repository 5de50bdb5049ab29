import { platformOfSettings } from '../../outbox/platform-of-settings.ts';
import type { RecoveryGround } from '../../recovery/ground.ts';
import { hospitalFile } from '../../recovery/journal.ts';
import { newId } from '../../new-id.ts';

/** Recovery of a folder that is named on a command line, with nobody working in it. */
export function groundOfFolder(
  dataFolder: string,
  secondFolder: string | null,
  keyHex: string,
): RecoveryGround {
  return {
    connection: { file: hospitalFile(dataFolder), keyHex, nativeBinding: null, busyTimeoutMs: 1000 },
    places: { dataFolder, secondFolder },
    clock: { now: () => new Date() },
    newId,
    tell: () => undefined,
    platformOf: (copy) => platformOfSettings(copy)(),
    closePresent: async () => undefined,
  };
}
