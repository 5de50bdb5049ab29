import { crc32, deflateRawSync } from 'node:zlib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TableLayout } from '../../../electron/service/tables/layout.ts';
import { rowsOfPlainSheet } from '../../../electron/service/tables/plain-sheet.ts';
import { openTable } from '../../../electron/service/tables/read.ts';
import { NeedsRoom, type Room } from '../../../electron/service/tables/xlsx.ts';
import { zipDirectory } from '../../../electron/service/tables/zip-directory.ts';

const layout: TableLayout<'name' | 'value'> = {
  columns: { name: { titles: ['姓名'] }, value: { titles: ['值'] } },
  maximumRows: 5000,
  tooManyRows: { code: 'too_many_rows', sentence: '太多。' },
};
const values = ['𠮷野', 0.1 + 0.2, true, new Date(Date.UTC(2020, 1, 29)), '=1+1', '', 1e16, ' <f>6*2</f> '];
const rows = Array.from({ length: 1500 }, (_, index) => [`王${index}`, values[index % values.length] ?? '']);

async function readAll(sheetCount: number, room: Room) {
  const folder = mkdtempSync(path.join(tmpdir(), 'onestop-sheets-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'table.xlsx');
  const sheets = [
    { name: '名册', rows: [['姓名', '值'], ...rows] },
    { name: '说明', rows: [['说明']] },
  ];
  writeFileSync(file, await writeXlsx({ sheets: sheets.slice(0, sheetCount) }));
  const table = await openTable(file, layout, room);
  const read = [];
  for await (const batch of table.batches()) read.push(...batch);
  return { read, doneShare: table.doneShare() };
}

describe('a workbook of one sheet with plain cells', () => {
  it('read row by row is the same as read as a whole', async () => {
    const [plain, whole] = [await readAll(1, 'little'), await readAll(2, 'ample')];
    expect(plain.read).toHaveLength(rows.length);
    expect(plain).toEqual(whole);
    expect(plain.doneShare).toBe(1);
  });

  it('is the only one that little room is enough for', async () => {
    await expect(readAll(2, 'little')).rejects.toThrow(NeedsRoom);
  });
});

/** A ZIP file of these deflated sheets. */
function zipOf(sheets: Record<string, string>, declares = 0): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, xml] of Object.entries(sheets)) {
    const packed = deflateRawSync(xml);
    const said = Buffer.alloc(22);
    said.writeUInt16LE(8, 4);
    said.writeUInt32LE(crc32(xml), 10);
    said.writeUInt32LE(packed.length, 14);
    said.writeUInt32LE(Buffer.byteLength(xml) + declares, 18);
    const nameLength = Buffer.from([name.length, 0]);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), said, nameLength, Buffer.alloc(2)]);
    const place = Buffer.alloc(16);
    place.writeUInt32LE(offset, 12);
    const entry = [Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), said, nameLength, place];
    directory.push(...entry, Buffer.from(name));
    parts.push(local, Buffer.from(name), packed);
    offset += local.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(Object.keys(sheets).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const first = 'xl/worksheets/sheet1.xml';
async function rowsOf(sheets: Record<string, string>, declares = 0): Promise<number | undefined> {
  const zip = zipOf(sheets, declares);
  const directory = zipDirectory(zip);
  if (directory === undefined) throw new Error('the test wrote no sound directory');
  return rowsOfPlainSheet(zip, directory);
}
const rowsOfCell = (cell: string) => rowsOf({ [first]: `<sheetData><row r="1">${cell}</row></sheetData>` });

describe('a sheet is plain', () => {
  it('with texts, numbers and truth values, wherever its bytes are cut into pieces', async () => {
    const cells = ['<c t="s"><v>1</v></c>', "<c r='B1' t='n'/>", '<c t="b"><v>1</v></c>', '<c><v>2</v></c>'];
    const filled = Array.from({ length: 20_000 }, (_, index) => `<row r="${index}">${cells.join('')}</row>`);
    expect(await rowsOf({ [first]: `<sheetData>${filled.join('')}</sheetData>` })).toBe(20_000);
    expect(await rowsOf({ [first]: '<sheetData><row/></sheetData>' })).toBe(1);
  });

  it('not with a formula or an error, however it is written', async () => {
    const cells = [
      '<c><f>1+1</f><v>2</v></c>',
      '<c><f\nt="shared" si="0"/><v>2</v></c>',
      '<x:c><x:f>1</x:f></x:c>',
      '<c t="e"><v>#N/A</v></c>',
      "<c\tt = 'e'><v>#N/A</v></c>",
      '<c t="&#101;"><v>#N/A</v></c>',
      '<c t="d"><v>2020-01-01</v></c>',
    ];
    expect(await Promise.all(cells.map(rowsOfCell))).toEqual(cells.map(() => undefined));
  });

  it('not where the file lies about its size, breaks off in a tag, or has another sheet', async () => {
    const xml = '<sheetData><row></row></sheetData>';
    expect(await rowsOf({ [first]: xml }, 1)).toBeUndefined();
    expect(await rowsOf({ [first]: xml }, -1)).toBeUndefined();
    expect(await rowsOf({ [first]: `${xml}<c` })).toBeUndefined();
    expect(await rowsOf({ [first]: `${xml}<${'x'.repeat(1_000_000)}>` })).toBeUndefined();
    expect(await rowsOf({ [first]: xml, 'xl/chartsheets/sheet1.xml': xml })).toBeUndefined();
  });
});
