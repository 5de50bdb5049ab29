import { checkDigit } from '../../../shared/identity/id-number.ts';

/** An ID number as two whole numbers: nine digits and eight. The eighteenth character follows from them. */
export interface NumberParts {
  readonly areaAndYear: number;
  readonly rest: number;
}

/** Of a number of 18 characters. */
export function partsOf(idNumber: string): NumberParts {
  return { areaAndYear: digits(idNumber, 0, 9), rest: digits(idNumber, 9, 17) };
}

export function idNumberOf({ areaAndYear, rest }: NumberParts): string {
  const body = String(areaAndYear) + String(rest).padStart(8, '0');
  return body.padStart(17, '0') + checkDigit(body.padStart(17, '0'));
}

const firstSlots = 1 << 17;
/** Beyond this share of filled slots a search passes too many of them. */
const fullest = 0.6;

/**
 * Where each ID number of a file stood first. Two million of them are nothing that a map of texts could hold beside the
 * rest: here each is two whole numbers and a position in flat arrays, found by open addressing.
 */
export class SeenNumbers {
  #areaAndYear = new Uint32Array(firstSlots);
  #rest = new Uint32Array(firstSlots);
  /** 0 where the slot is free. */
  #position = new Uint32Array(firstSlots);
  #count = 0;

  /**
   * The position, from 1, under which a number was seen before; 0 if it is new, and kept under `position` from now on.
   */
  firstOf({ areaAndYear, rest }: NumberParts, position: number): number {
    if (this.#count >= this.#position.length * fullest) this.#grow();
    const slot = this.#slotOf(areaAndYear, rest);
    const earlier = this.#position[slot] ?? 0;
    if (earlier === 0) this.#keep(slot, areaAndYear, rest, position);
    return earlier;
  }

  /** The slot of a number, or the free one where it belongs. */
  #slotOf(areaAndYear: number, rest: number): number {
    const last = this.#position.length - 1;
    let hash = Math.imul(areaAndYear, 0x9e3779b1) ^ Math.imul(rest, 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      if (this.#position[slot] === 0) return slot;
      if (this.#rest[slot] === rest && this.#areaAndYear[slot] === areaAndYear) return slot;
    }
  }

  #keep(slot: number, areaAndYear: number, rest: number, position: number): void {
    this.#areaAndYear[slot] = areaAndYear;
    this.#rest[slot] = rest;
    this.#position[slot] = position;
    this.#count += 1;
  }

  #grow(): void {
    const [areaAndYear, rest, position] = [this.#areaAndYear, this.#rest, this.#position];
    const slots = position.length * 2;
    this.#areaAndYear = new Uint32Array(slots);
    this.#rest = new Uint32Array(slots);
    this.#position = new Uint32Array(slots);
    this.#count = 0;
    for (const [slot, at] of position.entries()) {
      if (at === 0) continue;
      const [one, other] = [areaAndYear[slot] ?? 0, rest[slot] ?? 0];
      this.#keep(this.#slotOf(one, other), one, other, at);
    }
  }
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) value = value * 10 + text.charCodeAt(index) - 48;
  return value;
}
