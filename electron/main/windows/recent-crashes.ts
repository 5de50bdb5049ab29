/** So many within the span are bad luck; one more is a page that cannot run. */
const most = 3;
const spanMs = 10 * 60_000;

/** How often a page ended of late. What ended last week says nothing of today. */
export class RecentCrashes {
  #at: number[] = [];

  /** Counts one more. @returns whether it is one too many */
  isOneTooMany(nowMs: number): boolean {
    this.#at = [...this.#at.filter((atMs) => atMs > nowMs - spanMs), nowMs];
    return this.#at.length > most;
  }
}
