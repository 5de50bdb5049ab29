import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unhurried } from '../../../electron/service/roster/pace.ts';
import { here, readRoster } from '../../../electron/service/roster/read-roster.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';
import { rowsOf } from '../corrections/late.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const numberOf = (index: number) => {
  const body = `4299131970${String(1 + Math.floor(index / 900)).padStart(2, '0')}15${String(index % 900).padStart(3, '0')}`;
  return body + checkDigit(body);
};
interface Said {
  readonly name?: string;
  readonly begin?: string;
  readonly region?: string;
}
const row = (index: number, { name, begin = '2018-01-01', region = '421321' }: Said = {}) => {
  const called = name ?? `王秀${String.fromCodePoint(0x4e00 + (index % 3000))}`;
  return `${called},${numberOf(index)},H${index},低保,${begin},,${region},青山镇,桃园村,正常参保`;
};

/** So long that the file is read in several portions; `last` stand at its end. */
const people = 3000;
function rosterFile(...last: string[]): string {
  const head = '姓名,身份证号,户编号,身份类别,开始日期,结束日期,参保地区划,乡镇,村,参保状态';
  const rows = Array.from({ length: people }, (_, index) => row(index));
  const file = path.join(hospital.context.dataFolder, 'roster.csv');
  writeFileSync(file, [head, ...rows, ...last].join('\n'));
  return file;
}

/** Each portion is written before the next is read, so that later rows amend what is written. */
async function load(filePath: string, { leaveOutRefused = false, rowsWaiting = 1 } = {}) {
  const { database } = hospital.context;
  const stamp = { id: hospital.context.newId(), at: '2020-03-10T02:00:00.000Z' };
  const order = { filePath, today: '2020-03-10' as LocalDate, leaveOutRefused, stamp };
  const { report, written } = await readRoster(database, order, unhurried, { ...here, rowsWaiting });
  if (written === null) return report;
  database.exec('DELETE FROM roster_preparation');
  database
    .prepare(
      `INSERT INTO roster_import (sequence, id, file_name, file_hash, accepted_count, refused_count, as_of_day, source,
         recorded_at) VALUES (?, ?, '', '', 1, 0, '2020-03-01', 'roster', '')`,
    )
    .run(written.sequence, stamp.id);
  return report;
}

const all = (sql: string) => hospital.context.database.prepare(sql).raw().all();
const newest = () =>
  all(`SELECT id_number, name, eligibilities, line FROM person_entry AS entry WHERE import_sequence =
    (SELECT max(import_sequence) FROM person_entry AS newer WHERE newer.person_key = entry.person_key)
    ORDER BY id_number`);
const more = [row(0, { begin: '2019-05-01' }), row(0), row(1, { name: '李建国' }), row(1), row(2)];

describe('a later row of a number whose first row is written already', () => {
  it('comes to the same as if all rows had been read before anything was written', async () => {
    const report = await load(rosterFile(...more), { leaveOutRefused: true });
    const [found, rows] = [newest(), rowsOf(hospital)];
    hospital.close();
    hospital = openTestHospital();
    const atOnce = await load(rosterFile(...more), { leaveOutRefused: true, rowsWaiting: 100_000 });
    expect(report).toEqual(atOnce);
    expect(found).toEqual(newest());
    expect(rows).toEqual(rowsOf(hospital));
  });

  it('adds its eligibility, or takes the whole number out where it has another name', async () => {
    const report = await load(rosterFile(...more), { leaveOutRefused: true });
    expect(report).toMatchObject({ personCount: people - 1, newPersonCount: people - 1, refusedCount: 3 });
    expect(report.refused.map(({ line, code }) => [line, code])).toEqual([
      [3, 'number_with_two_names'],
      [people + 4, 'number_with_two_names'],
      [people + 5, 'number_with_two_names'],
    ]);
    const [first, second] = newest() as [string, string, string, number][];
    expect(first).toMatchObject([numberOf(0), '王秀一', {}, 2]);
    expect((JSON.parse(first![2]) as { beginsOn: string }[]).map(({ beginsOn }) => beginsOn)).toEqual([
      '2018-01-01',
      '2019-05-01',
    ]);
    expect(second![0]).toBe(numberOf(2));
    const nothingLeft = ['person', 'person_number', 'roster_entry', 'roster_entry_name'];
    expect(nothingLeft.map((table) => rowsOf(hospital)[table])).toEqual(nothingLeft.map(() => people - 1));
    expect(hospital.context.database.pragma('foreign_key_check')).toEqual([]);
  });

  it('writes nothing about a person of whom the roster before said the same', async () => {
    await load(rosterFile(row(0, { begin: '2019-05-01' })));
    const before = rowsOf(hospital);
    const report = await load(rosterFile(row(0, { begin: '2019-05-01' })));
    expect(report).toMatchObject({ newPersonCount: 0, absentPersonCount: 0 });
    expect(rowsOf(hospital)).toEqual({ ...before, roster_import: 2 });
    // Whom it names twice, it names nobody by: the one before is listed as absent.
    const contested = await load(rosterFile(row(7, { name: '李建国' })), { leaveOutRefused: true });
    expect(contested).toMatchObject({ personCount: people - 1, newPersonCount: 0, absentPersonCount: 1 });
  });

  it('that is refused takes back everything that was written before it', async () => {
    await load(rosterFile());
    const before = rowsOf(hospital);
    const [old, changed] = [row(9), row(9, { begin: '2020-01-01' })];
    const file = rosterFile(row(people), row(5, { region: '421322' }));
    writeFileSync(file, readFileSync(file, 'utf8').replace(old, changed));
    const report = await load(file);
    expect(report.refused).toMatchObject([{ line: people + 3, code: 'person_contradicts' }]);
    expect(report).toMatchObject({ personCount: people + 1, newPersonCount: 1, absentPersonCount: 0 });
    // Lists of eligibilities say nothing of anybody, and stay.
    expect(rowsOf(hospital)).toEqual({ ...before, eligibility_set: 2 });
  });
});
