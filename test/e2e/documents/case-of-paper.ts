import {
  type AnyDocument,
  documentEntrySchema,
  documentHeadSchema,
  documentKinds,
} from '../../../shared/contract/documents/document.ts';
import type { DocumentKind } from '../../../shared/contract/documents/kind.ts';
import type { PaperName } from '../../../shared/contract/documents/paper.ts';
import { renderDocument } from '../../../renderer/documents/render.tsx';
import { madeUpId } from '../../renderer/records.ts';

/** A page that is to become paper. */
export interface Page {
  /** Of its files, without their ends. */
  readonly name: string;
  readonly html: string;
  readonly paper: PaperName;
}

interface Changes {
  /** What tells it from another of the same kind and paper. */
  readonly as?: string;
  readonly entry?: object;
  readonly head?: object;
}

/** A paper of fixed content, the same on every machine and every day. Its name is kind, paper and what is special. */
export function caseOfPaper(
  kind: DocumentKind,
  paper: PaperName,
  content: unknown,
  { as, entry, head }: Changes = {},
): Page {
  const document = {
    entry: documentEntrySchema.parse({
      documentId: madeUpId(700),
      kind,
      subjectId: madeUpId(701),
      title: documentKinds[kind].title,
      number: 'YZT-20200310-0007',
      copyNumber: 0,
      reason: null,
      paper,
      personId: madeUpId(1),
      businessDay: '2020-03-10',
      ...entry,
    }),
    head: documentHeadSchema.parse({
      practice: false,
      hospitalName: '随县人民医院',
      hospitalLevel: '二级',
      windowName: '3号窗',
      printedAt: '2020-03-10T06:05:33.000Z',
      printedByName: '张敏',
      ...head,
    }),
    content: documentKinds[kind].content.parse(content),
  } as AnyDocument;
  return { name: nameOfCase(kind, paper, as), html: renderDocument(document), paper };
}

export function nameOfCase(kind: string, paper: PaperName, as?: string): string {
  const words = as === undefined ? [kind, paper] : [kind, paper, as];
  return words.join('-').replaceAll('_', '-').toLowerCase();
}
