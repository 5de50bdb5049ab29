import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordKeyPaper, recordKeyTest, recordOpenedWithKey } from '../../../electron/service/keys/acts.ts';
import { prepareKeyPaper } from '../../../electron/service/keys/prepare-paper.ts';
import { keyStatus } from '../../../electron/service/keys/status.ts';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { recoveryKeyRows } from '../../../shared/recovery-key/recovery-key.ts';
import { openTestHospital, type TestHospital, testKeyHex, testPassword } from '../harness/hospital.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const fingerprint = keyFingerprint(testKeyHex);
const office = () => hospital.actor('information_office');
const finance = { login: 'finance', password: testPassword };

const prepare = (over: { fingerprint?: string; secondPerson?: typeof finance } = {}) =>
  prepareKeyPaper(hospital.context, office(), { fingerprint, secondPerson: finance, ...over });

async function print(outcome: 'spooled' | 'failed' | 'timed_out'): Promise<void> {
  const { approvalId } = await prepare();
  recordKeyPaper(hospital.context, office(), { approvalId, outcome });
}

const tryPaper = (of = fingerprint) => recordKeyTest(hospital.context, office(), { fingerprint: of });

const acts = () =>
  hospital.context.database
    .prepare("SELECT act FROM audit WHERE act LIKE 'keys.%' OR act = 'staff.approved' ORDER BY sequence")
    .pluck()
    .all();

describe('the paper', () => {
  it('is approved by a second person before anything is drawn, and both stand on it', async () => {
    expect(await prepare()).toMatchObject({
      fingerprint,
      practice: false,
      hospitalName: '测试县人民医院',
      windowName: '一站式结算1号窗',
      printedBy: office().displayName,
      approvedBy: hospital.actor('finance').displayName,
      printedAt: '2020-03-10T02:00:00.000Z',
    });
    expect(acts()).toEqual(['staff.approved']);
  });

  it.each([
    ['the same person', 'information_office', testPassword, 'second_person_is_same'],
    ['a wrong password', 'finance', 'wrong', 'second_person_wrong'],
    ['a clerk', 'clerk', testPassword, 'second_person_not_allowed'],
  ])('is not printed on the word of %s', async (_who, login, password, code) => {
    await expect(prepare({ secondPerson: { login, password } })).rejects.toMatchObject({ code });
    expect(acts()).toEqual([]);
  });

  it('is not printed of a key that does not open this file', async () => {
    const other = keyFingerprint('00'.repeat(32));
    await expect(prepare({ fingerprint: other })).rejects.toMatchObject({
      code: 'recovery_key_of_another_file',
    });
    expect(acts()).toEqual([]);
  });
});

describe('the status', () => {
  it('goes from never printed over not tested to tested, and a new paper has to be tested anew', async () => {
    expect(keyStatus(hospital.context)).toEqual({
      fingerprint,
      state: 'never_printed',
      print: null,
      test: null,
    });
    await print('spooled');
    expect(keyStatus(hospital.context)).toMatchObject({ state: 'not_tested', print: { outcome: 'spooled' } });
    hospital.clock.advanceMs(60_000);
    tryPaper();
    expect(keyStatus(hospital.context)).toMatchObject({
      state: 'tested',
      print: {
        at: '2020-03-10T02:00:00.000Z',
        by: office().displayName,
        approvedBy: hospital.actor('finance').displayName,
      },
      test: { at: '2020-03-10T02:01:00.000Z', by: office().displayName },
    });
    await print('spooled');
    expect(keyStatus(hospital.context)).toMatchObject({
      state: 'not_tested',
      test: { at: '2020-03-10T02:01:00.000Z' },
    });
  });

  it('does not count a paper that the printer did not take; one that may have come out counts', async () => {
    await print('failed');
    expect(keyStatus(hospital.context).state).toBe('never_printed');
    await print('timed_out');
    expect(keyStatus(hospital.context).state).toBe('not_tested');
  });

  it('does not take a key of another file for a test, and writes down that it was tried', async () => {
    await print('spooled');
    tryPaper(keyFingerprint('00'.repeat(32)));
    expect(keyStatus(hospital.context)).toMatchObject({ state: 'not_tested', test: null });
    expect(acts()).toEqual(['staff.approved', 'keys.recovery_key_printed', 'keys.recovery_key_not_matched']);
  });

  it('is told to the windows after each act', async () => {
    await print('spooled');
    tryPaper();
    expect(hospital.published.filter(({ name }) => name === 'keys.changed')).toHaveLength(2);
  });
});

it('a file opened by a key from paper says so in its log', () => {
  recordOpenedWithKey(hospital.context);
  expect(acts()).toEqual(['keys.recovery_key_opened']);
  expect(verifyAudit(hospital.context.database).ok).toBe(true);
});

it('the key stands nowhere in the file, neither as it is nor as it is printed', async () => {
  await print('spooled');
  tryPaper();
  const { database } = hospital.context;
  const everything = ['recovery_key_act', 'approval', 'audit', 'setting']
    .map((table) => JSON.stringify(database.prepare(`SELECT * FROM ${table}`).all()))
    .join();
  expect(everything).toContain(fingerprint);
  expect(everything).not.toContain(testKeyHex);
  for (const row of recoveryKeyRows(testKeyHex)) {
    expect(everything).not.toContain(row);
    expect(everything).not.toContain(row.replaceAll(' ', ''));
  }
});

it('what was done with the key is never changed', async () => {
  await print('spooled');
  const { database } = hospital.context;
  expect(() => database.exec("UPDATE recovery_key_act SET act = 'matched'")).toThrow('append_only');
  expect(() => database.exec('DELETE FROM recovery_key_act')).toThrow('append_only');
});
