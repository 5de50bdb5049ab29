import type { Clock } from '../../../electron/service/context.ts';

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  #now: Date;

  constructor(nowIso: string) {
    this.#now = new Date(nowIso);
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(nowIso: string): void {
    this.#now = new Date(nowIso);
  }

  advanceMs(durationMs: number): void {
    this.#now = new Date(this.#now.getTime() + durationMs);
  }
}
