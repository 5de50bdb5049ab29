import { SqliteError } from 'better-sqlite3';
import type { DocumentEntry, DocumentSubject } from '../../../shared/contract/documents/document.ts';
import type { DocumentKind } from '../../../shared/contract/documents/kind.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { sha256 } from '../hashing/canonical.ts';

/** 0 for the first print, then 1, 2 … for each that was archived before. */
export function nextCopyNumber(context: ServiceContext, { kind, subjectId, day }: DocumentSubject): number {
  const row = statement<[string, string, string], { count: number }>(
    context.database,
    'SELECT count(*) AS count FROM document WHERE kind = ? AND subject_id = ? AND subject_day = ?',
  ).get(kind, subjectId, day ?? '');
  return row?.count ?? 0;
}

export interface NewDocument {
  readonly entry: DocumentEntry;
  readonly pdf: Uint8Array;
}

/**
 * Keeps the PDF with its hash, before any paper. Refuses `document_copy_exists` when two printed the same copy at
 * once, `document_copy_skipped` for a number that is not the next, and `document_not_pdf`.
 */
export function archiveDocument(
  context: ServiceContext,
  actor: Actor,
  { entry, pdf }: NewDocument,
): { sha256: string } {
  if (Buffer.from(pdf.subarray(0, 5)).toString('latin1') !== '%PDF-') {
    throw new Refusal('document_not_pdf', '生成的文件不是 PDF，没有打印。请重试，仍然出现请联系信息科。');
  }
  const hash = sha256(pdf);
  const { documentId, kind, subjectId, day, paper, copyNumber, reason } = entry;
  inTransaction(context.database, () => {
    if (copyNumber > nextCopyNumber(context, entry)) {
      throw new Refusal('document_copy_skipped', '打印的次序不对，没有打印。请重新打开打印页面。');
    }
    insertDocument(context, actor, { entry, pdf }, hash);
    appendAudit(context, actor, 'documents.archived', documentId, {
      kind,
      subjectId,
      day,
      paper,
      copyNumber,
      reason,
      hash,
    });
  });
  return { sha256: hash };
}

function insertDocument(
  context: ServiceContext,
  actor: Actor,
  { entry, pdf }: NewDocument,
  hash: string,
): void {
  try {
    statement<object>(
      context.database,
      `INSERT INTO document (id, kind, subject_id, subject_day, title, number, person_id, business_day, paper,
         copy_number, reason, pdf, sha256, recorded_at, recorded_by)
       VALUES (@documentId, @kind, @subjectId, @subjectDay, @title, @number, @personId, @businessDay, @paper,
         @copyNumber, @reason, @pdf, @hash, @recordedAt, @recordedBy)`,
    ).run({
      ...entry,
      subjectDay: entry.day ?? '',
      pdf,
      hash,
      recordedAt: context.clock.now().toISOString(),
      recordedBy: actor.accountId,
    });
  } catch (error) {
    if (!(error instanceof SqliteError) || !/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(error.code)) {
      throw error;
    }
    throw new Refusal('document_copy_exists', '这一份刚刚已经打印过。如果还要一份，请用补打。');
  }
}

export interface PrintOutcome {
  readonly documentId: string;
  readonly printer: string | null;
  readonly outcome: 'spooled' | 'failed' | 'timed_out' | 'came_out' | 'did_not_come_out';
  readonly reason: string | null;
}

/** Writes down what became of the paper. Refuses `document_unknown`. */
export function recordPrint(context: ServiceContext, actor: Actor, print: PrintOutcome): void {
  const { documentId, printer, outcome, reason } = print;
  inTransaction(context.database, () => {
    requireDocument(context, documentId);
    statement<unknown[]>(
      context.database,
      'INSERT INTO document_print (id, document_id, printer, outcome, reason, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(context.newId(), documentId, printer, outcome, reason, context.clock.now().toISOString());
    appendAudit(context, actor, 'documents.printed', documentId, { printer, outcome });
  });
}

export interface ArchivedPdf {
  readonly pdf: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** The archived bytes; looking at them is an act of its own in the log. Refuses `document_unknown`. */
export function readPdf(context: ServiceContext, actor: Actor, documentId: string): ArchivedPdf {
  const { pdf, sha256: hash } = requireDocument(context, documentId);
  appendAudit(context, actor, 'documents.read', documentId, {});
  return { pdf, sha256: hash };
}

/** Refuses `document_unknown`. */
export function requireDocument(
  context: ServiceContext,
  documentId: string,
): ArchivedPdf & { readonly kind: DocumentKind } {
  const row = statement<[string], { kind: DocumentKind; pdf: Uint8Array; sha256: string }>(
    context.database,
    'SELECT kind, pdf, sha256 FROM document WHERE id = ?',
  ).get(documentId);
  if (row === undefined) throw new Refusal('document_unknown', '没有这份存档，请刷新后重试。');
  return { ...row, pdf: new Uint8Array(row.pdf) };
}
