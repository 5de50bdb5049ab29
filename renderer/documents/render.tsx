import { renderToStaticMarkup } from 'react-dom/server';
import type { PaperName, Slip } from '../../shared/contract/documents.ts';
import type { KeyPaper } from '../../shared/contract/keys.ts';
import { KeyPage } from './key-page.tsx';
import { SlipPage } from './slip-page.tsx';

/**
 * The whole slip as one HTML document for printing: styles inline, no script, nothing fetched, every text escaped.
 * The page brings its own margins, so it is printed with none, on the paper named.
 */
export function renderSlip(slip: Slip, paper: PaperName): string {
  return `<!doctype html>${renderToStaticMarkup(<SlipPage slip={slip} paper={paper} />)}`;
}

/**
 * The paper of the recovery key, always A4.
 * @param rows as `recoveryKeyRows` makes them
 */
export function renderKeyPaper(paper: KeyPaper, rows: readonly string[]): string {
  return `<!doctype html>${renderToStaticMarkup(<KeyPage paper={paper} rows={rows} />)}`;
}
