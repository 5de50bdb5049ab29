import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { listFollowUps } from '../../../electron/service/follow-up/due.ts';
import { recordCall } from '../../../electron/service/follow-up/record.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { diedOn, recordDeath } from '../../../electron/service/people/death.ts';
import { examinePortion } from '../../../electron/service/irregularities/examine.ts';
import { answerFinding, closeFinding } from '../../../electron/service/irregularities/findings.ts';
import { keepPortion } from '../../../electron/service/irregularities/keep-portion.ts';
import { irregularitySearch } from '../../../electron/service/irregularities/search.ts';
import { findingsTable } from '../../../electron/service/irregularities/table.ts';
import { readOverview } from '../../../electron/service/overview/read.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import type { Irregularity } from '../../../shared/contract/irregularities.ts';
import { overviewSchema } from '../../../shared/contract/overview.ts';
import { testPassword } from '../harness/hospital.ts';
import { day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { Searching } from './searching.ts';
import { bed, died, reversed, settled, stayOf } from './settled.ts';

const at = new Searching();

async function oneOfEach(): Promise<Irregularity[]> {
  putSuixianIntoForce(at.hospital);
  at.hospital.clock.set('2020-12-20T02:00:00.000Z');
  settled(at.hospital, { lines: [{ ...bed, quantity: '12' }] });
  await reversed(at.hospital, 'finance', 5);
  await at.searched();
  return at.findings();
}

const answer = (findingId: string) => ({ findingId, answer: 'explained', words: '单间隔离' }) as const;

describe('a finding', () => {
  it('is answered by one and closed by another, never by the account that it is about, and stays closed', async () => {
    expect(readOverview(at.hospital.context).irregularities).toBeNull();
    const [own, daily] = (await oneOfEach()).toSorted((one) => (one.kind === 'reversals' ? -1 : 1));
    const { context, actor } = at.hospital;
    const code = (act: () => unknown) => refusalCode(act);
    const { findingId } = daily!;
    const close = { findingId, words: '同意' };
    expect(await code(() => closeFinding(context, actor('auditor'), close))).toBe(
      'irregularity_not_answered',
    );
    expect(await code(() => answerFinding(context, actor('finance'), answer(own!.findingId)))).toBe(
      'irregularity_own',
    );
    answerFinding(context, actor('finance'), answer(findingId));
    const counted = { openCount: 1, answeredCount: 1 };
    expect(overviewSchema.parse(readOverview(context)).irregularities).toEqual(counted);
    expect(await code(() => closeFinding(context, actor('finance'), close))).toBe('irregularity_same_person');
    expect(at.findings('answered')).toMatchObject([
      { findingId, answer: { answer: 'explained', words: '单间隔离' } },
    ]);
    closeFinding(context, actor('auditor'), close);
    expect(at.findings('closed')).toMatchObject([
      { findingId, closure: { words: '同意', by: actor('auditor').displayName } },
    ]);
    expect(await code(() => answerFinding(context, actor('finance'), answer(findingId)))).toBe(
      'irregularity_over',
    );
    const unknown = answer(context.newId());
    expect(await code(() => answerFinding(context, actor('finance'), unknown))).toBe('irregularity_unknown');
    await at.searched();
    expect(at.findings().map((one) => one.findingId)).toEqual([own!.findingId]);
    expect(() => context.database.exec("UPDATE irregularity_closure SET words = ''")).toThrow('append');
  });

  it('lapses when the record it came from is taken back, with thresholds of the day', async () => {
    putSuixianIntoForce(at.hospital);
    at.hospital.clock.set('2020-12-20T02:00:00.000Z');
    const { context, actor } = at.hospital;
    const personId = died(at.hospital, settled(at.hospital), '2020-10-05');
    await at.searched();
    expect(at.findings()).toMatchObject([{ kind: 'after_death', person: { personId } }]);
    const number = context.database.prepare('SELECT id_number FROM person_number').pluck().get() as string;
    const back = { idNumber: number, diedOn: null, source: '登记错了' };
    recordDeath(context, actor('finance'), back);
    expect(diedOn(context, personId)).toBeNull();
    expect(await refusalCode(() => recordDeath(context, actor('finance'), back))).toBe('death_not_recorded');
    const future = { ...back, diedOn: day('2020-12-21') };
    expect(await refusalCode(() => recordDeath(context, actor('finance'), future))).toBe('death_day_wrong');
    const nobody = { ...future, idNumber: '42991319650315999X' };
    expect(await refusalCode(() => recordDeath(context, actor('finance'), nobody))).toBe(
      'death_person_unknown',
    );
    await at.searched();
    expect(at.findings('lapsed')).toHaveLength(1);
    expect(at.findings()).toEqual([]);
  });

  it('of care after a call was told of a death lapses when that is said to be wrong', async () => {
    putSuixianIntoForce(at.hospital);
    at.hospital.clock.set('2020-11-10T02:00:00.000Z');
    const personId = settled(at.hospital, { lines: [{ inScope: 40_000 }] });
    at.hospital.clock.set('2020-12-20T02:00:00.000Z');
    const { context } = at.hospital;
    const { patients } = await listFollowUps(context, { which: 'due', township: '' });
    const call = { stayId: patients[0]!.stayId, occasion: 'discharge', calledOn: day('2020-11-25') } as const;
    const said = { outcome: 'died', condition: '家属说', needWords: '', apply: null } as const;
    recordCall(context, at.hospital.actor('clerk'), {
      requestId: context.newId(),
      ...call,
      ...said,
      needs: [],
    });
    await at.searched();
    expect(at.findings()).toEqual([]);
    settle(
      at.hospital,
      stayOf(at.hospital, personId, { admittedOn: '2020-12-01', dischargedOn: '2020-12-09' }),
    );
    await at.searched();
    expect(at.findings()).toMatchObject([{ kind: 'after_death', person: { personId } }]);
    expect(at.findings()[0]!.sentence).toMatch(/^2020-11-25 回访得知已去世，.*：入院或就诊在此之后。$/);
    died(at.hospital, personId, '2020-11-24');
    await at.searched();
    expect(at.findings()[0]!.sentence).toContain('登记的死亡日期 2020-11-24');
    recordDeath(context, at.hospital.actor('finance'), {
      idNumber: readPerson(context, personId).idNumber,
      diedOn: null,
      source: '人还在',
    });
    await at.searched();
    expect(at.findings()).toEqual([]);
  });

  it('is found by the threshold of its own day: a later one changes nothing that was', async () => {
    await oneOfEach();
    const limits = {
      splitDays: 15,
      settleAfterDeathDays: 30,
      dailyItemExtraDays: 5,
      capNearPercent: 10,
      capLastDays: 3,
    };
    const rest = { capRisePercent: 200, reversalsPerMonth: 50, waiversPerYear: 3, outOfCataloguePercent: 10 };
    writeSetting(
      at.hospital.context,
      undefined,
      'irregularityLimits',
      { ...limits, ...rest },
      day('2021-01-01'),
    );
    at.hospital.clock.set('2021-01-10T02:00:00.000Z');
    await at.searched();
    expect(at.findings()).toHaveLength(2);
    writeSetting(
      at.hospital.context,
      undefined,
      'irregularityLimits',
      { ...limits, ...rest },
      day('2020-12-01'),
    );
    await at.searched();
    expect(at.findings()).toEqual([]);
    expect(at.findings('lapsed')).toHaveLength(2);
  });

  it('leaves the file with a second person only, marked, with masked numbers', async () => {
    await oneOfEach();
    const { context, actor } = at.hospital;
    const secondPerson = { login: 'cashier_lead', password: testPassword };
    const { table } = await findingsTable(context, actor('finance'), { state: 'open', secondPerson });
    const { sheets } = await readXlsx(table);
    expect(sheets[0]!.rows).toHaveLength(5);
    expect(JSON.stringify(sheets[0]!.rows)).not.toMatch(/\d{17}[\dX]/);
    const alone = { state: 'open', secondPerson: { ...secondPerson, login: 'finance' } } as const;
    expect(await refusalCode(() => findingsTable(context, actor('finance'), alone))).toBe(
      'second_person_is_same',
    );
    const none = { state: 'closed', secondPerson } as const;
    expect(await refusalCode(() => findingsTable(context, actor('finance'), none))).toBe(
      'irregularities_none',
    );
  });
});

describe('the nightly search', () => {
  it('goes on behind the portion that was kept when it broke off, and finds the same', async () => {
    putSuixianIntoForce(at.hospital);
    at.hospital.clock.set('2020-12-20T02:00:00.000Z');
    const { context } = at.hospital;
    for (let person = 0; person < 5; person += 1)
      settled(at.hospital, { lines: [{ ...bed, quantity: '12' }] });
    const years = { firstYear: 2020, lastYear: 2020 };
    const all = examinePortion(context, { ...years, after: 0 }).findings;
    // As it is left when the machine stops behind the first two.
    const first = examinePortion(context, { ...years, after: 0 }, 2);
    const runId = context.newId();
    context.database
      .prepare("INSERT INTO irregularity_run VALUES (?, 2020, 2020, '2020-12-20', NULL, ?)")
      .run(runId, context.clock.now().toISOString());
    keepPortion(context, { runId, ...years, after: 0 }, first);
    expect(irregularitySearch.wasToday(context)).toBe(false);
    await at.searched();
    expect(context.database.prepare('SELECT count(*) FROM irregularity_run').pluck().get()).toBe(1);
    expect(
      context.database.prepare('SELECT sum(examined_count) FROM irregularity_portion').pluck().get(),
    ).toBe(5);
    expect(at.findings().map(({ sentence }) => sentence)).toEqual(all.map(({ sentence }) => sentence));
    expect(all).toHaveLength(5);
  });

  it('is begun once a day by itself in a thread, and a second press does not begin another', async () => {
    putSuixianIntoForce(at.hospital);
    settled(at.hospital, {
      admittedOn: '2020-03-01',
      dischargedOn: '2020-03-01',
      lines: [{ ...bed, quantity: '2', chargedOn: '2020-03-01' }],
    });
    const looks: (() => void)[] = [];
    const stop = irregularitySearch.daily(at.hospital.context, (_, look) => {
      looks.push(look);
      return () => undefined;
    });
    looks[0]!();
    expect(irregularitySearch.running(at.hospital.context)).toEqual({ examinedCount: 0 });
    expect(irregularitySearch.begin(at.hospital.context, at.hospital.actor('finance'))).toEqual({
      examinedCount: 0,
    });
    await irregularitySearch.over(at.hospital.context);
    expect(at.findings().map(({ kind }) => kind)).toEqual(['daily_item']);
    looks[1]!();
    expect(irregularitySearch.running(at.hospital.context)).toBeNull();
    const runs = at.hospital.context.database.prepare('SELECT day, recorded_by FROM irregularity_run').all();
    expect(runs).toEqual([{ day: '2020-03-10', recorded_by: null }]);
    await stop();
  });
});
