import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { readPersonCard } from '../../../electron/service/people/card.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { searchPeople } from '../../../electron/service/people/search.ts';
import { importRosterInPlace } from '../../../electron/service/roster/import.ts';
import { listRosterImports } from '../../../electron/service/roster/imports.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { personCardSchema, rosterImportSchema } from '../../../shared/contract/people.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';
import { fixture } from '../harness/fixture.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const day = (text: string) => text as LocalDate;

async function load(filePath: string, options: { asOfDay?: string; leaveOutRefused?: boolean } = {}) {
  const { asOfDay = '2020-03-01', leaveOutRefused = false } = options;
  const actor = hospital.actor('information_office');
  return importRosterInPlace(hospital.context, actor, { filePath, asOfDay: day(asOfDay), leaveOutRefused });
}
const roster = (name: string) => fixture('roster', name);
const count = (table: string) =>
  Number(hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
const facts = () =>
  ['person', 'person_number', 'roster_import', 'roster_entry', 'roster_absence', 'audit'].map(count);

function personCalled(name: string) {
  const [hit] = searchPeople(hospital.context, name).hits;
  if (hit === undefined) throw new Error(`nobody called ${name}`);
  return readPerson(hospital.context, hit.personId);
}

const eligibilitiesOf = (name: string) =>
  personCalled(name).eligibilities.map(({ category, beginsOn, endsOn }) => [category, beginsOn, endsOn]);

describe('a roster', () => {
  it('becomes persons, numbers, entries and eligibilities, and says what it did', async () => {
    const report = await load(roster('good.csv'));
    expect(rosterImportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      fileName: 'good.csv',
      rowCount: 5,
      personCount: 4,
      newPersonCount: 4,
      absentPersonCount: 0,
      refusedCount: 0,
    });
    expect(personCalled('王秀英')).toMatchObject({
      sex: 'female',
      birthDate: '1959-03-18',
      householdNumber: '42991300001',
      relation: '户主',
      region: '421321',
      township: '青山镇',
      village: '桃园村',
      insuranceState: 'normal',
      phone: '13900000001',
      knownFrom: { source: 'roster', asOfDay: '2020-03-01' },
    });
    expect(eligibilitiesOf('王秀英')).toEqual([
      ['registered_poor', '2019-01-01', null],
      ['subsistence_allowance', '2020-01-01', null],
    ]);
    expect(eligibilitiesOf('李建国')).toEqual([['subsistence_allowance', '2018-01-01', '2019-12-31']]);
    expect(personCalled('努尔艾力·阿卜杜热合曼')).toMatchObject({
      insuranceState: 'none',
      eligibilities: [],
    });
    expect(personCalled('吕𠮷䶮')).toMatchObject({ insuranceState: 'suspended' });
    expect(listRosterImports(hospital.context)).toMatchObject([
      {
        importId: report.importId,
        fileName: 'good.csv',
        personCount: 4,
        refusedCount: 0,
        recordedBy: '测试4号',
      },
    ]);
    expect(verifyAudit(hospital.context.database)).toMatchObject({ ok: true });
  });

  it.each(['good-gb18030.csv', 'good-bom-semicolon.csv'])('is the same people from %s', async (name) => {
    const report = await load(roster(name));
    expect(report).toMatchObject({ rowCount: 5, personCount: 4, refusedCount: 0 });
    expect(eligibilitiesOf('吕𠮷䶮')).toEqual([['orphan', '2019-09-01', null]]);
  });

  it.each([
    ['several-in-one-cell.csv', '2020-12-31'],
    ['numbered-columns.csv', '2020-12-31'],
  ])('takes several eligibilities of one person as %s writes them', async (name, endsOn) => {
    await load(roster(name));
    expect(eligibilitiesOf('王秀英')).toEqual([
      ['registered_poor', '2019-01-01', null],
      ['subsistence_allowance', '2020-01-01', endsOn],
    ]);
  });

  it('comes from XLSX as well, with days as days and numbers as text', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'onestop-roster-'));
    const body = '42991319590318124';
    const begin = new Date(Date.UTC(2019, 0, 1));
    const rows = [
      ['姓名', '身份证号', '身份类别', '开始日期', '结束日期', '参保地区划', '参保状态'],
      ['王秀英', body + checkDigit(body), '建档立卡', begin, null, 421321, '正常参保'],
    ];
    const file = path.join(folder, 'roster.xlsx');
    writeFileSync(file, await writeXlsx({ sheets: [{ name: '名册', rows }] }));
    expect(await load(file)).toMatchObject({ personCount: 1, refusedCount: 0 });
    expect(eligibilitiesOf('王秀英')).toEqual([['registered_poor', '2019-01-01', null]]);
    rmSync(folder, { recursive: true });
  });

  it('with a refused row imports nothing, and lists every fault with line, heading and code', async () => {
    const before = facts();
    const report = await load(roster('faults.csv'));
    expect(report).toMatchObject({ importId: null, rowCount: 19, personCount: 1, refusedCount: 18 });
    expect(facts()).toEqual(before);
    expect(report.refused.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
      '2 姓名 name_missing',
      '3 姓名 name_too_long',
      '4 姓名 cell_wrong_character',
      '5 身份证号 wrong_check_digit',
      '6 身份证号 wrong_birth_date',
      '7 身份证号 wrong_length',
      '8 身份证号 wrong_character',
      '9 身份证号 birth_date_in_future',
      '10 开始日期 date_wrong',
      '11 结束日期 end_before_begin',
      '12 身份类别 category_unknown',
      '13 开始日期 begin_date_missing',
      '14 结束日期 date_wrong',
      '15 参保状态 insurance_state_unknown',
      '16 参保地区划 region_wrong',
      '17 联系电话 phone_wrong',
      '18 开始日期 eligibility_dates_do_not_match',
      '19 姓名 formula_in_cell',
    ]);
  });

  it('leaves refused rows out only when that was chosen', async () => {
    const report = await load(roster('faults.csv'), { leaveOutRefused: true });
    expect(report).toMatchObject({ personCount: 1, refusedCount: 18 });
    expect(report.importId).not.toBeNull();
    expect(count('roster_entry')).toBe(1);
    expect(personCalled('好人').eligibilities).toHaveLength(1);
  });

  it('takes neither name of a number that has two, and no other row of it', async () => {
    const report = await load(roster('two-names.csv'), { leaveOutRefused: true });
    expect(report.refused.map(({ line, code }) => [line, code])).toEqual([
      [2, 'number_with_two_names'],
      [4, 'number_with_two_names'],
      [5, 'number_with_two_names'],
    ]);
    expect(report).toMatchObject({ personCount: 1, refusedCount: 3 });
    expect(searchPeople(hospital.context, '王秀').hits).toEqual([]);
    expect(count('roster_entry')).toBe(1);
  });

  it.each([
    ['two-ends.csv', 'eligibility_contradicts'],
    ['two-regions.csv', 'person_contradicts'],
  ])('does not choose between contradicting rows (%s)', async (name, code) => {
    const report = await load(roster(name));
    expect(report.refused).toMatchObject([{ line: 3, code }]);
    expect(report.importId).toBeNull();
  });

  it('gives nobody more than fifty eligibilities, in one cell or in many rows', async () => {
    const idNumber = `42991319650315001${checkDigit('42991319650315001')}`;
    const head = '姓名,身份证号,身份类别,开始日期,结束日期,参保地区划,参保状态';
    const row = (...days: string[]) =>
      `田守义,${idNumber},${days.map(() => '低保').join(';')},${days.join(';')},,421321,正常参保`;
    const days = Array.from({ length: 51 }, (_, index) => `${1960 + index}-01-01`);
    const file = path.join(hospital.context.dataFolder, 'many.csv');
    for (const [rows, line] of [
      [[row(...days)], 2],
      [[row(...days.slice(0, 50)), row(days[50]!)], 3],
    ] as const) {
      writeFileSync(file, [head, ...rows].join('\n'));
      expect((await load(file)).refused).toMatchObject([{ line, code: 'too_many_eligibilities' }]);
    }
    writeFileSync(file, [head, row(...days.slice(0, 50))].join('\n'));
    expect(await load(file)).toMatchObject({ personCount: 1, refusedCount: 0 });
    const { personId } = searchPeople(hospital.context, idNumber).hits[0]!;
    expect(personCardSchema.parse(readPersonCard(hospital.context, personId)).eligibilities).toHaveLength(50);
  });

  it('is refused whole for what is wrong with the file', async () => {
    const before = facts();
    const codeOf = (name: string) => refusalCode(() => load(roster(name)));
    expect(await codeOf('empty.csv')).toBe('file_empty');
    expect(await codeOf('missing-column.csv')).toBe('column_missing');
    expect(await refusalCode(() => load(roster('two-names.csv'), { asOfDay: '2020-03-11' }))).toBe(
      'roster_day_in_future',
    );
    expect(await refusalCode(() => load(roster('two-ends.csv'), { asOfDay: '2020-03-01' }))).toBe(
      'not refused',
    );
    expect(facts()).toEqual(before);
  });

  it('whose rows are all refused is not an import, even with that choice', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'onestop-roster-'));
    const file = path.join(folder, 'r.csv');
    writeFileSync(
      file,
      '姓名,身份证号,身份类别,开始日期,结束日期,参保地区划,参保状态\n王,1,,,,421321,参保\n',
    );
    expect(await refusalCode(() => load(file, { leaveOutRefused: true }))).toBe('roster_all_rows_refused');
    rmSync(folder, { recursive: true });
  });
});

