/**
 * Draws the application's icon and writes it as `icon.png` beside this file: a window with a counter and a
 * tick, in the colours of the screens. Run it after a change: `node build/icons/draw-icon.ts`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const SIZE = 512;
const SAMPLES = 3;

type Colour = readonly [red: number, green: number, blue: number];
/** Whether a point belongs to a shape; the picture is one unit wide and high. */
type Shape = (x: number, y: number) => boolean;

const rounded =
  (left: number, top: number, right: number, bottom: number, radius: number): Shape =>
  (x, y) => {
    if (x < left || x > right || y < top || y > bottom) return false;
    const dx = Math.max(left + radius - x, 0, x - (right - radius));
    const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
    return Math.hypot(dx, dy) <= radius;
  };

const stroke =
  (x1: number, y1: number, x2: number, y2: number, width: number): Shape =>
  (x, y) => {
    const along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2);
    const at = Math.min(1, Math.max(0, along));
    return Math.hypot(x - x1 - at * (x2 - x1), y - y1 - at * (y2 - y1)) <= width / 2;
  };

const blue: Colour = [25, 113, 194];
const white: Colour = [255, 255, 255];
const green: Colour = [47, 158, 68];

/** From back to front. */
const layers: readonly (readonly [Shape, Colour])[] = [
  [rounded(0.04, 0.04, 0.96, 0.96, 0.18), blue],
  [rounded(0.2, 0.2, 0.8, 0.66, 0.06), white],
  [rounded(0.12, 0.72, 0.88, 0.8, 0.04), white],
  [stroke(0.36, 0.44, 0.46, 0.54, 0.075), green],
  [stroke(0.46, 0.54, 0.65, 0.33, 0.075), green],
];

/** One pixel as red, green, blue, opacity: the mean of its samples, so that edges are smooth. */
function pixel(column: number, row: number): number[] {
  const sum = [0, 0, 0, 0];
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const x = (column + ((sample % SAMPLES) + 0.5) / SAMPLES) / SIZE;
    const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / SIZE;
    const layer = layers.findLast(([shape]) => shape(x, y));
    if (layer) [...layer[1], 1].forEach((part, index) => (sum[index] = (sum[index] ?? 0) + part));
  }
  const covered = sum[3] ?? 0;
  if (covered === 0) return [0, 0, 0, 0];
  return [
    ...sum.slice(0, 3).map((part) => Math.round(part / covered)),
    Math.round((255 * covered) / SAMPLES ** 2),
  ];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The picture in the PNG format: eight bits for each of red, green, blue and opacity. */
function png(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: SIZE }, (_, row) => [
    0,
    ...Array.from({ length: SIZE }, (_, column) => pixel(column, row)).flat(),
  ]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

writeFileSync(join(import.meta.dirname, 'icon.png'), png());
