import { type Problem, Refusal } from '../../../shared/contract/refusal.ts';
import type { RepeatedLines } from '../../../shared/contract/stays.ts';
import type { ServiceContext } from '../context.ts';
import { KnownLines } from './known-lines.ts';
import type { FeeRow } from './row.ts';

/**
 * The lines of a file that a stay does not have yet. What to do about the others is the caller's word: `refuse` names
 * them, `leave_out` takes the rest, `keep` takes them as further charges. Refuses `fee_line_changed`,
 * `fee_lines_already_loaded` where nothing is new, `fee_lines_partly_loaded`.
 */
export function newLines(
  context: ServiceContext,
  stayId: string,
  rows: readonly FeeRow[],
  repeated: RepeatedLines,
): readonly FeeRow[] {
  const lines = new KnownLines(context, stayId);
  const states = rows.map((row) => ({ row, state: lines.take(row) }));
  const changed = states.filter(({ state }) => state.is === 'changed');
  if (changed.length > 0)
    throw lineChanged(changed.map(({ row, state }) => problemOf(row, state, 'fee_line_changed')));
  const known = states.filter(({ state }) => state.is === 'known');
  if (known.length === 0 || repeated === 'keep') return rows;
  const problems = known.map(({ row, state }) => problemOf(row, state, 'fee_line_known'));
  const freshCount = rows.length - known.length;
  if (freshCount === 0) {
    const sentence = `这份清单的 ${rows.length} 行都已经导入过，没有重复计入。`;
    throw new Refusal('fee_lines_already_loaded', sentence, problems);
  }
  if (repeated === 'leave_out') return states.filter(({ state }) => state.is === 'new').map(({ row }) => row);
  const sentence =
    `这份清单有 ${known.length} 行与已导入的相同，另有 ${freshCount} 行是新的，还没有导入。` +
    '请核对：是重复导出，就只加新的；确是又收的费用，就全部加入。';
  throw new Refusal('fee_lines_partly_loaded', sentence, problems);
}

type State = ReturnType<KnownLines['take']>;

function problemOf(row: FeeRow, state: State, code: 'fee_line_changed' | 'fee_line_known'): Problem {
  const where = state.is === 'new' ? '' : `已在“${state.fileName}”里`;
  const sentence =
    code === 'fee_line_changed'
      ? `流水号 ${row.serial ?? ''} ${where}，内容不同。`
      : `${row.chargedOn} ${row.name} ${row.quantity} × ${row.price} ${where}。`;
  return { line: row.line, column: '项目名称', code, sentence };
}

function lineChanged(problems: readonly Problem[]): Refusal {
  const sentence = `有 ${problems.length} 行的流水号导入过，内容却不同，没有导入。请先撤回原来那份清单，再导入新的。`;
  return new Refusal('fee_line_changed', sentence, problems);
}
