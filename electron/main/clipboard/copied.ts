import { copiedStaysSeconds } from '../../../shared/contract/clipboard.ts';

/** The system's clipboard, so that a test can put its own in place; newer Electrons answer later. */
export interface SystemClipboard {
  readText(): string | Promise<string>;
  writeText(text: string): void | Promise<void>;
  clear(): void | Promise<void>;
}

/** Runs once after that time; returns what cancels it. */
export type Later = (delayMs: number, run: () => void) => () => void;

const usualLater: Later = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

/**
 * What was copied in a window leaves the clipboard by itself, unless something else was copied meanwhile: the number of a
 * patient must not turn up in the next letter that somebody writes.
 */
export class CopiedText {
  readonly #clipboard: SystemClipboard;
  readonly #later: Later;
  #copied = '';
  #cancel = (): void => {};

  constructor(clipboard: SystemClipboard, later: Later = usualLater) {
    this.#clipboard = clipboard;
    this.#later = later;
  }

  /** For a button. */
  async copy(text: string): Promise<void> {
    await this.#clipboard.writeText(text);
    this.#watch(text);
  }

  /** Somebody copied with the keyboard a moment ago. */
  async noticed(): Promise<void> {
    this.#watch(await this.#clipboard.readText());
  }

  /** The window is gone: nobody waits any longer. */
  async clearNow(): Promise<void> {
    this.#cancel();
    const copied = this.#copied;
    this.#copied = '';
    if (copied !== '' && (await this.#clipboard.readText()) === copied) await this.#clipboard.clear();
  }

  #watch(text: string): void {
    this.#cancel();
    this.#copied = text;
    this.#cancel = this.#later(copiedStaysSeconds * 1000, () => void this.clearNow());
  }
}
