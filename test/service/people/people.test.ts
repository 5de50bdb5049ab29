import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPersonCard } from '../../../electron/service/people/card.ts';
import { readPerson, validEligibilities } from '../../../electron/service/people/person.ts';
import { registerOrdinary } from '../../../electron/service/people/register.ts';
import { foundInPlace, placesLike } from '../../../electron/service/people/finders.ts';
import { revealPerson } from '../../../electron/service/people/reveal.ts';
import { searchPeople } from '../../../electron/service/people/search.ts';
import { importAgain } from '../corrections/late.ts';
import { importRosterInPlace } from '../../../electron/service/roster/import.ts';
import { personCardSchema, personHitSchema } from '../../../shared/contract/people.ts';
import { fixture } from '../harness/fixture.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, addPerson, day, nextIdNumber, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const search = (text: string) => searchPeople(hospital.context, text);
const names = (text: string) => search(text).hits.map(({ name }) => name);
const numberOf = (personId: string) => readPerson(hospital.context, personId).idNumber;

describe('a search', () => {
  it('finds by number, also typed with blanks, full width or a small x', () => {
    const personId = addPerson(hospital, { name: '王秀英' });
    const number = numberOf(personId);
    const fullWidth = number.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    for (const text of [number, ` ${number.slice(0, 6)} ${number.slice(6).toLowerCase()} `, fullWidth]) {
      expect(search(text).hits.map((hit) => hit.personId)).toEqual([personId]);
    }
    const old = number.slice(0, 6) + number.slice(8, 17);
    expect(search(old).hits.map((hit) => hit.personId)).toEqual([personId]);
  });

  it('shows enough to tell two of one name apart, and no full number', () => {
    addPerson(hospital, { name: '王秀英' });
    const [hit] = search('王秀英').hits;
    expect(personHitSchema.parse(hit)).toEqual(hit);
    expect(hit).toMatchObject({ ageYears: 54, township: '测试镇', eligibilities: ['registered_poor'] });
    expect(hit?.maskedIdNumber).toMatch(/^4299\*\* \*{8} \*\*[\dX]{2}$/);
    expect(JSON.stringify(hit)).not.toContain('4299131965');
  });

  it('finds by the beginning of a name, the whole name first, and takes nothing for a pattern', () => {
    for (const name of ['王秀英', '王秀', '王秀兰', '李秀英', '𠮷田']) addPerson(hospital, { name });
    expect(names('王秀')).toEqual(['王秀', '王秀兰', '王秀英']);
    expect(names('秀')).toEqual(['王秀兰', '王秀英', '李秀英']);
    expect(names('%')).toEqual([]);
    expect(names('王_')).toEqual([]);
    expect(names('𠮷')).toEqual(['𠮷田']);
  });

  it('finds by a part of the name after the whole one, however it is spaced, wide or dotted', () => {
    for (const name of ['秀英', '王秀英', '努尔艾力·阿卜杜热合曼', 'བསྟན་འཛིན', '𠮷田䶮'])
      addPerson(hospital, { name });
    expect(names('秀英')).toEqual(['秀英', '王秀英']);
    for (const typed of ['王 秀英', '　王秀英', '王　秀 英 ']) expect(names(typed)).toEqual(['王秀英']);
    for (const typed of ['努尔艾力阿卜杜', '努尔艾力.阿卜杜', '阿卜杜热合曼']) {
      expect(names(typed)).toEqual(['努尔艾力·阿卜杜热合曼']);
    }
    expect(names('བསྟན་འཛིན')).toEqual(['བསྟན་འཛིན']);
    expect(names('田䶮')).toEqual(['𠮷田䶮']);
  });

  it('finds by pinyin in full and by initials, the surname in each of its readings', () => {
    for (const name of ['王秀英', '单雄信', '吕布', '曾国']) addPerson(hospital, { name });
    const found = (text: string) => search(text).hits.map(({ name, foundBy }) => [name, foundBy]);
    for (const typed of ['wangxiuying', 'Wang Xiu Ying', 'ＷＡＮＧｘｉｕ', 'wxy', 'wx']) {
      expect(found(typed)).toEqual([['王秀英', 'pinyin']]);
    }
    expect(names('shanxiongxin')).toEqual(['单雄信']);
    expect(names('danxiong')).toEqual(['单雄信']);
    for (const typed of ['lvbu', 'lübu']) expect(names(typed)).toEqual(['吕布']);
    for (const typed of ['zengguo', 'cengguo', 'zg', 'cg']) expect(names(typed)).toEqual(['曾国']);
  });

  it('finds a household, a village, and a name in a village', () => {
    const at = (householdNumber: string, township: string, village: string) => ({
      entry: { householdNumber, township, village },
    });
    addPerson(hospital, { name: '王秀英', ...at('42991300001', '青山镇', '桃园村') });
    addPerson(hospital, { name: '王建国', ...at('42991300001', '青山镇', '桃园村') });
    addPerson(hospital, { name: '王秀英', ...at('H-2', '青山镇', '石桥村') });
    const found = (text: string) =>
      search(text).hits.map(({ name, village, foundBy }) => `${name} ${village} ${foundBy}`);
    expect(found('42991300001')).toEqual(['王秀英 桃园村 household', '王建国 桃园村 household']);
    expect(found('H-2')).toEqual(['王秀英 石桥村 household']);
    for (const typed of ['王秀英 桃园', '桃园村 王秀英', '青山镇桃园村　wxy']) {
      expect(found(typed)).toEqual(['王秀英 桃园村 place']);
    }
    expect(found('石桥')).toEqual(['王秀英 石桥村 place']);
    expect(search('青山镇').hits).toHaveLength(3);
    expect(search('桃').hits).toEqual([]);
  });

  it('of a village narrows down a name that thousands have, and stops when the list is full', () => {
    for (let index = 0; index < 60; index += 1) addPerson(hospital, { name: `李${index}` });
    addPerson(hospital, { name: '李秀英', entry: { village: '石桥村' } });
    const { database } = hospital.context;
    expect([...foundInPlace(database, placesLike(database, '石桥'), '李', 10)]).toHaveLength(1);
    expect(search('测试村')).toMatchObject({ more: true });
    expect(search('测试村').hits).toHaveLength(50);
  });

  it('shows the newest name alone, and takes markup and patterns for letters', () => {
    const personId = addPerson(hospital, { name: '王秀英' });
    importAgain(hospital, personId, [], { name: '王秀兰' });
    expect(names('王秀英')).toEqual([]);
    expect(names('王秀兰')).toEqual(['王秀兰']);
    for (const typed of ['<b>王</b>', "' OR 1=1 --", '王%', '王_', '"王"*', '···', '   ．']) {
      expect(names(typed)).toEqual([]);
    }
    const long = '努尔'.repeat(30);
    addPerson(hospital, { name: long });
    expect(names(long)).toEqual([long]);
    expect(names('尔努尔')).toEqual([long]);
  });

  it('reads the dot of a name whichever way it was typed', () => {
    addPerson(hospital, { name: '努尔·艾力' });
    expect(names('努尔•艾')).toEqual(['努尔·艾力']);
  });

  it('stops at fifty and says that there are more', () => {
    for (let index = 0; index < 50; index += 1) addPerson(hospital, { name: `王${index}` });
    expect(search('王')).toMatchObject({ more: false });
    addPerson(hospital, { name: '王秀英' });
    expect(search('王').hits).toHaveLength(50);
    expect(search('王').more).toBe(true);
  });

  it('refuses a wrong number with its own code, and says what to do about one that is in no roster', async () => {
    const number = numberOf(addPerson(hospital));
    const wrong = number.slice(0, 17) + (number.endsWith('1') ? '2' : '1');
    expect(await refusalCode(() => search(wrong))).toBe('wrong_check_digit');
    expect(await refusalCode(() => search('1234'))).toBe('wrong_length');
    expect(() => search(nextIdNumber())).toThrow(
      expect.objectContaining({
        code: 'person_not_in_roster',
        sentence: expect.stringContaining('按普通居民登记') as string,
      }),
    );
  });
});

