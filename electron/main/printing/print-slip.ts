import type { RequestInput, RequestOutput } from '../../../shared/contract/contract.ts';
import type { PaperName, Slip } from '../../../shared/contract/documents.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceHost } from '../programs/service-host.ts';
import { papers } from './paper.ts';
import type { Paper } from './paper.ts';
import type { Printer, PrintOutcome } from './printer.ts';

/** What printing a slip needs, so that a test can put its own in place. */
export interface SlipPress {
  readonly service: Pick<ServiceHost, 'askAsHost'>;
  /** A slip as a whole static page. */
  renderSlip(slip: Slip, paper: PaperName): string;
  toPdf(html: string, paper: Paper): Promise<Uint8Array<ArrayBuffer>>;
  readonly printer: Printer;
}

/**
 * Takes the next copy number, makes the PDF, archives it with its hash, and only then puts it on paper. What the
 * printer does wrong is an outcome, not a refusal: the document is archived and can be printed again.
 * @throws Refusal from the service (not allowed, no such settlement, not archived) or if no PDF could be made
 */
export async function printSlip(
  press: SlipPress,
  windowId: number,
  input: RequestInput<'documents.printSlip'>,
): Promise<RequestOutput<'documents.printSlip'>> {
  const { settlementId, printer, reason } = input;
  const paper = papers[input.paper];
  const { service } = press;
  const slip = await service.askAsHost(windowId, 'host.prepareSlip', {
    settlementId,
    paper: paper.name,
    reason,
  });
  const { documentId, copyNumber } = slip;
  const html = press.renderSlip(slip, paper.name);
  const pdf = await press.toPdf(html, paper);
  const { sha256 } = await service.askAsHost(windowId, 'host.archiveDocument', {
    documentId,
    settlementId,
    paper: paper.name,
    copyNumber,
    reason,
    pdf,
  });
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
  return { documentId, copyNumber, sha256, outcome: printed.outcome, sentence: printed.sentence + noted };
}

/** A slip that did not come out is not lost. */
function withArchive({ outcome, sentence }: PrintOutcome): PrintOutcome {
  return { outcome, sentence: outcome === 'spooled' ? sentence : `${sentence}单据已存档，可补打。` };
}
