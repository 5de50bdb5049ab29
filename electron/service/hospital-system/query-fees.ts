import type { FeeQuery } from '../../../shared/contract/hospital-system.ts';
import { type Problem, Refusal } from '../../../shared/contract/refusal.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type FeeColumn, feeLayout } from '../fees/columns.ts';
import { refuseDoubledSerials } from '../fees/fee-file.ts';
import { loadFees, requireOpenStay } from '../fees/load-fees.ts';
import { type FeeRow, type ListedStay, readFeeRow } from '../fees/row.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { readSetting, today } from '../hospital/settings.ts';
import { readStay } from '../stays/stay.ts';
import { answeredRows } from './answered-rows.ts';
import { type AnsweredLine, askForLines } from './ask.ts';
import { readToken } from './token.ts';

const listedProblems = 500;

/**
 * Asks the hospital's own system for all that was charged in a stay up to today and adds what is new of it. Refuses
 * `hospital_system_not_set`, what `askForLines` and `loadFees` refuse, and `hospital_system_lines_faulty` with every line
 * that is not sound.
 */
export async function queryFees(context: ServiceContext, actor: Actor, stayId: string): Promise<Stay> {
  const query = readSetting(context, 'feeQuery');
  if (query === null) {
    throw new Refusal(
      'hospital_system_not_set',
      '还没有设置收费系统的查询，请按 F3 选文件，或请信息科设置。',
    );
  }
  requireOpenStay(context, stayId);
  const { admissionNumber, admittedOn, dischargedOn } = readStay(context, stayId);
  const period = { from: admittedOn, to: dischargedOn ?? today(context) };
  const lines = await askForLines(query, readToken(context), { admissionNumber, ...period });
  const items = readLines(query, lines, { admissionNumber, period });
  refuseDoubledSerials(items);
  if (items.length === 0) throw new Refusal('file_empty', '收费系统里这次就医还没有费用。');
  const at = context.clock.now().toISOString();
  const content = items.map(({ line: _line, ...item }) => item);
  loadFees(
    context,
    actor,
    stayId,
    {
      fileName: `收费系统 ${period.to}`,
      isNamed: true,
      fileHash: sha256(canonicalJson({ at, content })),
      items,
      statedTotalFen: null,
    },
    // The answer is the whole of the stay: what is known in it came before.
    'leave_out',
  );
  return readStay(context, stayId);
}

const titles = Object.fromEntries(
  Object.entries(feeLayout.columns).map(
    ([
      key,
      {
        titles: [title],
      },
    ]) => [key, title],
  ),
) as Record<FeeColumn, string>;

/** The lines of an answer as the rows of a fee list, each checked as a file's are. */
function readLines({ fields }: FeeQuery, lines: readonly AnsweredLine[], stay: ListedStay): FeeRow[] {
  const rows: FeeRow[] = [];
  const problems: Problem[] = [];
  for (const reader of answeredRows(titles, fields, lines).rows) {
    const row = readFeeRow(reader, stay);
    if (row !== undefined) rows.push(row);
    if (problems.length < listedProblems) problems.push(...reader.problems);
  }
  if (problems.length > 0) throw faulty(problems);
  return rows;
}

function faulty(problems: readonly Problem[]): Refusal {
  const [first] = problems;
  const where = first === undefined ? '' : `第 ${first.line} 行“${first.column}”：${first.sentence}`;
  return new Refusal(
    'hospital_system_lines_faulty',
    `收费系统给出的费用有错，没有加入。${where}`,
    problems.slice(0, listedProblems),
  );
}
