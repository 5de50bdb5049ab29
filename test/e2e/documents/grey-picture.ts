import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Pixels row by row, 0 black to 255 white. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Reads a stream of PGM pictures (`P5`, width, height, 255, pixels), as pdftoppm writes one a sheet. */
export function readPgms(stream: Buffer): GreyPicture[] {
  const pictures: GreyPicture[] = [];
  let at = 0;
  while (at < stream.length) {
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stream.toString('latin1', at, at + 60));
    if (head === null) throw new Error('this is no stream of PGM pictures');
    const [width, height] = [Number(head[1]), Number(head[2])];
    const start = at + head[0].length;
    at = start + width * height;
    pictures.push({ width, height, pixels: stream.subarray(start, at) });
  }
  return pictures;
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const bitsOfGrey = 4;
const mostGrey = 2 ** bitsOfGrey - 1;

/** Writes a PNG of sixteen greys, each row as it is (filter 0): small, and read back in a few lines. */
export function writePng({ width, height, pixels }: GreyPicture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bitsOfGrey;
  const rowBytes = 1 + Math.ceil(width / 2);
  const rows = Buffer.alloc(rowBytes * height);
  pixels.forEach((pixel, index) => {
    const x = index % width;
    const byte = Math.floor(index / width) * rowBytes + 1 + (x >> 1);
    rows[byte]! |= Math.round((pixel / 255) * mostGrey) << (x % 2 === 0 ? bitsOfGrey : 0);
  });
  const parts = [
    ['IHDR', header],
    ['IDAT', deflateSync(rows, { level: 9 })],
    ['IEND', Buffer.alloc(0)],
  ] as const;
  return Buffer.concat([signature, ...parts.map(([type, data]) => chunk(type, data))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(data.length + 12);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  data.copy(framed, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, -4)), data.length + 8);
  return framed;
}

/** Reads what `writePng` wrote, and nothing else. */
export function readPng(file: Buffer): GreyPicture {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const isOurs = file.subarray(0, 8).equals(signature) && file.toString('latin1', 37, 41) === 'IDAT';
  if (!isOurs || file[24] !== bitsOfGrey) throw new Error('this picture was not stored by these tests');
  const rows = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)));
  const rowBytes = 1 + Math.ceil(width / 2);
  const pixels = new Uint8Array(width * height);
  pixels.forEach((_, index) => {
    const x = index % width;
    const byte = rows[Math.floor(index / width) * rowBytes + 1 + (x >> 1)]!;
    pixels[index] = Math.round(((x % 2 === 0 ? byte >> bitsOfGrey : byte & mostGrey) / mostGrey) * 255);
  });
  return { width, height, pixels };
}

/** Two greys that far apart differ to the eye; the sixteen stored greys are 17 apart. */
const visible = 80;

/**
 * How many pixels differ to the eye, and a picture of where: what is the same stands in pale grey behind them. A sheet
 * that is smaller than the other is white beyond its edges.
 */
export function compare(one: GreyPicture, other: GreyPicture): { differing: number; where: GreyPicture } {
  const [width, height] = [Math.max(one.width, other.width), Math.max(one.height, other.height)];
  const pixels = new Uint8Array(width * height);
  let differing = 0;
  for (let index = 0; index < pixels.length; index += 1) {
    const [x, y] = [index % width, Math.floor(index / width)];
    const grey = greyAt(one, x, y);
    const differs = Math.abs(grey - greyAt(other, x, y)) >= visible;
    pixels[index] = differs ? 0 : 192 + grey / 4;
    if (differs) differing += 1;
  }
  return { differing, where: { width, height, pixels } };
}

const greyAt = ({ width, height, pixels }: GreyPicture, x: number, y: number): number =>
  x < width && y < height ? pixels[y * width + x]! : 255;
