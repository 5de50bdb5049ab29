import type { Problem } from '../../../shared/contract/refusal.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { CostParts } from '../../../shared/engine/claim.ts';
import { sumItems } from '../../../shared/fees/item.ts';
import { type Fen, formatYuan, MoneyError, parseYuan } from '../../../shared/money/fen.ts';
import { openTable } from '../tables/read.ts';
import type { TableRow } from '../tables/row.ts';
import { RowReader } from '../tables/row-reader.ts';
import { type FeeColumn, feeLayout, maximumItems } from './columns.ts';
import { type FeeRow, type ListedStay, readFeeRow } from './row.ts';

/** A fee file that passed every check. */
export interface FeeFile {
  readonly fileHash: string;
  readonly items: readonly FeeRow[];
  readonly cost: CostParts;
  /** The file's own total, equal to ours; null where it has none. */
  readonly statedTotalFen: Fen | null;
}

const listedProblems = 500;

/**
 * Reads a stay's fee file: the whole of it, or a refusal that names every fault with line and column. Besides what
 * `openTable` refuses: `too_many_items`, `fee_total_differs`, and for faults in rows the fault's own code where all
 * are of one kind, else `fee_file_faulty`.
 */
export async function readFeeFile(filePath: string, stay: ListedStay): Promise<FeeFile> {
  const table = await openTable(filePath, feeLayout);
  const items: FeeRow[] = [];
  const problems: Problem[] = [];
  let total: { readonly line: number; readonly amountFen: Fen | undefined } | undefined;
  for await (const batch of table.batches()) {
    for (const row of batch) {
      const reader = new RowReader(table, row);
      if (total !== undefined) refuseRowAfterTotal(reader, total.line);
      else if (isTotal(row)) total = { line: row.line, amountFen: readTotal(reader) };
      else collect(items, readFeeRow(reader, stay));
      if (problems.length < listedProblems) problems.push(...reader.problems);
    }
  }
  if (problems.length > 0) throw faulty(problems);
  if (items.length === 0)
    throw new Refusal('file_empty', '文件里没有收费项目。请在收费系统重新导出后再导入。');
  if (items.length > maximumItems) {
    throw new Refusal(feeLayout.tooManyRows.code, feeLayout.tooManyRows.sentence);
  }
  refuseDoubledSerials(items);
  const cost = sumItems(items.map(({ parts }) => parts));
  const statedTotalFen = total?.amountFen ?? null;
  if (total !== undefined && statedTotalFen !== null)
    refuseOtherTotal(cost.totalFen, statedTotalFen, total.line);
  return { fileHash: table.fileHash, items, cost, statedTotalFen };
}

/** The hospital's own numbers are each one charge's; a file that was put together of two has some twice. */
export function refuseDoubledSerials(items: readonly FeeRow[]): void {
  const lines = new Map<string, number>();
  const problems: Problem[] = [];
  for (const { line, serial } of items) {
    if (serial === null) continue;
    const earlier = lines.get(serial);
    lines.set(serial, earlier ?? line);
    if (earlier === undefined || problems.length >= listedProblems) continue;
    const sentence = `流水号 ${serial} 在第 ${earlier} 行已有，请在收费系统重新导出。`;
    problems.push({ line, column: '流水号', code: 'fee_serial_doubled', sentence });
  }
  if (problems.length > 0) throw faulty(problems);
}

function collect(items: FeeRow[], item: FeeRow | undefined): void {
  if (item !== undefined) items.push(item);
}

/** The first cell that is filled says so. */
function isTotal(row: TableRow): boolean {
  const first = row.cells.find((cell) => cell !== '') ?? '';
  return /^(费用)?(合计|总计)(金额)?[:：]?$/.test(first.replace(/\s/g, ''));
}

function readTotal(reader: RowReader<FeeColumn>): Fen | undefined {
  try {
    return parseYuan(reader.text('amount'));
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    reader.refuse('amount', 'not_an_amount', `合计行的金额不对：${error.message}`);
    return undefined;
  }
}

function refuseRowAfterTotal(reader: RowReader<FeeColumn>, totalLine: number): void {
  const sentence = `合计在第 ${totalLine} 行，后面不应再有内容。请核对是不是拼接了两份清单。`;
  reader.problems.splice(0);
  reader.refuse('name', 'row_after_total', sentence);
}

function refuseOtherTotal(ours: Fen, stated: Fen, line: number): void {
  if (ours === stated) return;
  const sentence =
    `各行金额相加为 ${formatYuan(ours)} 元，文件合计为 ${formatYuan(stated)} 元，两者不符。` +
    '请在收费系统核对后重新导出。';
  throw new Refusal('fee_total_differs', sentence, [
    { line, column: feeLayout.columns.amount.titles[0], code: 'fee_total_differs', sentence },
  ]);
}

function faulty(problems: readonly Problem[]): Refusal {
  const [first] = problems;
  const kinds = new Set(problems.map(({ code }) => code));
  const code = kinds.size === 1 && first !== undefined ? first.code : 'fee_file_faulty';
  const where = first === undefined ? '' : `第 ${first.line} 行“${first.column}”：${first.sentence}`;
  const more = problems.length > 1 ? `另有 ${problems.length - 1} 处，见下表。` : '';
  return new Refusal(code, `费用清单没有导入。${where}${more}`, problems.slice(0, listedProblems));
}
