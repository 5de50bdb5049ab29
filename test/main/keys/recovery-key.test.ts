import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyOfHospital } from '../../../electron/main/keys/hospital-key.ts';
import { keyFiles } from '../../../electron/main/keys/key-store.ts';
import { opensWithRecoveryKey } from '../../../electron/main/keys/open-with-recovery-key.ts';
import { OpeningKey } from '../../../electron/main/keys/opening-key.ts';
import { type KeyPress, printRecoveryKey } from '../../../electron/main/keys/print-recovery-key.ts';
import { testRecoveryKey } from '../../../electron/main/keys/test-recovery-key.ts';
import { failed, type PrintOutcome, spooled, timedOut } from '../../../electron/main/printing/printer.ts';
import { Refusal, type RefusalShape } from '../../../shared/contract/refusal.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { recoveryKeyRows } from '../../../shared/recovery-key/recovery-key.ts';

const keyHex = '5a'.repeat(32);
const otherHex = 'c3'.repeat(32);
const typed = (hex: string) => recoveryKeyRows(hex).join('\n');
const fingerprint = keyFingerprint(keyHex);
const secondPerson = { login: 'finance', password: 'x' };
const approvalId = '0199a0b0-0000-7000-8000-000000000001';

/** A press whose parts write down in what order they were called and with what. */
function press(
  over: { refuse?: string; outcome?: PrintOutcome; unprintable?: boolean; printers?: string[] } = {},
) {
  const steps: unknown[][] = [];
  const made: KeyPress = {
    service: {
      askAsHost: async (windowId: number, name: string, asked: unknown) => {
        steps.push([name, windowId, asked]);
        if (name === over.refuse) throw new Refusal('second_person_wrong', '复核人的密码不对。');
        return { approvalId, fingerprint, hospitalName: '测试县人民医院' } as never;
      },
    },
    key: { current: async () => ({ keyHex, isNew: false, isTyped: false }) },
    renderKeyPaper: (paper, rows) => `${paper.hospitalName} ${rows.join('/')}`,
    toPdf: async (html, paper) => {
      steps.push(['pdf', html, paper.name]);
      if (over.unprintable) throw new Refusal('document_not_rendered', '单据没有生成。');
      return new TextEncoder().encode('%PDF');
    },
    printer: {
      list: async () => (over.printers ?? ['HP']).map((name) => ({ name, isDefault: true })),
      print: async ({ printer, paper, title }) => {
        steps.push(['print', printer, paper.name, title]);
        return over.outcome ?? spooled;
      },
    },
    forget: () => steps.push(['forget']),
  };
  return { press: made, steps, names: () => steps.map(([name]) => name) };
}

describe('printing the recovery key', () => {
  test('is approved first, drawn, printed on A4, forgotten and noted; no archive takes part', async () => {
    const { press: made, steps, names } = press();
    const result = await printRecoveryKey(made, 4, { printer: 'HP', secondPerson });
    expect(result.outcome).toBe('spooled');
    expect(result.sentence).toContain('核对恢复密钥');
    expect(names()).toEqual(['host.prepareKeyPaper', 'pdf', 'print', 'forget', 'host.recordKeyPaper']);
    expect(steps[0]).toEqual(['host.prepareKeyPaper', 4, { fingerprint, secondPerson }]);
    expect(steps[1]).toEqual(['pdf', `测试县人民医院 ${recoveryKeyRows(keyHex).join('/')}`, 'A4']);
    expect(steps[2]).toEqual(['print', 'HP', 'A4', approvalId]);
    expect(steps[4]).toEqual(['host.recordKeyPaper', 4, { approvalId, outcome: 'spooled' }]);
  });

  test('neither the service nor the printer’s queue nor the window gets to know the key', async () => {
    const { press: made, steps } = press();
    const result = await printRecoveryKey(made, 4, { printer: 'HP', secondPerson });
    const said = JSON.stringify([steps.filter(([name]) => name !== 'pdf'), result]);
    expect(said).not.toContain(keyHex);
    for (const row of recoveryKeyRows(keyHex)) expect(said).not.toContain(row);
  });

  test.each([
    ['no printer at all', [], null],
    ['another printer than the chosen one', ['HP'], 'Epson'],
  ])(
    'is refused with %s, before anybody is asked, and says why the screen will not do',
    async (_what, printers, printer) => {
      const { press: made, names } = press({ printers });
      const refused = printRecoveryKey(made, 4, { printer, secondPerson });
      await expect(refused).rejects.toMatchObject({ code: 'recovery_key_needs_printer' });
      await expect(refused).rejects.toMatchObject({ sentence: expect.stringContaining('屏幕') as unknown });
      expect(names()).toEqual([]);
    },
  );

  test('draws nothing without the second person', async () => {
    const { press: made, names } = press({ refuse: 'host.prepareKeyPaper' });
    await expect(printRecoveryKey(made, 4, { printer: 'HP', secondPerson })).rejects.toMatchObject({
      code: 'second_person_wrong',
    });
    expect(names()).toEqual(['host.prepareKeyPaper']);
  });

  test('is noted as failed when no page could be made, and the page is forgotten', async () => {
    const { press: made, steps, names } = press({ unprintable: true });
    await expect(printRecoveryKey(made, 4, { printer: 'HP', secondPerson })).rejects.toMatchObject({
      code: 'document_not_rendered',
    });
    expect(names()).toEqual(['host.prepareKeyPaper', 'pdf', 'host.recordKeyPaper', 'forget']);
    expect(steps.find(([name]) => name === 'host.recordKeyPaper')?.[2]).toEqual({
      approvalId,
      outcome: 'failed',
    });
  });

  test.each([failed('打印机停用。'), timedOut(20_000)])(
    'a printer that %o is an outcome that promises no archive',
    async (outcome) => {
      const { press: made, steps } = press({ outcome });
      const result = await printRecoveryKey(made, 4, { printer: 'HP', secondPerson });
      expect(result.outcome).toBe(outcome.outcome);
      expect(result.sentence).toContain(outcome.sentence);
      expect(result.sentence).not.toContain('存档');
      expect(steps.at(-1)?.[2]).toEqual({ approvalId, outcome: outcome.outcome });
    },
  );
});

