import type { App } from 'electron';
import { arch, cpus, freemem, release, totalmem, version } from 'node:os';
import type { MachineFacts } from '../../../shared/contract/diagnostics.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { plainLine } from './plain-line.ts';

/** What runs on what. Not the machine's name, the account, the network or any folder. */
export function machineFacts(
  app: Pick<App, 'getVersion' | 'isPackaged'>,
  keysKeptBy: KeyStore['kind'],
): MachineFacts {
  return {
    application: plainLine(app.getVersion()),
    isPackaged: app.isPackaged,
    electron: plainLine(process.versions['electron'] ?? ''),
    chromium: plainLine(process.versions['chrome'] ?? ''),
    node: plainLine(process.version),
    system: plainLine(`${process.platform} ${version()}`),
    systemRelease: plainLine(release()),
    architecture: arch(),
    processors: cpus().length,
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    keysKeptBy,
  };
}
