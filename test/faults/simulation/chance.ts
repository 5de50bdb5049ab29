import { seededRandom } from '../seeded-random.ts';

/** Decisions that a seed makes. Streams of one seed with other names are independent of each other. */
export class Chance {
  readonly next: () => number;

  constructor(seed: number, stream: number) {
    this.next = seededRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35));
    this.next();
  }

  /** In [least, most], whole. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  oneOf<T>(choices: readonly T[]): T {
    const choice = choices[Math.floor(this.next() * choices.length)];
    if (choice === undefined) throw new Error('nothing to choose from');
    return choice;
  }

  /** By weight; those of weight 0 never. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
    const entries = Object.entries(weights) as [T, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [choice, weight] of entries) {
      left -= weight;
      if (left < 0) return choice;
    }
    throw new Error('nothing to choose from');
  }

  /** A uuid of version 7, from these decisions. */
  uuid(nowMs: number): string {
    const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
    const time = hex(Math.max(0, nowMs), 12);
    const part = (digits: number): string => hex(Math.floor(this.next() * 16 ** digits), digits);
    const variant = '89ab'.charAt(this.between(0, 3));
    return `${time.slice(0, 8)}-${time.slice(8)}-7${part(3)}-${variant}${part(3)}-${part(6)}${part(6)}`;
  }
}
