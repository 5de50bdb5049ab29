import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { packedBytesOf, type ZipEntry } from './zip-directory.ts';

/** Anything that the reader of single rows tells nothing of: formulas, errors, days as text, types that nobody knows. */
const notPlain = /<(?:[\w.-]+:)?f[\s/>]|\st\s*=\s*(?!"(?:s|n|b|str|inlineStr)"|'(?:s|n|b|str|inlineStr)')/;
const rowBegins = /<row[\s/>]/g;
/** A tag that is longer says nothing that a sheet of plain cells would say. */
const longestTag = 100_000;
const pieceBytes = 256_000;

/**
 * How many rows the only sheet of a workbook has, if all of its cells are plain: texts, numbers and truth values. Such a
 * sheet can be read row by row, in half the memory. Undefined: the workbook has to be read as a whole.
 */
export async function rowsOfPlainSheet(
  zip: Buffer,
  directory: readonly ZipEntry[],
): Promise<number | undefined> {
  const sheets = directory.filter(({ name }) => /^\/?xl\/\w*sheets\/[^/]+$/i.test(name));
  const [sheet] = sheets;
  if (sheet === undefined || sheets.length > 1 || !sheet.isDeflated) return undefined;
  const packed = packedBytesOf(zip, sheet);
  return packed === undefined ? undefined : countPlainRows(packed, sheet.unpackedBytes);
}

async function countPlainRows(packed: Buffer, declaredBytes: number): Promise<number | undefined> {
  const pieces = Readable.from([packed]).pipe(createInflateRaw({ chunkSize: pieceBytes }));
  let [rows, bytes, cut] = [0, 0, ''];
  try {
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > declaredBytes || cut.length > longestTag) return undefined;
      const text = cut + piece.toString('latin1');
      // The tag that the piece cuts through is looked at with the next one.
      const end = text.lastIndexOf('>') + 1;
      const whole = text.slice(0, end);
      cut = text.slice(end);
      if (notPlain.test(whole)) return undefined;
      rows += whole.match(rowBegins)?.length ?? 0;
    }
  } catch {
    // Damaged: the reader of the whole says so.
    return undefined;
  }
  return bytes === declaredBytes && cut.trim() === '' ? rows : undefined;
}
