import {
  type DocumentOf,
  documentKinds,
  type DocumentSubject,
} from '../../../shared/contract/documents/document.ts';
import type { DocumentKind } from '../../../shared/contract/documents/kind.ts';
import type { DocumentKindDefinition } from '../../../shared/contract/documents/kind.ts';
import type { PaperName } from '../../../shared/contract/documents/paper.ts';
import { usualPaper } from '../../../shared/contract/documents/usual-paper.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { HospitalLevel } from '../../../shared/engine/claim.ts';
import { logHeadOnPaper } from '../audit/head.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { readHospital, readSetting } from '../hospital/settings.ts';
import { nextCopyNumber } from './archive.ts';
import { documentContents } from './contents.ts';

export interface DocumentWanted<Kind extends DocumentKind> extends DocumentSubject {
  readonly kind: Kind;
  /** Null is the usual paper of the kind. */
  readonly paper: PaperName | null;
  /** Asked from the second print on. */
  readonly reason: string | null;
}

/**
 * Gathers everything that stands on a document, under a new document id and the next copy number. Refuses
 * `document_paper_not_offered`, `document_day_missing`, `reprint_reason_missing`, and what the subject refuses.
 */
export function prepareDocument<Kind extends DocumentKind>(
  context: ServiceContext,
  actor: Actor,
  wanted: DocumentWanted<Kind>,
): DocumentOf<Kind> {
  const { kind, subjectId } = wanted;
  const paper = wanted.paper ?? usualPaper(readSetting(context, 'printing'), kind);
  const { title, papers, isDaily, bearsLogHead = false }: DocumentKindDefinition = documentKinds[kind];
  if (!papers.includes(paper)) {
    throw new Refusal('document_paper_not_offered', `${title}没有这种纸张的版式，请换一种纸张。`);
  }
  if (isDaily !== (wanted.day !== null)) {
    throw new Refusal('document_day_missing', `${title}按天打印，请先选日期。`);
  }
  const copyNumber = nextCopyNumber(context, wanted);
  const reason = copyNumber === 0 ? null : (wanted.reason ?? '').trim();
  if (reason === '') {
    throw new Refusal('reprint_reason_missing', `这张${title}已经打印过，补打请先填写原因。`);
  }
  const { content, ...described } = documentContents[kind](context, subjectId, wanted.day);
  const hospital = readHospital(context, described.businessDay);
  return {
    entry: {
      ...described,
      kind,
      subjectId,
      day: wanted.day,
      paper,
      copyNumber,
      reason,
      documentId: context.newId(),
    },
    head: {
      practice: context.practice,
      hospitalName: hospital.hospitalName,
      hospitalLevel: levelTitles[hospital.level],
      windowName: hospital.windowName,
      printedAt: context.clock.now().toISOString(),
      printedByName: actor.displayName,
      logHead: bearsLogHead ? logHeadOnPaper(context) : null,
    },
    content,
  };
}

const levelTitles: Record<HospitalLevel, string> = { 1: '一级', 2: '二级', 3: '三级' };
