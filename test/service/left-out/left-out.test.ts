import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerCase, listCases } from '../../../electron/service/left-out/cases.ts';
import { examinePortion, personsInPortion } from '../../../electron/service/left-out/examine.ts';
import { keepPortion } from '../../../electron/service/left-out/keep-portion.ts';
import { yearsToExamine } from '../../../electron/service/nightly-search/order.ts';
import { readRate } from '../../../electron/service/left-out/rate.ts';
import { leftOutSearch } from '../../../electron/service/left-out/search.ts';
import { leftOutRequests, type LeftOutState } from '../../../shared/contract/left-out.ts';
import { importAgain, chainRequest, previewChain, run as runChain } from '../corrections/late.ts';
import { inThisThread } from '../nightly-search/in-this-thread.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, day, registeredPoor, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { writeProofSection, today } from '../../proof/section.ts';
import { constructYear, planted, type Planted } from './constructed-year.ts';

const full = process.env['ONESTOP_FULL'] === '1';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(async () => {
  await leftOutSearch.stop(hospital.context);
  hospital.close();
});

async function searched(start = inThisThread(examinePortion)): Promise<void> {
  leftOutSearch.begin(hospital.context, hospital.actor('finance'), start);
  await leftOutSearch.over(hospital.context);
}

const cases = (state: LeftOutState = 'open') => {
  const listed = { rate: readRate(hospital.context), running: null, ...listCases(hospital.context, state) };
  expect(leftOutRequests['leftOut.list'].output.parse(listed)).toEqual(listed);
  return listed.cases;
};

const expected = (who: ReadonlyMap<string, Planted>) =>
  [...who].flatMap(([personId, name]) => (planted[name] === null ? [] : [[personId, planted[name]]]));

/** One after the other in this thread, to look at each. */
function examineHere(): ReturnType<typeof examinePortion>['cases'] {
  const years = yearsToExamine(day('2020-03-10'));
  return examinePortion(hospital.context, { ...years, after: 0 }).cases;
}

describe('who was left out of a constructed year', () => {
  it('is everybody who was planted, and nobody else, and the rate counts them', async () => {
    const eachCount = full ? 20 : 1;
    const who = constructYear(hospital, eachCount);
    await searched();
    const found: unknown[] = [];
    // The list shows at most two hundred.
    const open = cases();
    for (const { personId, cause } of open) found.push([personId, cause]);
    expect(found).toEqual(expected(who));
    const left = expected(who).length;
    const { rate } = { rate: readRate(hospital.context)! };
    expect(rate).toMatchObject({
      day: '2020-03-10',
      examinedCount: who.size,
      openCount: left,
      refusedCount: 0,
    });
    // Ordinary for good: before and after, from the day after, out before, struck out, not insured before and after,
    // not insured any more.
    expect(rate.entitledCount).toBe(who.size - 6 * eachCount);
    expect(rate.servedCount).toBe(rate.entitledCount - left);
    const proof = [
      `A year of ${who.size} persons was constructed on ${today()} and searched for who had been settled with less than is known now.`,
      `Planted omissions: ${left}. Found: ${found.length}, each with its cause. Found without being planted: 0.`,
      '',
      'Persons that look like an omission and are none, none of them listed:',
      ...Object.entries(planted).flatMap(([name, cause]) =>
        cause === null ? [`- ${name}: ${eachCount}`] : [],
      ),
    ];
    if (full) writeProofSection('Nobody left out', proof);
  });

  it('says which layer was missing, and what the guided re-settlement then gives', async () => {
    constructYear(hospital, 1);
    await searched();
    const [first] = cases();
    expect(first).toMatchObject({
      cause: 'entered_roster',
      eligibilitiesBefore: [],
      eligibilitiesAfter: ['registered_poor'],
    });
    expect(first!.layers).toContainEqual(expect.objectContaining({ layer: 'supplementary', beforeFen: 0 }));
    const { personId, settlementId, personalAfterFen } = first!;
    const preview = previewChain(hospital, { settlementId, resettleFirst: true });
    expect(preview.personal.afterFen).toBe(personalAfterFen);
    const before = readRate(hospital.context)!;
    await runChain(hospital, chainRequest(hospital, preview));
    expect(cases('corrected').map((one) => one.personId)).toEqual([personId]);
    expect(readRate(hospital.context)).toEqual({
      ...before,
      openCount: before.openCount - 1,
      servedCount: before.servedCount + 1,
    });
    await searched();
    expect(cases().map((one) => one.personId)).not.toContain(personId);
  });
});

describe('who was settled as not insured and is insured by a newer roster', () => {
  it('is told what the guided re-settlement as ordinary gives, and counts like any other', async () => {
    constructYear(hospital, 1);
    await searched();
    const one = cases().find(({ cause }) => cause === 'insured')!;
    expect(one).toMatchObject({ eligibilitiesBefore: [], eligibilitiesAfter: [], newDiseases: [] });
    expect(one.layers).toContainEqual(expect.objectContaining({ layer: 'basic_insurance', beforeFen: 0 }));
    const { settlementId, personalAfterFen } = one;
    const preview = previewChain(hospital, { settlementId, resettleFirst: true, asOrdinary: true });
    expect(preview.personal.afterFen).toBe(personalAfterFen);
    const { openCount, servedCount } = readRate(hospital.context)!;
    await runChain(hospital, chainRequest(hospital, preview));
    expect(readRate(hospital.context)).toMatchObject({
      openCount: openCount - 1,
      servedCount: servedCount + 1,
    });
    await searched();
    expect(cases().map(({ caseId }) => caseId)).not.toContain(one.caseId);
  });

  it('has both as the cause where the roster names an eligibility, too', async () => {
    constructYear(hospital, 1);
    await searched();
    const one = cases().find(({ cause }) => cause === 'insured')!;
    importAgain(hospital, one.personId, [registeredPoor]);
    await searched();
    expect(cases().filter(({ personId }) => personId === one.personId)).toMatchObject([
      { cause: 'insured', eligibilitiesBefore: [], eligibilitiesAfter: ['registered_poor'] },
    ]);
  });
});