describe('a later roster', () => {
  it('is about the same person when it names the same number; who is absent is counted and keeps everything', async () => {
    await load(roster('good.csv'));
    const { personId } = personCalled('王秀英');
    const report = await load(roster('second.csv'), { asOfDay: '2020-03-05' });
    expect(report).toMatchObject({ personCount: 2, newPersonCount: 1, absentPersonCount: 3 });
    expect(personCalled('王秀英').personId).toBe(personId);
    expect(eligibilitiesOf('王秀英')).toEqual([['registered_poor', '2019-01-01', '2020-06-30']]);
    expect(eligibilitiesOf('吕𠮷䶮')).toHaveLength(1);
    expect(searchPeople(hospital.context, '王秀英').hits).toHaveLength(1);
  });

  it('knows a person of the first by the old number of 15 digits', async () => {
    await load(roster('good.csv'));
    const report = await load(roster('fifteen-digits.csv'), { asOfDay: '2020-03-05' });
    expect(report).toMatchObject({ personCount: 1, newPersonCount: 0, absentPersonCount: 3 });
  });

  it('is refused when its day is before the last one', async () => {
    await load(roster('good.csv'));
    expect(await refusalCode(() => load(roster('second.csv'), { asOfDay: '2020-02-29' }))).toBe(
      'roster_older_than_last',
    );
    expect(await refusalCode(() => load(roster('second.csv')))).toBe('not refused');
  });

  it('waits for the one that is being read', async () => {
    const first = load(roster('good.csv'));
    expect(await refusalCode(() => load(roster('second.csv')))).toBe('roster_import_running');
    expect(await first).toMatchObject({ personCount: 4 });
    expect(await load(roster('second.csv'))).toMatchObject({ personCount: 2, absentPersonCount: 3 });
  });
});
