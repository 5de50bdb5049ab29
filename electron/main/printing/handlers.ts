import type { MainHandlers } from '../gate/main-handlers.ts';
import { printSlip, type SlipPress } from './print-slip.ts';

type DocumentRequest = Extract<keyof MainHandlers, `documents.${string}`>;

/** What windows may ask about paper. */
export function documentHandlers(press: SlipPress): Pick<MainHandlers, DocumentRequest> {
  return {
    'documents.printers': () => press.printer.list(),
    'documents.printSlip': ({ windowId, input }) => printSlip(press, windowId, input),
  };
}
