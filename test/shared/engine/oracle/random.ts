/** A seeded source of chance (mulberry32), so that a settlement that differs can be made again from its seed. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 up to but not including 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  one<T>(list: readonly T[]): T {
    return list[this.whole(0, list.length - 1)]!;
  }

  often(share: number): boolean {
    return this.next() < share;
  }

  some<T>(list: readonly T[]): T[] {
    const chosen = list.filter(() => this.often(0.4));
    return chosen.length === 0 ? [this.one(list)] : chosen;
  }

  /** Yuan as text, of a size that varies by orders of magnitude, now and then a round number. */
  yuan(largest: number): string {
    const size = 10 ** this.whole(0, Math.log10(largest));
    const fen = this.whole(0, Math.min(largest, size * 10) * 100);
    if (this.often(0.3)) return String(Math.floor(fen / 10_000) * 100);
    return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
  }

  /** A share as text: mostly whole percents, sometimes with decimals. */
  percent(from = 0, to = 100): string {
    if (this.often(0.2)) return `${this.whole(from, to - 1)}.${this.whole(1, 9999)}%`;
    return `${this.whole(from, to)}%`;
  }
}
