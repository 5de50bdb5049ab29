/** A scanner types faster than any hand, and ends with Enter. */
const longestGapMs = 35;
const shortestBurst = 8;
/** Some scanners send two line ends: the second is nobody's decision. */
const echoMs = 120;

/** What a line was typed by, and what of it one burst brought. */
export interface Ended {
  readonly by: 'scanner' | 'typed';
  /** The burst alone; what stood in the field before it is not part of it. */
  readonly burst: string;
}

/** Tells a scanner from a hand by the time between keys. Times are those of the events, in milliseconds. */
export class Keystrokes {
  #burst = '';
  #lastMs = Number.NEGATIVE_INFINITY;
  #endedMs = Number.NEGATIVE_INFINITY;

  hear(key: string, atMs: number): void {
    if (key.length !== 1) return;
    this.#burst = atMs - this.#lastMs <= longestGapMs ? this.#burst + key : key;
    this.#lastMs = atMs;
  }

  /** Enter. */
  end(atMs: number): Ended {
    const isScan = this.#burst.length >= shortestBurst && atMs - this.#lastMs <= longestGapMs * 3;
    const ended = { by: isScan ? ('scanner' as const) : ('typed' as const), burst: this.#burst };
    this.#burst = '';
    this.#endedMs = atMs;
    return ended;
  }

  /** Whether an Enter comes so soon after the last that the same scan sent both. */
  isEcho(atMs: number): boolean {
    return atMs - this.#endedMs <= echoMs;
  }
}
