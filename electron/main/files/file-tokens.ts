import { randomBytes } from 'node:crypto';
import type { filePurposes } from '../../../shared/contract/files.ts';

export type FilePurpose = (typeof filePurposes)[number];

interface ChosenFile {
  readonly path: string;
  readonly windowId: number;
  readonly purpose: FilePurpose;
  readonly expiresAtMs: number;
}

const validForMs = 30 * 60_000;
const mostTokens = 100;

/**
 * Files picked in the system's dialog, each behind a token of 32 characters that cannot be guessed. A token may be
 * used again until it expires, because a roster with refused rows is sent a second time with "leave them out".
 */
export class FileTokens {
  readonly #files = new Map<string, ChosenFile>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
  }

  /** @param path from the dialog, never from a window */
  issue(file: { readonly path: string; readonly windowId: number; readonly purpose: FilePurpose }): string {
    this.#forgetExpired();
    const [oldest] = this.#files.keys();
    if (oldest !== undefined && this.#files.size >= mostTokens) this.#files.delete(oldest);
    const token = randomBytes(24).toString('base64url');
    this.#files.set(token, { ...file, expiresAtMs: this.#nowMs() + validForMs });
    return token;
  }

  /** @returns undefined if this window holds no such token for this purpose */
  pathOf(token: string, windowId: number, purpose: FilePurpose): string | undefined {
    this.#forgetExpired();
    const file = this.#files.get(token);
    return file?.windowId === windowId && file.purpose === purpose ? file.path : undefined;
  }

  windowClosed(windowId: number): void {
    for (const [token, file] of this.#files) if (file.windowId === windowId) this.#files.delete(token);
  }

  #forgetExpired(): void {
    const now = this.#nowMs();
    for (const [token, file] of this.#files) if (file.expiresAtMs <= now) this.#files.delete(token);
  }
}