describe('an eligibility', () => {
  const person = {
    eligibilities: [
      {
        category: 'orphan',
        beginsOn: day('2019-01-01'),
        endsOn: day('2020-05-31'),
        source: '民政',
        region: '',
      },
      { category: 'registered_poor', beginsOn: day('2020-05-31'), endsOn: null, source: '扶贫', region: '' },
      { category: 'registered_poor', beginsOn: day('2020-01-01'), endsOn: null, source: '扶贫', region: '' },
    ],
  } as const;

  it('counts on its first and its last day, each category once', () => {
    expect(validEligibilities(person, day('2018-12-31'))).toEqual({ valid: [], ended: [] });
    expect(validEligibilities(person, day('2019-01-01')).valid).toEqual(['orphan']);
    expect(validEligibilities(person, day('2020-05-31')).valid).toEqual(['orphan', 'registered_poor']);
    expect(validEligibilities(person, day('2020-06-01'))).toMatchObject({
      valid: ['registered_poor'],
      ended: [{ category: 'orphan', endsOn: '2020-05-31' }],
    });
  });
});

describe('a card', () => {
  it('shows who, what counts today, the year and the stays, all masked', () => {
    putSuixianIntoForce(hospital);
    const { personId, stayId } = addPatient(hospital, {
      eligibilities: [
        { category: 'orphan', beginsOn: '2019-01-01', endsOn: '2020-03-09' },
        { category: 'registered_poor', beginsOn: '2020-03-10', endsOn: null },
      ],
    });
    const open = readPersonCard(hospital.context, personId);
    expect(personCardSchema.parse(open)).toEqual(open);
    expect(open.eligibilities.map(({ category, validToday }) => [category, validToday])).toEqual([
      ['orphan', false],
      ['registered_poor', true],
    ]);
    expect(open).toMatchObject({ maskedPhone: '138****5678', year: { personalFen: 0, stays: 0 } });
    expect(open.stays).toMatchObject([{ stayId, state: 'open', totalFen: 6_000_000, settlementId: null }]);
    const { settlementId } = settle(hospital, stayId);
    const settled = readPersonCard(hospital.context, personId);
    expect(settled.stays).toMatchObject([{ state: 'settled', settlementId }]);
    expect(settled.year).toMatchObject({ personalFen: 500_000, stays: 1 });
    expect(JSON.stringify(settled)).not.toContain(numberOf(personId));
  });

  it('shows the household, with what counts for each today, and who is no longer named', () => {
    const personId = addPerson(hospital, { name: '王秀英' });
    const child = { category: 'orphan', beginsOn: '2019-01-01', endsOn: null } as const;
    addPerson(hospital, { name: '王小宝', eligibilities: [child], entry: { relation: '孙子' } });
    addPerson(hospital, { name: '陌生人', entry: { householdNumber: 'H2' } });
    addPerson(hospital, { name: '没有户号', entry: { householdNumber: null } });
    const card = readPersonCard(hospital.context, personId);
    expect(card.household).toMatchObject([{ name: '王小宝', relation: '孙子', eligibilities: ['orphan'] }]);
    expect(readPersonCard(hospital.context, search('没有户号').hits[0]!.personId).household).toEqual([]);
    importAgain(hospital, personId, []);
    const { knownFrom } = readPersonCard(hospital.context, card.household[0]!.personId);
    expect(knownFrom).toEqual({ source: 'roster', asOfDay: '2020-01-01', absentSince: '2020-03-09' });
  });

  it('lists earlier settlements, and which of them was reversed', () => {
    putSuixianIntoForce(hospital);
    const { personId, stayId } = addPatient(hospital);
    const { settlementId } = settle(hospital, stayId);
    expect(readPersonCard(hospital.context, personId).settlements).toMatchObject([
      { settlementId, kind: 'final', isReversed: false, totalFen: 6_000_000, personalFen: 500_000 },
    ]);
    const { database } = hospital.context;
    expect(personCardSchema.parse(readPersonCard(hospital.context, personId)).settlements).toHaveLength(1);
    expect(database.prepare('SELECT count(*) FROM settlement').pluck().get()).toBe(1);
  });

  it('gives the full numbers only with a row in the audit log that names who looked, and not the numbers', async () => {
    const personId = addPerson(hospital);
    const clerk = hospital.actor('clerk');
    const revealed = await revealPerson(hospital.context, clerk, { personId });
    expect(revealed).toEqual({ idNumber: numberOf(personId), phone: '13800005678' });
    const row = hospital.context.database
      .prepare('SELECT account_id, act, subject_id, detail FROM audit ORDER BY sequence DESC LIMIT 1')
      .get();
    expect(row).toEqual({
      account_id: clerk.accountId,
      act: 'people.reveal',
      subject_id: personId,
      detail: '{}',
    });
  });

  it('of nobody is refused', async () => {
    const nobody = hospital.context.newId();
    expect(await refusalCode(() => readPersonCard(hospital.context, nobody))).toBe('person_not_found');
  });
});