describe('a case', () => {
  it('is answered with a reason, keeps the answer over the next search, and each kind of answer counts as what it is', async () => {
    constructYear(hospital, 1);
    await searched();
    const [one, other, third] = cases();
    const before = readRate(hospital.context)!;
    const say = (caseId: string, answer: 'not_due' | 'had_elsewhere' | 'not_possible') =>
      answerCase(hospital.context, hospital.actor('cashier_lead'), { caseId, answer, reason: '已核实' });
    say(one!.caseId, 'not_due');
    say(other!.caseId, 'had_elsewhere');
    say(third!.caseId, 'not_possible');
    const answered = {
      ...before,
      entitledCount: before.entitledCount - 1,
      servedCount: before.servedCount + 1,
      openCount: before.openCount - 3,
      notPossibleCount: 1,
    };
    expect(readRate(hospital.context)).toEqual(answered);
    await searched();
    expect(readRate(hospital.context)).toMatchObject({
      ...answered,
      finishedAt: expect.any(String) as string,
    });
    expect(cases('answered')).toHaveLength(3);
    expect(cases('answered')[0]!.answer).toMatchObject({ answer: 'not_possible', reason: '已核实' });
  });

  it('lapses when the roster is put right again, and then no answer is taken', async () => {
    constructYear(hospital, 1);
    await searched();
    const [one] = cases();
    importAgain(hospital, one!.personId, []);
    await searched();
    expect(cases('lapsed').map(({ caseId }) => caseId)).toEqual([one!.caseId]);
    const answer = { caseId: one!.caseId, answer: 'not_due', reason: '名册改正' } as const;
    const actor = hospital.actor('finance');
    expect(await refusalCode(() => answerCase(hospital.context, actor, answer))).toBe('left_out_case_over');
    const unknown = { ...answer, caseId: hospital.context.newId() };
    expect(await refusalCode(() => answerCase(hospital.context, actor, unknown))).toBe(
      'left_out_case_unknown',
    );
    // Known anew, it is a case again.
    importAgain(hospital, one!.personId, [registeredPoor]);
    await searched();
    expect(cases().map(({ personId }) => personId)).toContain(one!.personId);
  });
});

describe('the nightly search', () => {
  it('leaves the cases of a year that it does not look at any more as they are', async () => {
    constructYear(hospital, 1);
    await searched();
    const ofLastYear = cases().map(({ caseId }) => caseId);
    hospital.clock.set('2021-04-02T02:00:00.000Z');
    settle(hospital, addPatient(hospital).stayId);
    await searched();
    expect(ofLastYear.length).toBeGreaterThan(0);
    expect(cases().map(({ caseId }) => caseId)).toEqual(ofLastYear);
  });

  it('goes on behind the portion that was kept when it broke off, and finds the same', async () => {
    const who = constructYear(hospital, 1);
    const { context } = hospital;
    const all = examineHere();
    // As it is left when the machine stops behind the first half.
    const half = Math.floor(who.size / 2);
    const runId = context.newId();
    context.database
      .prepare("INSERT INTO left_out_run VALUES (?, 2019, 2020, '2020-03-10', NULL, ?)")
      .run(runId, context.clock.now().toISOString());
    const first = all.filter(({ insuredYearId }) => insuredYearId <= half);
    const counts = { examinedCount: half, entitledCount: first.length, refusedCount: 0 };
    keepPortion(
      context,
      { runId, firstYear: 2019, lastYear: 2020, after: 0 },
      { upTo: half, isLast: false, ...counts, cases: first },
    );
    expect(readRate(context)).toBeNull();
    expect(leftOutSearch.wasToday(context)).toBe(false);
    await searched();
    expect(context.database.prepare('SELECT count(*) FROM left_out_run').pluck().get()).toBe(1);
    expect(readRate(context)).toMatchObject({ examinedCount: who.size });
    expect(cases().map(({ personId, cause }) => [personId, cause])).toEqual(expected(who));
    expect(personsInPortion).toBeGreaterThan(who.size);
  });

  it('is begun once a day by itself, and a second press does not begin another', async () => {
    constructYear(hospital, 1);
    const looks: (() => void)[] = [];
    const stop = leftOutSearch.daily(hospital.context, (_, look) => {
      looks.push(look);
      return () => undefined;
    });
    looks[0]!();
    expect(leftOutSearch.running(hospital.context)).toEqual({ examinedCount: 0 });
    expect(leftOutSearch.begin(hospital.context, hospital.actor('finance'))).toEqual({ examinedCount: 0 });
    await leftOutSearch.over(hospital.context);
    expect(leftOutSearch.wasToday(hospital.context)).toBe(true);
    looks[1]!();
    expect(leftOutSearch.running(hospital.context)).toBeNull();
    const runs = hospital.context.database.prepare('SELECT day, recorded_by FROM left_out_run').all();
    expect(runs).toEqual([{ day: '2020-03-10', recorded_by: null }]);
    await stop();
  });

  it('looks until the end of March at the year before, too', () => {
    expect(yearsToExamine(day('2020-03-31'))).toEqual({ firstYear: 2019, lastYear: 2020 });
    expect(yearsToExamine(day('2020-04-01'))).toEqual({ firstYear: 2020, lastYear: 2020 });
  });
});
