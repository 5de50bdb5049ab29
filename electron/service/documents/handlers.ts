import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { DocumentSubject } from '../../../shared/contract/documents/document.ts';
import type { Handlers, HostHandlers, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { appendAudit } from '../audit/audit.ts';
import { archiveDocument, readPdf, recordPrint } from './archive.ts';
import { pdfToSave } from './save.ts';
import { documentsOfStay, searchArchive } from './search.ts';
import { setPrinting } from './printing.ts';
import { readSetting } from '../hospital/settings.ts';
import { printerOf } from '../../../shared/contract/documents/printing.ts';
import { checkCode } from './check.ts';
import { slipsOfDay } from '../settlements/slips-of-day.ts';
import { prepareDocument } from './prepare.ts';

export const documentHandlers: Pick<Handlers, Extract<keyof Handlers, `documents.${string}`>> = {
  'documents.list': (context, { input }) => listCopies(context, input),
  'documents.pdf': (context, { input, actor }) => readPdf(context, actor, input.documentId),
  'documents.search': (context, { input }) => searchArchive(context, input),
  'documents.ofStay': (context, { input }) => documentsOfStay(context, input.stayId),
  'documents.slipsOfDay': (context, { input }) => slipsOfDay(context, input.day),
  'documents.cameOut': (context, { input, actor }) => {
    const outcome = input.cameOut ? 'came_out' : 'did_not_come_out';
    recordPrint(context, actor, { documentId: input.documentId, printer: null, outcome, reason: null });
    return {};
  },
  'documents.printing': (context) => [...readSetting(context, 'printing')],
  'documents.setPrinting': (context, { input, actor }) => setPrinting(context, actor, input.printing),
  'documents.check': (context, { input, actor }) => {
    const result = checkCode(context.database, input.text);
    const { verdict, slip } = result;
    appendAudit(context, actor, 'documents.checked', slip?.settlementId ?? null, { verdict });
    return result;
  },
};

/** What main asks on behalf of a window that prints. */
export const documentHostHandlers: Pick<
  HostHandlers,
  'host.prepareDocument' | 'host.archiveDocument' | 'host.recordPrint' | 'host.documentPdf'
> = {
  'host.prepareDocument': (context, { input, actor }) => {
    const document = prepareDocument(context, actor, input);
    const { kind, paper } = document.entry;
    return { document, printer: printerOf(readSetting(context, 'printing'), kind, paper) };
  },
  'host.documentPdf': (context, { input, actor }) => pdfToSave(context, actor, input),
  'host.archiveDocument': (context, { input, actor }) => archiveDocument(context, actor, input),
  'host.recordPrint': (context, { input, actor }) => {
    recordPrint(context, actor, input);
    return {};
  },
};

function listCopies(
  context: ServiceContext,
  { kind, subjectId, day }: DocumentSubject,
): RequestOutput<'documents.list'> {
  return statement<[string, string, string], RequestOutput<'documents.list'>[number]>(
    context.database,
    `SELECT id AS documentId, paper, copy_number AS copyNumber, sha256, recorded_at AS recordedAt
     FROM document WHERE kind = ? AND subject_id = ? AND subject_day = ? ORDER BY copy_number LIMIT 200`,
  ).all(kind, subjectId, day ?? '');
}
