import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type LineField, lineFields } from './line.ts';

/** Checked lines on their way: the cells of their fields, every cell followed by a line break, which stands in no cell. */
export interface LinePortion {
  /** What the file has of `lineFields`, in their order; the same for all lines of a statement. */
  readonly fields: readonly LineField[];
  readonly text: string;
}

/** All cells of some lines, one line after the other. */
export function portionOf(fields: readonly LineField[], cells: readonly string[]): LinePortion {
  return { fields, text: cells.length === 0 ? '' : `${cells.join('\n')}\n` };
}

/** As they are kept: the names of the fields before them, packed fast, to a quarter. */
export function pack({ fields, text }: LinePortion): Buffer {
  return deflateRawSync(`${fields.join(' ')}\n${text}`, { level: 1, chunkSize: usualPackedBytes });
}

const usualPackedBytes = 500_000;
/** A portion is what one piece of a file holds; anything near this is damaged. */
const mostUnpackedBytes = 64_000_000;
/** One piece of memory instead of fifty that are put together (take-in.ts writes so much at a time). */
const usualUnpackedBytes = 1_000_000;
const lineBreak = 0x0a;
const minus = 0x2d;
const zero = 0x30;

/** The lines of a packed portion, one after the other. A cell becomes a text only where somebody asks for it. */
export class PackedLines {
  /** The cells as UTF-8. */
  readonly bytes: Buffer;
  readonly #places: ReadonlyMap<string, number>;
  readonly #width: number;
  /** Where each cell of this line begins; one more for the next line. */
  readonly #begins: Int32Array;
  #next: number;

  constructor(packed: Uint8Array) {
    this.bytes = inflateRawSync(packed, {
      maxOutputLength: mostUnpackedBytes,
      chunkSize: usualUnpackedBytes,
    });
    const end = this.bytes.indexOf(lineBreak);
    const names = this.bytes.toString('utf8', 0, end).split(' ');
    this.#places = new Map(names.map((name, place) => [name, place]));
    this.#width = names.length;
    this.#begins = new Int32Array(names.length + 1);
    this.#next = end + 1;
  }

  /** Where a field stands in each line; -1: the statement does not have it. */
  placeOf(field: LineField): number {
    return this.#places.get(field) ?? -1;
  }

  /** Goes to the next line; false after the last. */
  next(): boolean {
    const { bytes } = this;
    let at = this.#next;
    if (at >= bytes.length) return false;
    for (let place = 0; place < this.#width; place += 1) {
      this.#begins[place] = at;
      while (bytes[at] !== lineBreak) at += 1;
      at += 1;
    }
    this.#begins[this.#width] = at;
    this.#next = at;
    return true;
  }

  /** Goes to the line that begins there. */
  goTo(begin: number): void {
    this.#next = begin;
    this.next();
  }

  /** Where this line begins; a line may be gone to from here. */
  get beginOfLine(): number {
    return this.#begins[0] ?? 0;
  }

  begin(place: number): number {
    return this.#begins[place] ?? 0;
  }

  end(place: number): number {
    return (this.#begins[place + 1] ?? 0) - 1;
  }

  /** Empty where the line does not state it. */
  text(place: number): string {
    return place < 0 ? '' : this.bytes.toString('utf8', this.begin(place), this.end(place));
  }

  /** From one cell to another behind it, with what stands between them. */
  textFrom(place: number, lastPlace: number): string {
    return this.bytes.toString('utf8', this.begin(place), this.end(lastPlace));
  }

  /** The digits of an amount or a day as one number; NaN where the line does not state it. */
  number(place: number): number {
    const { bytes } = this;
    const end = place < 0 ? 0 : this.end(place);
    let at = place < 0 ? 0 : this.begin(place);
    if (at >= end) return Number.NaN;
    const isNegative = bytes[at] === minus;
    let number = 0;
    for (; at < end; at += 1) {
      const digit = (bytes[at] ?? 0) - zero;
      if (digit >= 0) number = number * 10 + digit;
    }
    return isNegative ? -number : number;
  }

  /** Every field of `lineFields`: null where it is not stated. */
  cells(): (string | null)[] {
    return lineFields.map((field) => this.text(this.placeOf(field)) || null);
  }
}