describe('an ordinary resident taken in at the window', () => {
  const ordinary = {
    name: '陈志强',
    region: '421321',
    insuranceState: 'normal',
    phone: '139 0000-0739',
  } as const;
  const register = (idNumber: string, change: Partial<typeof ordinary> | { name: string } = {}) =>
    registerOrdinary(hospital.context, hospital.actor('clerk'), { ...ordinary, ...change, idNumber });

  it('is found afterwards, without eligibilities, and is known from the window', () => {
    const { personId } = register(nextIdNumber());
    expect(readPerson(hospital.context, personId)).toMatchObject({
      name: '陈志强',
      phone: '13900000739',
      eligibilities: [],
      knownFrom: { source: 'window', asOfDay: '2020-03-10' },
    });
    expect(names('陈')).toEqual(['陈志强']);
  });

  it('is refused when the number is wrong or known already, with nothing written', async () => {
    const number = nextIdNumber();
    register(number);
    const before = hospital.context.database.prepare('SELECT count(*) FROM person').pluck().get();
    expect(await refusalCode(() => register(number))).toBe('person_already_known');
    expect(await refusalCode(() => register(number.slice(0, 6) + number.slice(8, 17)))).toBe(
      'person_already_known',
    );
    expect(await refusalCode(() => register('123'))).toBe('wrong_length');
    expect(await refusalCode(() => register(nextIdNumber(), { name: '<b>' }))).toBe('name_wrong_character');
    expect(hospital.context.database.prepare('SELECT count(*) FROM person').pluck().get()).toBe(before);
  });

  it('is the same person when a roster names the number later, and never counts as absent from one', async () => {
    const { personId } = register('429913195903181245');
    register(nextIdNumber());
    const report = await importRosterInPlace(hospital.context, undefined, {
      filePath: fixture('roster', 'good.csv'),
      asOfDay: day('2020-03-10'),
      leaveOutRefused: false,
    });
    expect(report).toMatchObject({ newPersonCount: 3, absentPersonCount: 0 });
    expect(readPerson(hospital.context, personId)).toMatchObject({
      name: '王秀英',
      knownFrom: { source: 'roster' },
    });
  });
});
