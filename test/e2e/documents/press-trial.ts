/*
 * An application of its own that makes paper as the window's does: the same pages, the same hidden window. The content is
 * fixed; each becomes one PDF in this program's folder.
 */
import { app } from 'electron';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DocumentWindow } from '../../../electron/main/printing/document-window.ts';
import { registerAppScheme } from '../../../electron/main/scheme/app-scheme.ts';
import { lockSessions } from '../../../electron/main/security/lock-sessions.ts';
import { otherPapers } from './other-papers.ts';
import { slips } from './slips.ts';
import { visitSlips } from './visit-slips.ts';

async function press(): Promise<void> {
  await app.whenReady();
  const window = new DocumentWindow();
  for (const { name, html, paper } of [...slips, ...visitSlips, ...otherPapers]) {
    const pdf = await window.toPdf(html, await window.sheetFor(html, paper));
    await writeFile(join(import.meta.dirname, `${name}.pdf`), pdf);
  }
  app.exit(0);
}

lockSessions();
registerAppScheme();
press().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  app.exit(1);
});
