import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidV7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogueState } from '../../../electron/service/catalogue/state.ts';
import { suggestItems } from '../../../electron/service/catalogue/suggest.ts';
import { overviewFees, reviewFees } from '../../../electron/service/fees/review.ts';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import type { ServiceContext } from '../../../electron/service/context.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { readPersonCard } from '../../../electron/service/people/card.ts';
import { searchPeople } from '../../../electron/service/people/search.ts';
import { practiceAccounts } from '../../../electron/service/practice/accounts.ts';
import { fillPractice } from '../../../electron/service/practice/fill.ts';
import { makePracticeFiles } from '../../../electron/service/practice/generate/generate.ts';
import { ordinaryPatient, patients } from '../../../electron/service/practice/patients.ts';
import { practiceStays } from '../../../electron/service/practice/stays.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { signIn } from '../../../electron/service/staff/sign-in.ts';
import { startSender } from '../../../electron/service/outbox/sender.ts';
import { uploadSummary } from '../../../electron/service/outbox/summary.ts';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import { roles } from '../../../shared/contract/request.ts';
import { TestClock } from '../harness/clock.ts';
import { repositoryFolder, testKeyHex } from '../harness/hospital.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { refusalCode } from '../harness/refusal.ts';

const practiceFolder = path.join(repositoryFolder, 'electron/service/practice/files');

/** A new practice hospital, as the service opens it. */
function openPractice(): ServiceContext & { readonly clock: TestClock } {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'onestop-practice-'));
  const clock = new TestClock('2026-11-20T02:00:00.000Z');
  const file = path.join(dataFolder, 'hospital.db');
  return {
    database: openDatabase({ file, keyHex: testKeyHex, nativeBinding: null, clock }),
    connection: { file, keyHex: testKeyHex, nativeBinding: null, busyTimeoutMs: 5000 },
    clock,
    newId: () => uuidV7(),
    publish: () => {},
    practice: true,
    dataFolder,
    packsFolder: path.join(repositoryFolder, 'shared/policy/packs'),
    practiceFolder,
    platformUrl: null,
    sessions: new Map(),
    wakeSender: () => {},
  };
}

function close(context: ServiceContext): void {
  context.database.close();
  rmSync(context.dataFolder, { recursive: true });
}

let context: ServiceContext & { readonly clock: TestClock };
beforeAll(async () => {
  context = openPractice();
  await fillPractice(context);
});
afterAll(() => close(context));

