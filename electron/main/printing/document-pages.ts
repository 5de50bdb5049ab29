import { randomBytes } from 'node:crypto';
import type { Host } from '../scheme/host.ts';

const mostPages = 8;

/** Pages to be printed, each behind an address that answers once. */
export class DocumentPages implements Host {
  /** The page carries its style; it may load and run nothing. */
  readonly contentSecurityPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
  readonly #pages = new Map<string, string>();

  /** @returns the address to load */
  add(html: string): string {
    const [oldest] = this.#pages.keys();
    if (oldest !== undefined && this.#pages.size >= mostPages) this.#pages.delete(oldest);
    const token = randomBytes(24).toString('hex');
    this.#pages.set(token, html);
    return `app://document/${token}`;
  }

  /** Forgets pages that were never asked for. */
  clear(): void {
    this.#pages.clear();
  }

  readonly page: Host['page'] = ({ pathname }) => {
    const token = pathname.slice(1);
    const html = this.#pages.get(token);
    this.#pages.delete(token);
    return html === undefined ? undefined : { body: html, type: 'text/html; charset=utf-8' };
  };
}
