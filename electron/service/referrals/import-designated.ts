import { parseLocalDate } from '../../../shared/calendar/local-date.ts';
import { hospitalNeeds, hospitalNeedTitles, hospitalRankTitles } from '../../../shared/contract/referrals.ts';
import { type Problem, Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import type { TableLayout } from '../tables/layout.ts';
import { openTable } from '../tables/read.ts';
import { RowReader } from '../tables/row-reader.ts';
import { findListed, insertDesignated, type NewDesignated } from './designated.ts';

type Key = 'name' | 'code' | 'rank' | 'since' | 'until' | 'needs' | 'clause';

const layout: TableLayout<Key> = {
  columns: {
    name: { titles: ['医院名称', '医疗机构名称', '定点医院', '名称'] },
    code: { titles: ['机构编号', '定点医药机构编号', '编号'], optional: true },
    rank: { titles: ['级别', '县级市级', '类别'] },
    since: { titles: ['起始日期', '起', '生效日期', '开始日期'] },
    until: { titles: ['截止日期', '止', '终止日期', '结束日期'], optional: true },
    needs: { titles: ['收治条件', '条件'], optional: true },
    clause: { titles: ['依据', '条款', '文件依据'], optional: true },
  },
  maximumRows: 1000,
  tooManyRows: { code: 'too_many_rows', sentence: '名单超过 1000 行，请核对是不是选错了文件。' },
};

/**
 * Takes in a list of designated hospitals, whole or not at all; a hospital that is listed from the same day already is
 * counted and left as it is. Refuses what `openTable` refuses, and `designated_file_faulty` with the places.
 */
export async function importDesignated(
  context: ServiceContext,
  actor: Actor,
  filePath: string,
): Promise<{ addedCount: number; knownCount: number }> {
  const table = await openTable(filePath, layout);
  const read: NewDesignated[] = [];
  const problems: Problem[] = [];
  for await (const batch of table.batches()) {
    for (const row of batch) {
      const reader = new RowReader(table, row);
      const hospital = readRow(reader);
      if (hospital !== undefined && reader.problems.length === 0) read.push(hospital);
      if (problems.length < 500) problems.push(...reader.problems);
    }
  }
  if (problems.length > 0) {
    const sentence = `名单有 ${problems.length} 处不对，一行也没有写入。请改好后重新导入。`;
    throw new Refusal('designated_file_faulty', sentence, problems);
  }
  if (read.length === 0) throw new Refusal('file_empty', '文件里没有医院。请核对后再导入。');
  return inTransaction(context.database, () => {
    let addedCount = 0;
    for (const hospital of read) {
      if (findListed(context, hospital) !== undefined) continue;
      insertDesignated(context, actor, hospital, 'file');
      addedCount += 1;
    }
    return { addedCount, knownCount: read.length - addedCount };
  });
}

function readRow(reader: RowReader<Key>): NewDesignated | undefined {
  const name = reader.text('name');
  if (name === '') reader.refuse('name', 'name_missing', '医院名称为空，请补上。');
  reader.limit('name', 60);
  reader.limit('clause', 100);
  const code = reader.optional('code') ?? null;
  if (code !== null && !/^[A-Za-z0-9]{1,30}$/.test(code)) {
    reader.refuse('code', 'hospital_code_wrong', '机构编号只能是字母和数字，最多 30 位；不知道可以留空。');
  }
  const rank = rankOf(reader);
  const since = dayOf(reader, 'since');
  const until = reader.optional('until') === undefined ? null : dayOf(reader, 'until');
  const needs = hospitalNeeds.filter((need) => reader.text('needs').includes(hospitalNeedTitles[need]));
  if (since !== undefined && until !== null && until !== undefined && until < since) {
    reader.refuse('until', 'designated_dates_wrong', '截止日期早于起始日期，请核对。');
  }
  if (rank === undefined || since === undefined || until === undefined) return undefined;
  return { name, code, rank, since, until, needs, clause: reader.optional('clause') ?? null };
}

function rankOf(reader: RowReader<Key>): NewDesignated['rank'] | undefined {
  const text = reader.text('rank');
  const rank = (['county', 'city'] as const).find((one) => hospitalRankTitles[one].startsWith(text));
  if (text !== '' && rank !== undefined) return rank;
  reader.refuse('rank', 'hospital_rank_wrong', '级别应为“县级”或“市级”。');
  return undefined;
}

function dayOf(reader: RowReader<Key>, key: 'since' | 'until') {
  const day = parseLocalDate(reader.text(key));
  if (day === undefined) reader.refuse(key, 'date_wrong', '不是日期，请写成 2020-03-01。');
  return day;
}