const count = (table: string) =>
  Number(context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
const cardOf = (idNumber: string) =>
  readPersonCard(context, searchPeople(context, idNumber).hits[0]!.personId);
const stayOf = (idNumber: string) => cardOf(idNumber).stays[0]!;
const trial = (idNumber: string, asOrdinary = false) =>
  trialForWindow(context, { stayId: stayOf(idNumber).stayId, asOrdinary });
const refusalOfTrial = (idNumber: string) => refusalCode(() => trial(idNumber));

describe('the practice hospital', () => {
  it('is filled once: three hundred people, one taken in at the window, twelve stays', async () => {
    expect(['person', 'stay', 'fee_list', 'settlement'].map(count)).toEqual([301, 12, 8, 1]);
    await fillPractice(context);
    expect(['person', 'stay', 'fee_list', 'settlement'].map(count)).toEqual([301, 12, 8, 1]);
    expect(verifyAudit(context.database)).toMatchObject({ ok: true });
  });

  it('has an account for each role, whose password works', async () => {
    expect(practiceAccounts.map(({ role }) => role).sort()).toEqual([...roles].sort());
    for (const [index, { login, password, role }] of practiceAccounts.entries()) {
      expect(await signIn(context, index + 100, { login, password })).toMatchObject({ role });
    }
  });

  it('gives the first settlement its picture, to the fen', () => {
    const card = cardOf(patients.wangXiuying.idNumber);
    expect(card).toMatchObject({ name: '王秀英', ageYears: 67, maskedIdNumber: '4299** ******** **4X' });
    expect(card.eligibilities.map(({ category, beginsOn }) => [category, beginsOn])).toEqual([
      ['registered_poor', '2019-01-01'],
      ['subsistence_allowance', '2020-01-01'],
    ]);
    const first = trial(patients.wangXiuying.idNumber);
    expect(first.cost).toEqual({
      totalFen: 6_000_000,
      ownExpenseFen: 300_000,
      overLimitFen: 50_000,
      preSelfPayFen: 250_000,
      inScopeFen: 5_400_000,
    });
    expect(Object.fromEntries(first.layers.map(({ layer, payFen }) => [layer, payFen]))).toEqual({
      basic_insurance: 4_320_000,
      critical_illness: 377_000,
      medical_assistance: 0,
      supplementary: 803_000,
    });
    expect(first.personalFen).toBe(500_000);
  });

  it('has a lesson in each patient', async () => {
    expect(await refusalOfTrial(patients.zhaoGuilan.idNumber)).toBe('eligibility_ended');
    expect(await refusalOfTrial(ordinaryPatient.idNumber)).toBe('no_eligibility');
    expect(trial(ordinaryPatient.idNumber, true).eligibilities).toEqual([]);
    expect(await refusalOfTrial(patients.zhouXiaoyu.idNumber)).toBe('no_fees');
    expect(trial(patients.lvJian.idNumber).layers.filter(({ payFen }) => payFen > 0)).toMatchObject([
      { layer: 'basic_insurance' },
    ]);
    const { year } = cardOf(patients.liuDefu.idNumber);
    expect(year).toMatchObject({ personalFen: 470_000, stays: 1 });
    expect(trial(patients.liuDefu.idNumber).personalFen).toBe(30_000);
  });

  it('has a catalogue of the county, with items to match, one that differs and some outside it', () => {
    const { stayId } = stayOf(patients.wangXiuying.idNumber);
    const review = reviewFees(context, stayId);
    expect(review.catalogue).toEqual({ fromDay: '2026-01-01', isOfAnotherYear: false });
    expect(readCatalogueState(context).unmatchedCount).toBe(3);
    const [first] = suggestItems(context, '奥拉西坦注射液 1g');
    expect(first).toMatchObject({ code: 'XN06BX-0103' });
    const differing = practiceStays.map(({ idNumber }) => overviewFees(context, stayOf(idNumber).stayId));
    expect(differing.some(({ differenceCount }) => differenceCount > 0)).toBe(true);
    expect(review.outside.map(({ name }) => name)).toContain('进口康复辅具');
  });

  it('has a name as long as an ID card allows', () => {
    expect(Array.from(patients.longName.name)).toHaveLength(60);
    expect(cardOf(patients.longName.idNumber).name).toBe(patients.longName.name);
  });

  it('lets the clerk load every fee file that lies ready, but the faulty one', async () => {
    const clerk = await signIn(context, 1, practiceAccounts[0]!);
    const load = (stayId: string, file: string) =>
      importFees(context, { ...clerk, windowId: 1 }, stayId, path.join(practiceFolder, file));
    const loaded: string[] = [];
    for (const stay of practiceStays.filter(({ fees }) => fees === 'file')) {
      const { stayId } = cardOf(stay.idNumber).stays.find(
        (one) => one.admissionNumber === stay.admissionNumber,
      )!;
      const names = ['.csv', '-1.csv', '-2.csv'].map((end) => stay.admissionNumber + end);
      for (const name of names.filter((one) => existsSync(path.join(practiceFolder, one)))) {
        expect((await load(stayId, name)).cost.totalFen).toBeGreaterThan(0);
        loaded.push(name);
      }
    }
    expect(loaded).toHaveLength(5);
    const { stayId } = stayOf(patients.maYong.idNumber);
    expect(await refusalCode(() => load(stayId, 'ZY26020012-合计不符.csv'))).toBe('fee_total_differs');
  });
});

describe('filling', () => {
  it('leaves nothing that the practice platform does not take: every record is acknowledged', async () => {
    const platform = await ReferencePlatform.start();
    const other = { ...openPractice(), platformUrl: platform.url };
    await fillPractice(other);
    const sender = startSender(other);
    await sender.idle();
    expect(uploadSummary(other)).toMatchObject({ unsentCount: 0, deadCount: 0, platform: 'connected' });
    expect(await platform.holdings()).toMatchObject({ admissionCount: 12, settlements: [{}] });
    await sender.stop();
    await platform.stop();
    close(other);
  });

  it('is refused with what to do while the clock stands before the roster was made', async () => {
    const other = openPractice();
    other.clock.set('2026-02-28T15:59:59.000Z');
    expect(await refusalCode(() => fillPractice(other))).toBe('clock_too_early');
    other.clock.set('2026-02-28T16:00:00.000Z');
    expect(await refusalCode(() => fillPractice(other))).toBe('not refused');
    close(other);
  });

  it('on the last day of a year leaves the earlier stay in that year, by the day it was settled', async () => {
    const other = openPractice();
    other.clock.set('2027-12-31T15:59:00.000Z');
    await fillPractice(other);
    const { personId } = searchPeople(other, patients.liuDefu.idNumber).hits[0]!;
    expect(readPersonCard(other, personId).year).toMatchObject({ stays: 1, personalFen: 470_000 });
    close(other);
  });

  it('that stops half-way leaves a new file, which the next start fills', async () => {
    const other = openPractice();
    const broken = { ...other, packsFolder: path.join(other.dataFolder, 'nowhere') };
    await expect(fillPractice(broken)).rejects.toThrow('ENOENT');
    expect(other.database.inTransaction).toBe(false);
    for (const table of ['staff_account', 'setting', 'person', 'audit']) {
      expect(other.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
    await fillPractice(other);
    expect(other.database.prepare('SELECT count(*) FROM stay').pluck().get()).toBe(12);
    close(other);
  });

  it('uses files that the committed script makes again, byte for byte', () => {
    const made = makePracticeFiles();
    expect(made.size).toBe(17);
    const different = [...made].filter(
      ([file, bytes]) => !readFileSync(path.join(practiceFolder, file)).equals(bytes),
    );
    expect(different.map(([file]) => file)).toEqual([]);
  });
});
