import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchPeople } from '../../../electron/service/people/search.ts';
import { contradictionsOf } from '../../../electron/service/roster-work/contradictions.ts';
import { listWork } from '../../../electron/service/roster-work/lines.ts';
import { makeWorkList } from '../../../electron/service/roster-work/make-list.ts';
import { tickLines } from '../../../electron/service/roster-work/tick.ts';
import {
  type RosterWorkKind,
  rosterWorkKinds,
  rosterWorkRequests,
} from '../../../shared/contract/roster-work.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addFees, addStay, day, nextIdNumber, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { by, settleBy } from '../payments/paying.ts';
import { actsOf } from '../audit/acts-of.ts';
import { importRows, type Row } from './import-rows.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());
const roster = (asOfDay: string, rows: readonly Row[]) => importRows(hospital, asOfDay, rows);

const work = (kind: RosterWorkKind, more: Partial<Parameters<typeof listWork>[1]> = {}) => {
  const asked = { importId: null, kind, state: 'open', onlyTouched: false, township: '', ...more } as const;
  const listed = listWork(hospital.context, asked);
  expect(rosterWorkRequests['rosterWork.list'].output.parse(listed)).toEqual(listed);
  return listed!;
};
const names = () =>
  Object.fromEntries(rosterWorkKinds.map((kind) => [kind, work(kind).lines.map((line) => line.personName)]));
const idOf = (idNumber: string) => searchPeople(hospital.context, idNumber).hits[0]!.personId;
const make = async (atOnce?: number) => makeWorkList(hospital.context, work('new').importId, atOnce);

const [wang, li, zhao, sun, qian] = Array.from({ length: 5 }, nextIdNumber) as [
  string,
  string,
  string,
  string,
  string,
];
const first: readonly Row[] = [
  { name: '王秀英', idNumber: wang },
  { name: '李建国', idNumber: li },
  { name: '赵桂兰', idNumber: zhao },
];

async function twoRosters(): Promise<void> {
  await roster('2020-02-01', first);
  await roster('2020-03-01', [
    { name: '王秀英', idNumber: wang },
    { name: '李建国', idNumber: li, insured: '暂停参保', village: '柳树村' },
    { name: '孙玉兰', idNumber: sun },
    { name: '孙玉兰', idNumber: sun, category: '低保', source: '民政局' },
    { name: '孙玉兰', idNumber: sun, category: '特困', source: '乡镇' },
    { name: '钱德福', idNumber: qian, insured: '未参保' },
  ]);
}