describe('trying the paper', () => {
  test('the right one is noted by its fingerprint', async () => {
    const { press: made, steps } = press();
    expect(await testRecoveryKey(made, 4, { text: typed(keyHex).toLowerCase() })).toEqual({});
    expect(steps).toEqual([['host.recordKeyTest', 4, { fingerprint }]]);
  });

  test('another file’s is noted and refused with the fingerprint to look for', async () => {
    const { press: made, steps } = press();
    await expect(testRecoveryKey(made, 4, { text: typed(otherHex) })).rejects.toMatchObject({
      code: 'recovery_key_of_another_file',
      sentence: expect.stringContaining(fingerprint) as unknown,
    });
    expect(steps).toEqual([['host.recordKeyTest', 4, { fingerprint: keyFingerprint(otherHex) }]]);
  });

  test('a typing error names its row and is no fact', async () => {
    const { press: made, steps } = press();
    const lines = typed(keyHex).split('\n');
    lines[2] = lines[1]!;
    await expect(testRecoveryKey(made, 4, { text: lines.join('\n') })).rejects.toMatchObject({
      code: 'recovery_key_mistyped',
      problems: [{ line: 3 }],
    });
    expect(steps).toEqual([]);
  });
});

describe('opening with the recovery key', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'onestop-recovery-'));
    mkdirSync(join(root, 'data'));
    writeFileSync(join(root, 'data', 'hospital.db'), 'facts');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** A hospital whose file opens with `keyHex` and, from then on, is open; unless something else keeps it closed. */
  function lockedHospital(otherTrouble?: string) {
    const store = keyFiles(join(root, 'keys'), undefined);
    const key = new OpeningKey(join(root, 'data'), store);
    let trouble: RefusalShape | null = { code: 'key_missing', sentence: '没有它的密钥。' };
    let nowMs = 0;
    const tried: string[] = [];
    const lines: string[] = [];
    const open = opensWithRecoveryKey({
      service: {
        whyNotOpen: async () => trouble,
        openAgain: async () => {
          const { keyHex: used, isTyped } = await key.current();
          tried.push(`${used} ${isTyped}`);
          if (used !== keyHex) trouble = { code: 'database_wrong_key', sentence: '密钥不对。' };
          else if (otherTrouble === undefined) trouble = null;
          else trouble = { code: otherTrouble, sentence: '占用。' };
          return trouble;
        },
      },
      key,
      log: (line) => lines.push(line),
      nowMs: () => nowMs,
    });
    return { store, key, open, tried, lines, advance: (ms: number) => (nowMs += ms) };
  }

  test('the right one opens the file, is kept, and the file is as it was', async () => {
    const { open, store, lines } = lockedHospital();
    expect(await open(typed(keyHex))).toEqual({});
    expect(await keyOfHospital(join(root, 'data'), store)).toEqual({ keyHex, isNew: false });
    expect(readFileSync(join(root, 'data', 'hospital.db'), 'utf8')).toBe('facts');
    expect(lines.join()).not.toContain(keyHex);
  });

  test('what was kept for the folder before stays beside it: it may open an old copy', async () => {
    const { open, store } = lockedHospital();
    rmSync(join(root, 'data', 'hospital.db'));
    const { keyHex: before } = await keyOfHospital(join(root, 'data'), store);
    const [file] = readdirSync(join(root, 'keys'));
    await open(typed(keyHex));
    expect(readdirSync(join(root, 'keys'))).toHaveLength(2);
    expect(readFileSync(join(root, 'keys', file!), 'utf8')).toContain(before);
    expect((await keyOfHospital(join(root, 'data'), store)).keyHex).toBe(keyHex);
  });

  test('another file’s is refused with its fingerprint, and neither kept nor tried again', async () => {
    const { open, key, store } = lockedHospital();
    await expect(open(typed(otherHex))).rejects.toMatchObject({
      code: 'recovery_key_of_another_file',
      sentence: expect.stringContaining(keyFingerprint(otherHex)) as unknown,
    });
    await expect(key.current()).rejects.toMatchObject({ code: 'key_missing' });
    await expect(keyOfHospital(join(root, 'data'), store)).rejects.toMatchObject({ code: 'key_missing' });
  });

  test('a typing error does not reach the file', async () => {
    const { open, tried } = lockedHospital();
    await expect(open(typed(keyHex).replace(/^./, '?'))).rejects.toMatchObject({
      code: 'recovery_key_mistyped',
      problems: [{ line: 1 }],
    });
    expect(tried).toEqual([]);
  });

  test('a key that waited is kept once the file opens by another way, and once only', async () => {
    const { open, key, store } = lockedHospital('database_damaged');
    await expect(open(typed(keyHex))).rejects.toMatchObject({ code: 'database_damaged' });
    await Promise.all([key.keepTyped(), key.keepTyped()]);
    expect(await keyOfHospital(join(root, 'data'), store)).toEqual({ keyHex, isNew: false });
    expect(readdirSync(join(root, 'keys'))).toHaveLength(1);
    expect(await key.current()).toEqual({ keyHex, isNew: false, isTyped: false });
  });

  test('where something else keeps the file closed the key waits for the next attempt', async () => {
    const { open, key } = lockedHospital('database_locked');
    await expect(open(typed(keyHex))).rejects.toMatchObject({ code: 'database_locked' });
    expect(await key.current()).toEqual({ keyHex, isNew: false, isTyped: true });
  });

  test('five tries a minute, the others are told to wait', async () => {
    const { open, advance } = lockedHospital();
    for (let one = 0; one < 5; one += 1) {
      await expect(open('abc')).rejects.toMatchObject({ code: 'recovery_key_incomplete' });
      advance(1000);
    }
    await expect(open(typed(keyHex))).rejects.toMatchObject({
      code: 'recovery_key_too_often',
      sentence: expect.stringContaining('55 秒') as unknown,
    });
    advance(55_000);
    expect(await open(typed(keyHex))).toEqual({});
  });

  test.each([null, { code: 'database_damaged', sentence: '已损坏。' }])(
    'nothing is tried on a file that is open, or closed for another reason than its key: %j',
    async (trouble) => {
      const never = async (): Promise<never> => {
        throw new Error('was tried');
      };
      const key = new OpeningKey(join(root, 'data'), keyFiles(join(root, 'keys'), undefined));
      const open = opensWithRecoveryKey({
        service: { whyNotOpen: async () => trouble, openAgain: never },
        key,
        log: () => undefined,
      });
      await expect(open(typed(keyHex))).rejects.toMatchObject({ code: 'recovery_key_not_needed' });
    },
  );

  test('a key that opened the file but cannot be kept is said openly', async () => {
    const open = opensWithRecoveryKey({
      service: {
        whyNotOpen: async () => ({ code: 'key_locked', sentence: '没有打开。' }),
        openAgain: async () => null,
      },
      key: {
        tryTyped: () => undefined,
        withdrawTyped: () => undefined,
        keepTyped: async () => {
          throw Object.assign(new Error('disk'), { code: 'ENOSPC' });
        },
      },
      log: () => undefined,
    });
    await expect(open(typed(keyHex))).rejects.toMatchObject({ code: 'recovery_key_not_kept' });
  });
});
