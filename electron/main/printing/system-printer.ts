import type { WebContents } from 'electron';
import { cupsPrinter } from './cups-printer.ts';
import type { DocumentWindow } from './document-window.ts';
import { inMicrons } from './paper.ts';
import { failed, missingPrinter, type Printer, type PrintOutcome, spooled, timedOut } from './printer.ts';

const printLimitMs = 20_000;

/** The printers of this machine: CUPS where there is CUPS, the system's own print path on Windows. */
export function systemPrinter(documents: DocumentWindow): Printer {
  return process.platform === 'win32' ? pagePrinter(documents) : cupsPrinter();
}

/**
 * Prints the page itself through Chromium, since Windows prints no PDF without another program. The page is the one
 * the archived PDF was made of. Written for Windows and type-checked; it has not been run there.
 */
function pagePrinter(documents: DocumentWindow): Printer {
  const list: Printer['list'] = () =>
    documents.withPage('<!doctype html>', async (page) =>
      (await page.getPrintersAsync()).slice(0, 100).map(({ name, ...printer }) => ({
        name,
        // Newer versions do not tell; there the system's default is reached by naming none.
        isDefault: (printer as { isDefault?: boolean }).isDefault === true,
      })),
    );
  return {
    list,
    print: async (job) => {
      const missing = job.printer === null ? undefined : missingPrinter(job.printer, await list());
      if (missing) return missing;
      return documents
        .withPage(job.html, (page) => printPage(page, job))
        .catch(() => failed('打印机没有接受这份单据，请检查打印机是否停用。'));
    },
  };
}

function printPage(
  page: WebContents,
  { printer, paper }: Parameters<Printer['print']>[0],
): Promise<PrintOutcome> {
  return new Promise((resolve) => {
    // The callback may never come.
    const limit = setTimeout(() => resolve(timedOut(printLimitMs)), printLimitMs);
    page.print(
      {
        silent: true,
        printBackground: true,
        ...(printer === null ? {} : { deviceName: printer }),
        pageSize: inMicrons(paper),
        margins: { marginType: 'none' },
      },
      (success) => {
        clearTimeout(limit);
        resolve(success ? spooled : failed('打印机没有接受这份单据，请检查打印机是否停用。'));
      },
    );
  });
}