describe('the work list of an import', () => {
  it('names who is new, absent, changed, contradicting and uninsured, and nobody else', async () => {
    await twoRosters();
    expect(work('new').isMade).toBe(false);
    await make();
    expect(names()).toEqual({
      new: ['孙玉兰', '钱德福'],
      absent: ['赵桂兰'],
      changed: ['李建国'],
      contradicting: ['孙玉兰'],
      uninsured: ['李建国', '钱德福'],
    });
    expect(work('changed').lines[0]!.details).toEqual([
      '住址：青山镇 桃园村 → 青山镇 柳树村',
      '参保：正常参保 → 暂停参保',
    ]);
    expect(work('absent').lines[0]!.details[0]).toBe('最后一次列入：2020-02-01 的名册');
    expect(work('contradicting').lines[0]!.details).toEqual(['乡镇：特困；民政局：低保，两项不能同时享受']);
    expect(work('new', { township: '青山' }).lines).toHaveLength(2);
    expect(work('new', { township: '桃' }).lines).toEqual([]);
  });

  it('names who is uninsured still, and agencies that contradict each other since a day that has come', async () => {
    const rows: readonly Row[] = [
      { name: '王秀英', idNumber: wang, source: '扶贫办' },
      { name: '王秀英', idNumber: wang, source: '乡镇', begin: '2019-02-01', end: '2020-06-30' },
      { name: '钱德福', idNumber: qian, insured: '未参保' },
      { name: '李建国', idNumber: li, insured: '未参保' },
      { name: '赵桂兰', idNumber: zhao, insured: '未参保' },
      { name: '孙玉兰', idNumber: sun },
    ];
    hospital.clock.set('2020-08-10T02:00:00.000Z');
    await roster('2020-05-01', rows);
    await make();
    expect(names()).toMatchObject({ contradicting: [], uninsured: ['钱德福', '李建国', '赵桂兰'] });
    const without = rows.filter(({ name }) => name !== '李建国' && name !== '赵桂兰');
    await roster('2020-08-01', [...without, { name: '赵桂兰', idNumber: zhao }]);
    await make(2);
    expect(names()).toMatchObject({ contradicting: ['王秀英'], uninsured: ['钱德福'], new: [] });
    expect(names()).toMatchObject({ changed: ['赵桂兰'], absent: ['李建国'] });
  });

  it('comes out the same in portions, when it broke off, and when it is made twice', async () => {
    await twoRosters();
    await make(1);
    const portioned = names();
    await make(1);
    expect(names()).toEqual(portioned);
    expect(work('new').counts).toEqual([
      { kind: 'new', count: 2, touchedCount: 0, tickedCount: 0 },
      { kind: 'absent', count: 1, touchedCount: 0, tickedCount: 0 },
      { kind: 'changed', count: 1, touchedCount: 0, tickedCount: 0 },
      { kind: 'contradicting', count: 1, touchedCount: 0, tickedCount: 0 },
      { kind: 'uninsured', count: 2, touchedCount: 0, tickedCount: 0 },
    ]);
  });

  it('of the first roster lists nobody as new, and who comes back after an absence is new again', async () => {
    await roster('2020-01-01', first);
    await make();
    expect(work('new')).toMatchObject({ isFirst: true, lines: [] });
    await roster('2020-02-01', first.slice(1));
    await roster('2020-03-01', first);
    await make();
    expect(work('new').lines.map(({ personName, details }) => [personName, details[0]])).toEqual([
      ['王秀英', '重新列入，上次在 2020-01-01 的名册'],
    ]);
  });

  it('puts people first who lie here or were settled this year, and says how often', async () => {
    putSuixianIntoForce(hospital);
    await roster('2020-02-01', first);
    const settled = addStay(hospital, idOf(zhao));
    addFees(hospital, settled);
    settleBy(hospital, settled, { payments: [by('deferred', 500_000)] });
    addStay(hospital, idOf(li), { dischargedOn: null });
    await roster('2020-03-01', [{ name: '钱德福', idNumber: qian }]);
    await make();
    const lines = work('absent').lines.map((one) => [one.personName, one.openStayCount, one.settlementCount]);
    expect(new Set(lines.slice(0, 2))).toEqual(
      new Set([
        ['李建国', 1, 0],
        ['赵桂兰', 0, 1],
      ]),
    );
    expect(lines[2]).toEqual(['王秀英', 0, 0]);
    expect(work('absent', { onlyTouched: true }).lines).toHaveLength(2);
    expect(work('absent').counts[1]).toMatchObject({ count: 3, touchedCount: 2 });
  });

  it('is worked off line by line with a reason, all or none, and a tick can be taken back', async () => {
    await twoRosters();
    await make();
    const { importId } = work('new');
    const tick = (personIds: string[], outcome: 'verified' | 'reopened' = 'verified') =>
      tickLines(hospital.context, hospital.actor('cashier_lead'), {
        importId,
        kind: 'new',
        personIds,
        outcome,
        reason: '村里已核实',
      });
    expect(await refusalCode(async () => tick([idOf(sun), idOf(wang)]))).toBe('roster_work_line_unknown');
    expect(work('new').lines).toHaveLength(2);
    tick([idOf(sun)]);
    expect(work('new').lines.map(({ personName }) => personName)).toEqual(['钱德福']);
    expect(work('contradicting').lines).toHaveLength(1);
    const [ticked] = work('new', { state: 'ticked' }).lines;
    expect(ticked).toMatchObject({
      personName: '孙玉兰',
      tick: { outcome: 'verified', reason: '村里已核实' },
    });
    expect(work('new').counts[0]).toMatchObject({ count: 2, tickedCount: 1 });
    tick([idOf(sun)], 'reopened');
    expect(actsOf(hospital, 'rosterWork.ticked')).toEqual([importId, importId]);
    expect(work('new').lines).toHaveLength(2);
    expect(work('new').counts[0]).toMatchObject({ tickedCount: 0 });
  });

  it('says that a later roster says otherwise', async () => {
    await twoRosters();
    const { importId } = work('new');
    await make();
    await roster('2020-03-05', [{ name: '孙玉兰', idNumber: sun, village: '柳树村' }]);
    const lines = work('new', { importId }).lines.map(({ personName, isOvertaken }) => [
      personName,
      isOvertaken,
    ]);
    expect(lines).toEqual([
      ['孙玉兰', true],
      ['钱德福', false],
    ]);
  });
});

describe('two agencies', () => {
  const held = (
    category: 'subsistence_allowance' | 'special_hardship',
    source: string,
    endsOn: string | null,
    region = '421321',
  ) => ({
    category,
    source,
    region,
    beginsOn: day('2019-01-01'),
    endsOn: endsOn === null ? null : day(endsOn),
  });
  const today = day('2020-03-01');

  it.each([
    [
      'one ended what the other still gives',
      held('subsistence_allowance', '民政局', null),
      held('subsistence_allowance', '扶贫办', '2019-12-31'),
      1,
    ],
    [
      'recognised in two places',
      held('subsistence_allowance', '民政局', null),
      held('subsistence_allowance', '扶贫办', null, '421303'),
      1,
    ],
    [
      'give what excludes each other',
      held('subsistence_allowance', '民政局', null),
      held('special_hardship', '扶贫办', null),
      1,
    ],
    [
      'say the same',
      held('subsistence_allowance', '民政局', null),
      held('subsistence_allowance', '扶贫办', null),
      0,
    ],
    [
      'are one agency that ended it and gave it again',
      held('subsistence_allowance', '民政局', null),
      held('subsistence_allowance', '民政局', '2019-12-31'),
      0,
    ],
    [
      'both ended it',
      held('subsistence_allowance', '民政局', '2019-11-30'),
      held('special_hardship', '扶贫办', '2019-12-31'),
      0,
    ],
  ])('%s', (_, one, other, count) => {
    expect(contradictionsOf([one, other], today)).toHaveLength(count);
    expect(contradictionsOf([other, one], today)).toHaveLength(count);
  });
});
