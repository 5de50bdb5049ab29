import { crc32, deflateRawSync } from 'node:zlib';

/* XLSX files byte by byte, as no spreadsheet writes them. */

interface Entry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What the directory says of its size; the truth unless said otherwise. */
  readonly declaredBytes?: number;
}

/** A ZIP file of deflated entries, with whatever names they are given. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declaredBytes } of entries) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const sizes = { crc: crc32(plain), packed: packed.length, plain: declaredBytes ?? plain.length };
    const local = Buffer.concat([
      Buffer.from('PK\u0003\u0004'),
      describe(name, sizes),
      Buffer.from(name),
      packed,
    ]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\0'), describe(name, sizes), place, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\u0005\u0006'), end]);
}

function describe(name: string, sizes: { crc: number; packed: number; plain: number }): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(8, 4);
  bytes.writeUInt32LE(sizes.crc, 10);
  bytes.writeUInt32LE(sizes.packed, 14);
  bytes.writeUInt32LE(sizes.plain, 18);
  bytes.writeUInt16LE(Buffer.byteLength(name), 22);
  return bytes;
}

const types = 'http://schemas.openxmlformats.org';
const head = '<?xml version="1.0" encoding="UTF-8"?>';

/** A workbook of one sheet with that XML as its rows. */
export function workbookOf(
  rows: string,
  { before = '', more = [] }: { before?: string; more?: readonly Entry[] } = {},
): Buffer {
  const part = (name: string, content: string): Entry => ({ name, content: head + content });
  return zipOf([
    part(
      '[Content_Types].xml',
      `<Types xmlns="${types}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    ),
    part('_rels/.rels', relationships('officeDocument', 'xl/workbook.xml')),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${types}/spreadsheetml/2006/main" xmlns:r="${types}/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    part('xl/_rels/workbook.xml.rels', relationships('worksheet', 'worksheets/sheet1.xml')),
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${head}${before}<worksheet xmlns="${types}/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
    },
    ...more,
  ]);
}

function relationships(kind: string, target: string): string {
  return `<Relationships xmlns="${types}/package/2006/relationships"><Relationship Id="r1" Type="${types}/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`;
}

/** One row of cells that hold their text themselves; `cells` stands there as XML. */
export function rowOf(cells: readonly string[], line = 1): string {
  const one = (cell: string, index: number) =>
    `<c r="${String.fromCodePoint(65 + index)}${line}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  return `<row r="${line}">${cells.map(one).join('')}</row>`;
}
