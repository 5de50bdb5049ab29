import { listsPeople } from '../../../shared/contract/documents/document.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { type ArchivedPdf, requireDocument } from './archive.ts';

/**
 * The archived bytes on their way out of the hospital's file. A paper that lists people needs the word of a second person,
 * like a spreadsheet of them. Refuses `document_unknown`, `second_person_needed` and what `approve` refuses.
 */
export async function pdfToSave(
  context: ServiceContext,
  actor: Actor,
  { documentId, secondPerson }: { readonly documentId: string; readonly secondPerson: SecondPerson | null },
): Promise<ArchivedPdf> {
  const found = requireDocument(context, documentId);
  const word = listsPeople(found.kind) ? await wordOf(context, actor, documentId, secondPerson) : null;
  inTransaction(context.database, () => {
    const by = word === null ? {} : { approvalId: recordApproval(context, word) };
    appendAudit(context, actor, 'documents.saved', documentId, by);
  });
  return { pdf: found.pdf, sha256: found.sha256 };
}

function wordOf(
  context: ServiceContext,
  actor: Actor,
  documentId: string,
  secondPerson: SecondPerson | null,
): ReturnType<typeof approve> {
  if (secondPerson === null) {
    throw new Refusal(
      'second_person_needed',
      '这份单据是患者名单，另存要另一人复核。请复核人在同一屏幕上输入账号和密码。',
    );
  }
  return approve(context, actor, secondPerson, {
    act: 'documents.saved',
    subjectId: documentId,
    reason: '另存名单的 PDF',
  });
}
