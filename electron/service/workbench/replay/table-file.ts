import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import type { Comparison, ReplayGroup } from '../../../../shared/contract/workbench.ts';
import { type Fen, plainYuan } from '../../../../shared/money/fen.ts';

export type TableFormat = 'csv' | 'xlsx';

/** A text as somebody wrote it, a count, or an amount. */
type Cell = string | { readonly count: number } | { readonly fen: number };

/**
 * The comparison as a file for a spreadsheet: the same tables as on the screen, one under the other. No cell is ever a
 * formula there: texts that begin like one get an apostrophe in CSV and are typed as text in XLSX.
 */
export async function tableFile(
  comparison: Comparison,
  format: TableFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  const rows = tablesOf(comparison);
  if (format === 'csv') {
    const text = Papa.unparse(
      rows.map((row) => row.map(csvCell)),
      { newline: '\r\n' },
    );
    // Spreadsheets take a file without this mark for the local encoding.
    return new TextEncoder().encode(`\u{feff}${text}\r\n`);
  }
  const sheets = [{ name: '测算', rows: rows.map((row) => row.map(xlsxCell)) }];
  return Uint8Array.from(await writeXlsx({ sheets }));
}

function csvCell(cell: Cell): string {
  if (typeof cell !== 'string') return 'fen' in cell ? plainYuan(cell.fen as Fen) : String(cell.count);
  return /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** Amounts as numbers of yuan: a spreadsheet keeps fifteen digits of them, more than a year's sum has. */
function xlsxCell(cell: Cell): string | number {
  if (typeof cell === 'string') return cell;
  return 'fen' in cell ? Number(plainYuan(cell.fen as Fen)) : cell.count;
}

const fen = (amount: number): Cell => ({ fen: amount });
const count = (number: number): Cell => ({ count: number });
const change = (before: number, after: number): Cell[] => [fen(before), fen(after), fen(after - before)];

function tablesOf(comparison: Comparison): Cell[][] {
  const { settlementCount, personCount, totalFen, patientPays } = comparison;
  const [before, after] = [`${comparison.beforeTitle}（元）`, `${comparison.afterTitle}（元）`];
  return [
    ['结算', count(settlementCount), '人', count(personCount), '总费用（元）', fen(totalFen)],
    ['个人多付', count(patientPays.more), '少付', count(patientPays.less), '不变', count(patientPays.same)],
    [],
    ['谁来付', before, after, '差额（元）'],
    ...comparison.payers.map(({ title, beforeFen, afterFen }) => [title, ...change(beforeFen, afterFen)]),
    ['个人', ...change(comparison.personalBeforeFen, comparison.personalAfterFen)],
    [],
    ...groupTable('资格（有几项的归入最前一项）', comparison, comparison.byEligibility),
    [],
    ...groupTable('医院等级', comparison, comparison.byLevel),
    ...(comparison.refused.length === 0 ? [] : [[], ['没有比较的结算', '笔数', '总费用（元）']]),
    ...comparison.refused.map((one) => [one.sentence, count(one.settlementCount), fen(one.totalFen)]),
  ];
}

function groupTable(head: string, { payers }: Comparison, groups: readonly ReplayGroup[]): Cell[][] {
  const columns = [...payers.map(({ title }) => title), '个人'];
  return [
    [head, '结算', '总费用', ...columns.flatMap((title) => [`${title} 前`, `${title} 后`, `${title} 差额`])],
    ...groups.map((group) => [
      group.title,
      count(group.settlementCount),
      fen(group.totalFen),
      ...group.payers.flatMap(({ beforeFen, afterFen }) => change(beforeFen, afterFen)),
      ...change(group.personalBeforeFen, group.personalAfterFen),
    ]),
  ];
}
