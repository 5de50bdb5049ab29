import type { LosingPerson } from '../../../../shared/contract/replay.ts';
import { Refusal } from '../../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../../shared/contract/values.ts';
import { maskIdNumber } from '../../../../shared/identity/id-number.ts';
import { fen } from '../../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../../context.ts';
import { statement } from '../../database/statement.ts';
import { today } from '../../hospital/settings.ts';
import { readPerson } from '../../people/person.ts';
import { exportTable, type TableFile } from '../../spreadsheets/export-table.ts';
import { losersOf } from './run-replay.ts';

/** Who would pay more in a year, the largest difference first. Refuses `replay_unknown`, `replay_not_done`. */
export function losingPersons(context: ServiceContext, replayId: string): LosingPerson[] {
  const personOf = statement<[number], { personId: string }>(
    context.database,
    'SELECT person_id AS personId FROM insured_year WHERE id = ?',
  );
  return losersOf(context, replayId).flatMap(({ yearKey, ...loser }) => {
    const personId = personOf.get(yearKey)?.personId;
    if (personId === undefined) return [];
    const { name, idNumber } = readPerson(context, personId);
    return [{ personId, name, maskedIdNumber: maskIdNumber(idNumber), ...loser }];
  });
}

const head = ['姓名', '身份证号', '乡镇', '年度', '个人 前（元）', '个人 后（元）', '多付（元）'];

/** The same for a spreadsheet, with the word of a second person. Refuses `replay_nobody_loses` besides. */
export async function losingPersonsTable(
  context: ServiceContext,
  actor: Actor,
  { replayId, secondPerson }: { readonly replayId: string; readonly secondPerson: SecondPerson },
): Promise<TableFile> {
  const persons = losingPersons(context, replayId);
  if (persons.length === 0)
    throw new Refusal('replay_nobody_loses', '这次测算里没有列出多付的人，不用导出。');
  const rows = persons.map(({ name, maskedIdNumber, township, year, beforeFen, afterFen }) => [
    name,
    maskedIdNumber,
    township,
    String(year),
    { fen: beforeFen },
    { fen: afterFen },
    { fen: fen(afterFen - beforeFen) },
  ]);
  return exportTable(context, actor, {
    fileName: `测算中多付的人 ${today(context)}.xlsx`,
    sheets: [{ name: '多付的人', rows: [head, ...rows], headRows: 1 }],
    act: 'workbench.losing_persons_saved',
    subjectId: replayId,
    detail: { count: rows.length },
    secondPerson,
  });
}
