import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { AnyDocument } from '../../../shared/contract/documents/document.ts';
import type { PaperName } from '../../../shared/contract/documents/paper.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceHost } from '../programs/service-host.ts';
import type { MainHandlers } from '../gate/main-handlers.ts';
import type { Paper } from './paper.ts';
import type { Printer, PrintOutcome } from './printer.ts';

/** What printing a document needs, so that a test can put its own in place. */
export interface DocumentPress {
  readonly service: Pick<ServiceHost, 'askAsHost'>;
  /** A document as a whole static page for its paper. */
  render(document: AnyDocument): string;
  /** The sheet that the page takes on that paper: a roll is as long as the page. */
  sheetFor(html: string, paper: PaperName): Promise<Paper>;
  toPdf(html: string, paper: Paper): Promise<Uint8Array<ArrayBuffer>>;
  readonly printer: Printer;
}

/** As the contract has checked it. */
export type PrintWanted = Parameters<MainHandlers['documents.print']>[0]['input'];

/**
 * Takes the next copy number, makes the PDF, archives it with its hash, and only then puts it on paper. What the
 * printer does wrong is an outcome, not a refusal: the document is archived and can be printed again.
 * @throws Refusal from the service (not allowed, no such subject, not archived) or if no PDF could be made
 */
export async function printDocument(
  press: DocumentPress,
  windowId: number,
  input: PrintWanted,
): Promise<RequestOutput<'documents.print'>> {
  const { printer: asked, ...wanted } = input;
  const { service } = press;
  const prepared = await service.askAsHost(windowId, 'host.prepareDocument', wanted);
  const { document } = prepared;
  const printer = asked ?? prepared.printer;
  const { entry } = document;
  const { documentId, copyNumber } = entry;
  const html = press.render(document);
  const paper = await press.sheetFor(html, entry.paper);
  const pdf = await press.toPdf(html, paper);
  const { sha256 } = await service.askAsHost(windowId, 'host.archiveDocument', { entry, pdf });
  const printed = withArchive(await press.printer.print({ pdf, html, paper, printer, title: documentId }));
  const record = {
    documentId,
    printer,
    outcome: printed.outcome,
    reason: printed.outcome === 'spooled' ? null : printed.sentence,
  };
  const noted = await service.askAsHost(windowId, 'host.recordPrint', record).then(
    () => '',
    (error: unknown) => {
      if (error instanceof Refusal) return '（打印结果未能登记）';
      throw error;
    },
  );
  const { outcome, needsLook = false, sentence } = printed;
  return { documentId, copyNumber, sha256, outcome, needsLook, sentence: sentence + noted };
}

/** A document that did not come out is not lost. */
function withArchive(printed: PrintOutcome): PrintOutcome {
  if (printed.outcome === 'spooled') return printed;
  return { ...printed, sentence: `${printed.sentence}单据已存档，可补打。` };
}

/** What putting the test page on paper needs. */
export interface TestPress extends Pick<DocumentPress, 'sheetFor' | 'toPdf' | 'printer'> {
  renderTestPage(paper: PaperName, printedAt: string): string;
}

/** A page that says whether printer and paper are right; it is about nobody and is not kept. */
export async function printTestPage(
  press: TestPress,
  { paper: name, printer }: { readonly paper: PaperName; readonly printer: string | null },
): Promise<RequestOutput<'documents.testPage'>> {
  const html = press.renderTestPage(name, new Date().toISOString());
  const paper = await press.sheetFor(html, name);
  const pdf = await press.toPdf(html, paper);
  const {
    outcome,
    needsLook = false,
    sentence,
  } = await press.printer.print({
    pdf,
    html,
    paper,
    printer,
    title: 'test page',
  });
  return { outcome, needsLook, sentence };
}
