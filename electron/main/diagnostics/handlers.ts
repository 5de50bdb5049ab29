import type { MainHandlers } from '../gate/main-handlers.ts';
import { folderSizes } from './folder-sizes.ts';
import { logTail } from './log-tail.ts';
import { machineFacts } from './machine.ts';
import { type DiagnosticsDesk, saveClosedDiagnostics, saveDiagnostics } from './save-diagnostics.ts';

type DiagnosticsRequest = Extract<keyof MainHandlers, `diagnostics.${string}`>;

interface Ground extends Pick<DiagnosticsDesk, 'service' | 'choosePath'> {
  readonly app: Parameters<typeof machineFacts>[0];
  readonly keys: { readonly kind: Parameters<typeof machineFacts>[1] };
  readonly dataFolder: string;
  readonly logsFolder: string;
}

/** What windows may ask for support, from the running application and its folders. */
export function diagnosticsHandlers(ground: Ground): Pick<MainHandlers, DiagnosticsRequest> {
  const desk: DiagnosticsDesk = {
    service: ground.service,
    choosePath: ground.choosePath,
    machine: () => machineFacts(ground.app, ground.keys.kind),
    folder: () => folderSizes(ground.dataFolder),
    logLines: () => logTail(ground.logsFolder),
  };
  return {
    'diagnostics.save': ({ windowId }) => saveDiagnostics(desk, windowId),
    'diagnostics.saveClosed': ({ windowId }) => saveClosedDiagnostics(desk, windowId),
  };
}
