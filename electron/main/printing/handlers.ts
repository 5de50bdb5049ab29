import type { MainHandlers } from '../gate/main-handlers.ts';
import { type DocumentPress, printDocument } from './print-document.ts';

type DocumentRequest = Extract<keyof MainHandlers, `documents.${string}`>;

/** What windows may ask about paper. */
export function documentHandlers(press: DocumentPress): Pick<MainHandlers, DocumentRequest> {
  return {
    'documents.printers': () => press.printer.list(),
    'documents.print': ({ windowId, input }) => printDocument(press, windowId, input),
  };
}
