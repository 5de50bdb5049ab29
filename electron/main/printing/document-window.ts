import { BrowserWindow, type WebContents } from 'electron';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { serveHosts } from '../scheme/app-scheme.ts';
import { memorySession } from '../security/lock-sessions.ts';
import { DocumentPages } from './document-pages.ts';
import type { PaperName } from '../../../shared/contract/documents/paper.ts';
import { inInches, type Paper, papers, rollOf } from './paper.ts';
import { pageLengthMm } from './page-length.ts';

const limitMs = 30_000;
const mostWaiting = 20;

/**
 * A hidden window in which documents become paper: sandboxed, without scripts, bridge or network, in a session of
 * its own. One window serves all documents, one after the other (16 ms each instead of 70 for a new window).
 */
export class DocumentWindow {
  readonly #pages = new DocumentPages();
  #window: BrowserWindow | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @throws Refusal `document_not_rendered` after 30 s, `printing_busy` when 20 documents wait */
  readonly toPdf = (html: string, paper: Paper): Promise<Uint8Array<ArrayBuffer>> =>
    this.withPage(html, async (page) => {
      const pdf = await page.printToPDF({
        pageSize: inInches(paper),
        margins: { top: 0, bottom: 0, left: 0, right: 0 },
        printBackground: true,
        preferCSSPageSize: false,
      });
      return new Uint8Array(pdf);
    });

  /** The sheet of a page: the paper itself, or a piece of the roll as long as the page. */
  readonly sheetFor = async (html: string, paper: PaperName): Promise<Paper> =>
    paper === 'roll' ? rollOf(await this.withPage(html, pageLengthMm)) : papers[paper];

  /** Loads a document and works with it while no other document can come between. */
  withPage<T>(html: string, work: (page: WebContents) => Promise<T>): Promise<T> {
    if (this.#waiting >= mostWaiting) {
      throw new Refusal('printing_busy', '等待打印的单据太多，请等前面的打完再试。');
    }
    this.#waiting += 1;
    const turn = this.#last.then(() => this.#work(html, work)).finally(() => (this.#waiting -= 1));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #work<T>(html: string, work: (page: WebContents) => Promise<T>): Promise<T> {
    const window = this.#openWindow();
    const done = (async () => {
      await window.loadURL(this.#pages.add(html));
      return work(window.webContents);
    })();
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('time limit')), limitMs);
    });
    try {
      return await Promise.race([done, limit]);
    } catch {
      // Whatever state it is in, the next document gets a new window.
      done.catch(() => undefined);
      window.destroy();
      throw new Refusal('document_not_rendered', '单据没有生成，尚未打印。请重试；仍不行时请联系信息科。');
    } finally {
      clearTimeout(timer);
    }
  }

  #openWindow(): BrowserWindow {
    if (this.#window && !this.#window.isDestroyed() && !this.#window.webContents.isCrashed()) {
      return this.#window;
    }
    this.#window?.destroy();
    const session = memorySession('documents');
    serveHosts(session, { document: this.#pages });
    this.#window = new BrowserWindow({
      show: false,
      webPreferences: {
        session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        webviewTag: false,
        spellcheck: false,
        devTools: false,
      },
    });
    return this.#window;
  }

  /** Throws away the page and everything it was drawn in, after the documents that wait before it. */
  forget(): void {
    this.#last = this.#discardAfter(this.#last);
  }

  async #discardAfter(work: Promise<unknown>): Promise<void> {
    await work;
    this.#pages.clear();
    this.close();
  }

  close(): void {
    this.#window?.destroy();
  }
}
