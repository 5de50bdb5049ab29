import type { Opening } from '../../shared/contract/messages.ts';

/**
 * Where the platform is that counts in place of the settings' own (practice, tests): known when the file is opened, or
 * asked of main when the window's first picture stands, since the practice platform starts only then.
 */
export class PlatformAddress {
  #url: string | null;
  readonly #ask: (() => void) | undefined;
  #known: Promise<void> | undefined;
  #settle: () => void = () => undefined;

  /** @param ask asks main, which answers with `tell` */
  constructor({ platformUrl, platformFollows }: Opening, ask: () => void) {
    this.#url = platformUrl;
    this.#ask = platformFollows === true ? ask : undefined;
  }

  /** Null where the settings' own counts, and while nothing was told. */
  get url(): string | null {
    return this.#url;
  }

  /** Asks for it where that is needed, once. */
  known(): Promise<void> {
    this.#known ??= new Promise((resolve) => {
      this.#settle = resolve;
      if (this.#ask === undefined) resolve();
      else this.#ask();
    });
    return this.#known;
  }

  tell(url: string | null): void {
    this.#url = url;
    this.#settle();
  }
}
