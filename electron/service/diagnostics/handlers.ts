import type { HostHandlers } from '../context.ts';
import { gatherDiagnostics } from './diagnostics.ts';

/** What main asks on behalf of a window that saves the diagnostics file. */
export const diagnosticsHostHandlers: Pick<HostHandlers, 'host.diagnostics'> = {
  'host.diagnostics': (context, { actor }) => gatherDiagnostics(context, actor),
};
