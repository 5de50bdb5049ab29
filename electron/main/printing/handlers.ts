import type { ChooseSavePath } from '../files/choose-save-path.ts';
import { writeChosen } from '../files/write-chosen.ts';
import type { MainHandlers } from '../gate/main-handlers.ts';
import { type DocumentPress, printDocument, printTestPage, type TestPress } from './print-document.ts';

type DocumentRequest = Extract<keyof MainHandlers, `documents.${string}`>;

/** What windows may ask about paper. */
export function documentHandlers(
  press: DocumentPress & TestPress & { readonly choosePath: ChooseSavePath },
): Pick<MainHandlers, DocumentRequest> {
  return {
    'documents.printers': () => press.printer.list(),
    'documents.print': ({ windowId, input }) => printDocument(press, windowId, input),
    'documents.testPage': ({ input }) => printTestPage(press, input),
    'documents.save': async ({ windowId, input: { number, ...document } }) => {
      const { pdf } = await press.service.askAsHost(windowId, 'host.documentPdf', document);
      return writeChosen(press.choosePath, windowId, `${number}.pdf`, pdf);
    },
  };
}
