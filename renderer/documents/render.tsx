import { renderToStaticMarkup } from 'react-dom/server';
import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import type { DocumentKind } from '../../shared/contract/documents/kind.ts';
import type { PaperName } from '../../shared/contract/documents/paper.ts';
import type { KeyPaper } from '../../shared/contract/keys.ts';
import { formatInstant } from '../components/moment.ts';
import { KeyPage } from './key-page.tsx';
import { type DocumentPage, documentPages } from './pages.ts';
import { TestPage } from './test-page.tsx';

/**
 * Any document as one HTML page for printing: styles inline, no script, nothing fetched, every text escaped. The page
 * brings its own margins, so it is printed with none, on the paper its entry names.
 */
export function renderDocument<Kind extends DocumentKind>(document: DocumentOf<Kind>): string {
  const page: DocumentPage<Kind> = documentPages[document.entry.kind];
  return `<!doctype html>${renderToStaticMarkup(page({ document }))}`;
}

/**
 * The paper of the recovery key, always A4.
 * @param rows as `recoveryKeyRows` makes them
 */
export function renderKeyPaper(paper: KeyPaper, rows: readonly string[]): string {
  return `<!doctype html>${renderToStaticMarkup(<KeyPage paper={paper} rows={rows} />)}`;
}

/**
 * The test page of a paper.
 * @param printedAt an instant, ISO
 */
export function renderTestPage(paper: PaperName, printedAt: string): string {
  const page = <TestPage paper={paper} printedAt={formatInstant(printedAt)} />;
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
