import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { Handlers, HostHandlers, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { archiveDocument, readPdf, recordPrint } from './archive.ts';
import { prepareSlip } from './slip.ts';

export const documentHandlers: Pick<Handlers, 'documents.list' | 'documents.pdf'> = {
  'documents.list': (context, { input }) => listDocuments(context, input.settlementId),
  'documents.pdf': (context, { input, actor }) => readPdf(context, actor, input.documentId),
};

/** What main asks on behalf of a window that prints. */
export const documentHostHandlers: Pick<
  HostHandlers,
  'host.prepareSlip' | 'host.archiveDocument' | 'host.recordPrint'
> = {
  'host.prepareSlip': (context, { input }) => prepareSlip(context, input),
  'host.archiveDocument': (context, { input, actor }) => archiveDocument(context, actor, input),
  'host.recordPrint': (context, { input, actor }) => {
    recordPrint(context, actor, input);
    return {};
  },
};

function listDocuments(context: ServiceContext, settlementId: string): RequestOutput<'documents.list'> {
  return statement<[string], RequestOutput<'documents.list'>[number]>(
    context.database,
    `SELECT id AS documentId, paper, copy_number AS copyNumber, sha256, recorded_at AS recordedAt
     FROM document WHERE settlement_id = ? ORDER BY copy_number LIMIT 200`,
  ).all(settlementId);
}
