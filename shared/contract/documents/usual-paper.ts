import { documentKinds } from './document.ts';
import type { DocumentKind, DocumentKindDefinition } from './kind.ts';
import type { PaperName } from './paper.ts';
import type { Printing } from './printing.ts';

/** The paper that the settings name for a kind, where it has a page on it; else the first of its kind. */
export function usualPaper(printing: Printing, kind: DocumentKind): PaperName {
  const { papers }: DocumentKindDefinition = documentKinds[kind];
  const named = printing.find((line) => line.kind === kind && line.isUsual)?.paper;
  return named !== undefined && papers.includes(named) ? named : papers[0];
}
