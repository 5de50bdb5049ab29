import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { encodeGb18030 } from '../../electron/service/practice/generate/gb18030.ts';

/** Shorter bytes stand in every large encrypted file by chance: a name of two characters is looked for in UTF-8 alone. */
const shortestBytes = 6;

/** Every name, ID number and phone of the practice roster. */
export function practicePersons(): string[] {
  const file = path.join(import.meta.dirname, '../../electron/service/practice/files/roster.csv');
  const [head = '', ...lines] = readFileSync(file, 'utf8').replace('\ufeff', '').trim().split(/\r?\n/);
  const wanted = ['姓名', '身份证号', '联系电话'].map((title) => head.split(',').indexOf(title));
  return [...new Set(lines.flatMap((line) => wanted.map((at) => line.split(',')[at] ?? '')))].filter(
    (text) => text.length > 1,
  );
}

/** Finds any of many texts in bytes, as UTF-8, UTF-16 of either order and GB18030, walking through them once. */
export class PersonalStrings {
  /** By their first three bytes, and a flag for each such beginning: nearly every place is passed with one look. */
  readonly #needles = new Map<number, { readonly bytes: Buffer; readonly text: string }[]>();
  readonly #begins = new Uint8Array(1 << 24);

  constructor(texts: readonly string[]) {
    const older = gb18030(texts);
    for (const text of texts) {
      const wide = Buffer.from(text, 'utf16le');
      const forms = [Buffer.from(text), wide, Buffer.from(wide).swap16(), older.get(text) ?? Buffer.alloc(0)];
      for (const bytes of forms.filter(({ length }) => length >= shortestBytes)) {
        const begin = bytes.readUIntBE(0, 3);
        this.#begins[begin] = 1;
        this.#needles.set(begin, [...(this.#needles.get(begin) ?? []), { bytes, text }]);
      }
    }
  }

  /** The texts that stand in these bytes. */
  foundIn(bytes: Buffer): string[] {
    const found = new Set<string>();
    // Looked at for every byte.
    const begins = this.#begins;
    let begin = bytes.length < 3 ? 0 : bytes.readUInt16BE(0);
    for (let at = 2; at < bytes.length; at += 1) {
      begin = ((begin << 8) | bytes[at]!) & 0xff_ff_ff;
      if (begins[begin] === 0) continue;
      for (const { bytes: needle, text } of this.#needles.get(begin) ?? []) {
        if (bytes.subarray(at - 2, at - 2 + needle.length).equals(needle)) found.add(text);
      }
    }
    return [...found];
  }

  /** `file: text` for whatever stands in any file of the folder, in its name too; how many files and bytes were read. */
  foundUnder(folder: string): { found: string[]; fileCount: number; byteCount: number } {
    const told = { found: [] as string[], fileCount: 0, byteCount: 0 };
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const content = contentOf(file);
      if (content === undefined) continue;
      told.fileCount += 1;
      told.byteCount += content.length;
      for (const text of this.foundIn(Buffer.concat([Buffer.from(`${file}\n`), content])))
        told.found.push(`${file}: ${text}`);
    }
    return told;
  }
}

/** Undefined where it is gone: a program that ends takes the files of its log with it while somebody looks. */
function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Those whose characters its two-byte part has; all in one go, since its table is made anew each time. */
function gb18030(texts: readonly string[]): Map<string, Buffer> {
  const common = texts.filter((text) => /^[\u4e00-\u9fa5\w-]+$/.test(text));
  const bytes = encodeGb18030(common.join('\n'));
  const found = new Map<string, Buffer>();
  let from = 0;
  for (const text of common) {
    const end = bytes.indexOf(10, from);
    found.set(text, bytes.subarray(from, end < 0 ? bytes.length : end));
    from = end + 1;
  }
  return found;
}
