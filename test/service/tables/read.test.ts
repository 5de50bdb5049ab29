import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TableLayout } from '../../../electron/service/tables/layout.ts';
import { openTable } from '../../../electron/service/tables/read.ts';
import type { TableRow } from '../../../electron/service/tables/row.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { refusalCode } from '../harness/refusal.ts';

const layout: TableLayout<'name' | 'number' | 'day' | 'note'> = {
  columns: {
    name: { titles: ['姓名', '名字'] },
    number: { titles: ['号码'] },
    day: { titles: ['日期'] },
    note: { titles: ['备注'], optional: true, numbered: true },
  },
  maximumRows: 20,
  tooManyRows: { code: 'too_many_rows', sentence: '太多。' },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-tables-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string | Uint8Array, name = 'table.csv'): string {
  const filePath = path.join(folder, name);
  writeFileSync(filePath, content);
  return filePath;
}

async function read(filePath: string) {
  const table = await openTable(filePath, layout);
  const rows: TableRow[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  return { ...table, rows };
}

/** Where an open file leads; what was closed meanwhile, nowhere. */
function linkOf(handle: string): string | undefined {
  try {
    return readlinkSync(handle);
  } catch {
    return undefined;
  }
}

const readText = (text: string) => read(file(text));
const codeOf = (content: string | Uint8Array) => refusalCode(() => read(file(content)));
const faultsOf = (rows: readonly TableRow[]) =>
  rows.flatMap((row) => row.problems.map(({ line, column, code }) => [line, column, code]));

describe('a CSV file', () => {
  it('is read by headings, whatever their order, blanks, width and units', async () => {
    const { rows, positions } = await readText('日　期, 姓 名 ,号码(元),别的\n2020-01-01, 王秀英 ,1,x\n');
    expect(positions).toEqual({ name: [1], number: [2], day: [0], note: [] });
    expect(rows).toEqual([{ line: 2, cells: ['2020-01-01', '王秀英', '1', 'x'], problems: [] }]);
  });

  it('is read without the apostrophe that keeps a spreadsheet from taking a number for one', async () => {
    const { rows } = await readText("姓名,号码,日期\n王秀英,'429913195812120025, '2020-01-01\n'李,'=1+1,d\n");
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['王秀英', '429913195812120025', '2020-01-01'],
      ['李', "'=1+1", 'd'],
    ]);
  });

  it('may start with a title and blank lines; lines count as an editor counts them', async () => {
    const { rows } = await readText('名册\r\n\r\n姓名,号码,日期\r\n"王\r\n秀英",1,d\r\n,,\r\n李,2,d\r\n');
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [4, '王 秀英'],
      [7, '李'],
    ]);
  });

  it('keeps numbered columns by their number, not by their order', async () => {
    const { positions } = await readText('姓名,号码,日期,备注3,备注1\n王,1,d,c,a\n');
    expect(positions.note).toEqual([4, undefined, 3]);
  });

  it('keeps rows that are cut between two chunks whole', async () => {
    const long = '字'.repeat(9000);
    const lines = Array.from({ length: 20 }, (_, index) => `${long}${index},"${long},${index}",d`);
    const bytes = Buffer.from(`姓名,号码,日期\n${lines.join('\n')}\n`);
    expect(bytes.length).toBeGreaterThan(1_000_000);
    const { rows } = await read(file(bytes));
    expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
    expect(rows[19]?.cells).toEqual([`${long}19`, `${long},19`, 'd']);
  });

  it('refuses what is no table, each with its own code', async () => {
    expect(await codeOf('')).toBe('file_empty');
    expect(await codeOf(' \r\n\r\n')).toBe('file_empty');
    expect(await codeOf('姓名,号码,日期\n')).toBe('file_empty');
    expect(await codeOf('姓名,号码\n王,1\n')).toBe('column_missing');
    expect(await codeOf('姓名,名字,号码,日期\n王,王,1,d\n')).toBe('column_doubled');
    expect(await codeOf('姓名,号码,日期,备注,备注1\n王,1,d,a,b\n')).toBe('column_doubled');
    expect(await codeOf(Buffer.from('姓名,号码,日期\n王,1,d\n', 'utf16le'))).toBe('file_wrong_encoding');
    expect(await codeOf(Buffer.from([0xff, 0xfe, 0xfd, 0x2c, 0xff]))).toBe('file_wrong_encoding');
    expect(await codeOf('姓名,号码,日期\n"王,1,d\n')).toBe('quotes_not_closed');
    expect(await codeOf(`姓名,号码,日期${','.repeat(200)}\n`)).toBe('too_many_columns');
    expect(await codeOf(`姓名,号码,日期\n${'王,1,d\n'.repeat(21)}`)).toBe('too_many_rows');
    expect(await refusalCode(() => read(path.join(folder, 'nothing.csv')))).toBe('file_not_found');
  });

  it('is let go when its columns are not together what they have to be', async () => {
    const demanding: TableLayout = {
      ...layout,
      demand: () => {
        throw new Refusal('column_missing', '缺少一列。');
      },
    };
    const filePath = file('姓名,号码,日期\n王秀英,1,d\n');
    expect(await refusalCode(() => openTable(filePath, demanding))).toBe('column_missing');
    const open = readdirSync('/proc/self/fd').map((handle) => linkOf(`/proc/self/fd/${handle}`));
    expect(open).not.toContain(filePath);
  });

  it('names the columns that are missing', async () => {
    await expect(readText('姓名\n王\n')).rejects.toMatchObject({
      sentence: expect.stringContaining('“号码”、“日期”') as string,
      problems: [{ column: '号码' }, { column: '日期' }],
    });
  });

  it('reports formulas, hidden characters and endless cells with line and heading', async () => {
    const { rows } = await readText(
      [
        '姓名,号码,日期,别的',
        '=A1,@SUM(A1),＝1+1,=B1',
        '+86 138-0000,-3.5,-,+1',
        "+cmd|' /C calc'!A0,-A1,d,",
        `王\u202e,a\u0007b,${'字'.repeat(10_001)},`,
      ].join('\n'),
    );
    expect(faultsOf(rows)).toEqual([
      [2, '姓名', 'formula_in_cell'],
      [2, '号码', 'formula_in_cell'],
      [2, '日期', 'formula_in_cell'],
      [4, '姓名', 'formula_in_cell'],
      [4, '号码', 'formula_in_cell'],
      [5, '姓名', 'cell_wrong_character'],
      [5, '号码', 'cell_wrong_character'],
      [5, '日期', 'cell_too_long'],
    ]);
  });
});

