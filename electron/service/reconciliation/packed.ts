import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type LineField, lineFields } from './line.ts';

/** Checked lines on their way: every cell followed by a line break, which stands in no cell. */
export interface LinePortion {
  readonly count: number;
  readonly text: string;
}

export function portionOf(lines: readonly (readonly string[])[]): LinePortion {
  return { count: lines.length, text: lines.map((cells) => `${cells.join('\n')}\n`).join('') };
}

/** As they are kept: packed fast, to a fifth. */
export function pack({ text }: LinePortion): Buffer {
  return deflateRawSync(text, { level: 1 });
}

export function unpack(packed: Uint8Array): LinePortion {
  const text = inflateRawSync(packed, { maxOutputLength: mostUnpackedBytes }).toString('utf8');
  return { count: cellsOf(text).length / lineFields.length, text };
}

/** A portion is what one piece of a file holds; anything near this is damaged. */
const mostUnpackedBytes = 64_000_000;

/** Every cell of a portion, one line after the other. */
export function cellsOf(text: string): string[] {
  const cells = text.split('\n');
  cells.length -= 1;
  return cells;
}

const places = new Map(lineFields.map((field, place) => [field, place]));

/** Where a field stands in its line. */
export function placeOf(field: LineField): number {
  return places.get(field) ?? 0;
}
