import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { SpreadsheetCell } from '../../../electron/service/spreadsheets/cell.ts';
import { csvOf, xlsxOf } from '../../../electron/service/spreadsheets/spreadsheet.ts';
import { fen } from '../../../shared/money/fen.ts';
import { day } from '../harness/patient.ts';

const head = ['姓名', '金额（元）', '人次', '占比', '日期'];
const row: SpreadsheetCell[] = [
  '𠮷·买买提',
  { fen: fen(-17_123_920) },
  { count: 12 },
  { share: '0.8571' },
  { day: day('2020-03-09') },
];
const formulas = ['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', ' =HYPERLINK("http://x","y")', '\r=1'];

async function readBack(rows: readonly (readonly SpreadsheetCell[])[]) {
  const file = await xlsxOf([{ name: '一览', rows, headRows: 1 }]);
  const { sheets } = await readXlsx(file, { readStyles: true });
  return sheets[0]!;
}

describe('a table for a spreadsheet', () => {
  it('has amounts, counts and shares as numbers that are shown as such', async () => {
    const sheet = await readBack([head, row]);
    expect(sheet.rows).toEqual([head, ['𠮷·买买提', -171_239.2, 12, 0.8571, '2020-03-09']]);
    const formats = [1, 2, 3].map((column) => sheet.cells?.get(`1,${column}`)?.style?.numFmt);
    expect(formats).toEqual(['#,##0.00', '#,##0', '0.00%']);
  });

  it('keeps the fen of the largest sum of a year', async () => {
    const sheet = await readBack([[{ fen: fen(899_999_999_999) }]]);
    expect(sheet.rows[0]).toEqual([8_999_999_999.99]);
  });

  it('has no formula, whatever a text begins with', async () => {
    const sheet = await readBack([head, ...formulas.map((text) => [text])]);
    const cells = [...(sheet.cells?.values() ?? [])];
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
    expect(sheet.rows.slice(1).map(([text]) => text)).toEqual(formulas);
    expect(cells.slice(5).map(({ style }) => style?.numFmt)).toEqual(formulas.map(() => '@'));
  });

  it('has an apostrophe before such a text in CSV, and the mark of its encoding', () => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      csvOf([['=1+1', { fen: fen(-50) }, null]]),
    );
    expect(text).toBe("\u{feff}'=1+1,-0.50,\r\n");
  });
});