describe('an XLSX file', () => {
  const workbook = (rows: (string | number | Date | boolean | null)[][]) =>
    writeXlsx({
      sheets: [
        { name: '隐藏', rows: [['别的']], hidden: true },
        { name: '清单', rows },
      ],
    });

  it('is told by its content, not its name, and gives exact text', async () => {
    const bytes = await workbook([
      ['姓名', '号码', '日期'],
      ['王秀英', 0.1 + 0.2, new Date(Date.UTC(2020, 2, 1))],
      [null, null, null],
      ['李', 429_913_199_001_011, new Date(Date.UTC(2020, 2, 1, 8, 30))],
    ]);
    const { rows } = await read(file(bytes, 'really.csv'));
    expect(rows).toEqual([
      { line: 2, cells: ['王秀英', '0.3', '2020-03-01'], problems: [] },
      { line: 4, cells: ['李', '429913199001011', '2020-03-01 08:30:00'], problems: [] },
    ]);
  });

  it('of several sheets is read from the only one that has the columns and rows below them', async () => {
    const headings = ['姓名', '号码', '日期'];
    const bytes = await writeXlsx({
      sheets: [
        { name: '填表说明', rows: [['请先看说明']] },
        { name: '空表', rows: [headings] },
        { name: '清单', rows: [['2020年3月'], headings, ['王秀英', '1', 'd']] },
        { name: 'Sheet4', rows: [] },
      ],
    });
    const { rows } = await read(file(bytes, 'several.xlsx'));
    expect(rows).toEqual([{ line: 3, cells: ['王秀英', '1', 'd'], problems: [] }]);
  });

  it('of which two sheets could be read is refused with their names: nothing is left behind silently', async () => {
    const sheet = (name: string, person: string) => ({
      name,
      rows: [
        ['姓名', '号码', '日期'],
        [person, '1', 'd'],
      ],
    });
    const bytes = await writeXlsx({ sheets: [sheet('城关镇', '王'), sheet('三里岗镇', '李')] });
    const refused = read(file(bytes, 'townships.xlsx'));
    await expect(refused).rejects.toMatchObject({
      code: 'file_several_sheets',
      sentence: expect.stringContaining('“城关镇”、“三里岗镇”'),
    });
  });

  it('refuses a number that has lost its last digits', async () => {
    const { rows } = await read(
      file(
        await workbook([
          ['姓名', '号码', '日期'],
          ['王', Number('429913199001010010'), 'd'],
        ]),
      ),
    );
    expect(faultsOf(rows)).toEqual([[2, '号码', 'number_lost_digits']]);
  });

  it('refuses a formula where it stands, whatever result was stored', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '清单',
          rows: [
            ['姓名', '号码', '日期', '合计'],
            ['王', 12, 'd', 12],
          ],
          cells: new Map([
            ['1,1', { formula: '6*2', value: 12 }],
            ['1,3', { formula: 'B2', value: 12 }],
          ]),
        },
      ],
    });
    const { rows } = await read(file(bytes));
    expect(faultsOf(rows)).toEqual([[2, '号码', 'formula_in_cell']]);
  });

  it('is refused when it is damaged, encrypted or old', async () => {
    const good = await workbook([
      ['姓名', '号码', '日期'],
      ['王', 1, 'd'],
    ]);
    expect(await codeOf(good.subarray(0, good.length - 40))).toBe('file_unreadable');
    const broken = Buffer.from(good);
    broken.fill(7, 200, 260);
    expect(await codeOf(broken)).toBe('file_unreadable');
    expect(await codeOf(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))).toBe('file_unreadable');
  });

  it('is refused before it is unpacked when it declares more than we take, and when it lies about it', async () => {
    const bomb = deflateRawSync(Buffer.alloc(101_000_000));
    expect(bomb.length).toBeLessThan(200_000);
    expect(await codeOf(zipOf('[Content_Types].xml', bomb, 101_000_000))).toBe('file_too_large');
    expect(await codeOf(zipOf('[Content_Types].xml', bomb, 1000))).toBe('file_unreadable');
    expect(await codeOf(zipOf('[Content_Types].xml', bomb, 0))).toBe('file_unreadable');
  });
});

/** A ZIP file of one deflated entry that declares whatever size it is told to. */
function zipOf(name: string, packed: Uint8Array, declaredBytes: number): Buffer {
  const header = (signature: number, extra: number) => {
    const bytes = Buffer.alloc(extra + 26);
    bytes.writeUInt32LE(signature, 0);
    const at = extra;
    bytes.writeUInt16LE(8, at + 4);
    bytes.writeUInt32LE(packed.length, at + 14);
    bytes.writeUInt32LE(declaredBytes, at + 18);
    bytes.writeUInt16LE(name.length, at + 22);
    return bytes;
  };
  const local = Buffer.concat([header(0x04034b50, 4), Buffer.from(name), packed]);
  const entry = Buffer.concat([header(0x02014b50, 6), Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
