import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer } from '../../../electron/service/answer.ts';
import type { ServiceContext } from '../../../electron/service/context.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { gatherDiagnostics } from '../../../electron/service/diagnostics/diagnostics.ts';
import { diagnoseFile } from '../../../electron/service/diagnostics/file-diagnosis.ts';
import { requestTimes } from '../../../electron/service/diagnostics/request-times.ts';
import { settingsShown } from '../../../electron/service/diagnostics/settings-shown.ts';
import { handlers } from '../../../electron/service/handlers.ts';
import { type SettingName, settingSchemas } from '../../../electron/service/hospital/settings.ts';
import { fillPractice } from '../../../electron/service/practice/fill.ts';
import { serviceDiagnosticsSchema } from '../../../shared/contract/diagnostics.ts';
import { TestClock } from '../harness/clock.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';

/** `npm run prove` plants each secret into each column, the daily test several of them. */
const full = process.env['ONESTOP_FULL'] === '1';

let hospital: TestHospital;
/** The test hospital's, or the practice hospital's where a test says so. */
let context: ServiceContext;
beforeEach(() => {
  hospital = openTestHospital();
  context = hospital.context;
});
afterEach(() => {
  if (context !== hospital.context) closePractice(context);
  hospital.close();
});

/** Everything that the practice hospital holds when it is new, in a file of its own. */
async function openPractice(): Promise<ServiceContext> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'onestop-practice-'));
  const connection = { ...hospital.context.connection, file: join(dataFolder, 'hospital.db') };
  const clock = new TestClock('2026-11-20T02:00:00.000Z');
  const database = openDatabase({ ...connection, clock });
  const practice = { ...hospital.context, dataFolder, connection, clock, database, practice: true };
  await fillPractice(practice);
  return practice;
}

function closePractice({ database, dataFolder }: ServiceContext): void {
  database.close();
  rmSync(dataFolder, { recursive: true });
}

const gather = async () =>
  serviceDiagnosticsSchema.parse(await gatherDiagnostics(context, hospital.actor('information_office')));

/** Whatever must never leave: a name, numbers, an illness, an address, a password, a platform's secret. */
const secrets = [
  '王秀英',
  '429913196503150014',
  '42991319650315001X',
  '13800005678',
  '07223221234',
  '脑梗死',
  '随县测试镇测试村三组12号',
  'Geheimnis-7788',
  'geheimnis',
  'sm2_secret_0a1b2c3d4e5f',
  'wang.xiuying',
];

interface Column {
  readonly table: string;
  readonly column: string;
  readonly key: string;
}

/** Every column of the file that may hold text, with the key of its table. */
function textColumns(): Column[] {
  return context.database
    .prepare<[], Column>(
      `SELECT tables.name AS "table", columns.name AS "column",
         (SELECT group_concat('"' || name || '"') FROM pragma_table_info(tables.name) WHERE pk > 0) AS "key"
       FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' AND columns.type = 'TEXT'`,
    )
    .all();
}

/** Makes the file forget its own rules, as nobody but a test can. */
function withoutRules(): void {
  const { database } = context;
  const triggers = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck();
  for (const name of triggers.all()) database.exec(`DROP TRIGGER "${name}"`);
  database.pragma('foreign_keys = OFF');
  database.pragma('ignore_check_constraints = ON');
}

/** Writes a secret into one row of every column, another one from column to column. @returns into how many */
function plant(round: number): number {
  return textColumns()
    .map(({ table, column, key }, index) => {
      const secret = secrets[(index + round) % secrets.length]!;
      const one = `(${key}) = (SELECT ${key} FROM "${table}" LIMIT 1)`;
      return context.database
        .prepare(`UPDATE OR IGNORE "${table}" SET "${column}" = ? WHERE ${one}`)
        .run(secret).changes;
    })
    .reduce((sum, changes) => sum + changes, 0);
}

function addAttempt(code: string, outcome = 'unknown'): void {
  context.database
    .prepare(
      `INSERT INTO outbox_attempt (outbox_id, transaction_code, message_id, at, outcome, code, reason, duration_ms)
       VALUES ((SELECT id FROM outbox LIMIT 1), '2304', 'M', ?, ?, ?, '医保中心说王秀英', 12)`,
    )
    .run(context.clock.now().toISOString(), outcome, code);
}

function settleOne(): void {
  putSuixianIntoForce(hospital);
  settle(hospital, addPatient(hospital).stayId);
}

describe('what support learns', () => {
  it('is versions, counts, checks, chain, ledger, uploads', async () => {
    settleOne();
    hospital.clock.advanceMs(3 * 3_600_000);
    addAttempt('-2', 'retry');
    addAttempt('no_answer');
    const found = await gather();
    const { file } = found;
    expect(found).toMatchObject({ practice: false, node: process.version, fileRefusal: null });
    expect(file?.sqlite.version).toMatch(/^3\.\d+\.\d+$/);
    expect(file?.sqlite.driver).toMatch(/Multiple Ciphers/);
    expect(file?.schemaVersion).toBeGreaterThan(10);
    expect(found.pragmas).toMatchObject({
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      cipher: 'aegis',
    });
    expect(file?.rowsOfTables).toMatchObject({ settlement: 1, person: 1, staff_account: 5 });
    expect(file?.rowsOfStates).toMatchObject({ 'settlement.kind': { final: 1, interim: 0, reversal: 0 } });
    expect(file).toMatchObject({ integrityCheck: ['ok'], foreignKeyCheck: [] });
    expect(file?.audit).toMatchObject({ isWhole: true, problem: null });
    expect(file?.ledger).toEqual({ sumsToZero: true, postingsOutOfBalance: 0 });
    expect(file?.outbox).toContainEqual(
      expect.objectContaining({
        kind: 'settlement',
        state: 'pending',
        isOpen: true,
        rows: 1,
        oldestAgeHours: 3,
      }),
    );
    expect(file?.lastAttempts).toMatchObject([
      { transactionCode: '2304', outcome: 'unknown', code: 'no_answer', durationMs: 12 },
      { outcome: 'retry', code: '-2' },
    ]);
  });

  it('is said to be broken where it is: chain, ledger, references', async () => {
    settleOne();
    withoutRules();
    const { database } = context;
    database.exec("UPDATE audit SET detail = '{}' WHERE sequence = 2");
    database.exec('UPDATE ledger_entry SET amount_fen = amount_fen + 1 WHERE position = 0');
    database.exec('DELETE FROM person');
    const { file } = await gather();
    expect(file?.audit).toEqual({ isWhole: false, rowCount: 2, head: null, problem: 'changed' });
    expect(file?.ledger).toEqual({ sumsToZero: false, postingsOutOfBalance: 2 });
    expect(file?.foreignKeyCheck).toContainEqual({ table: 'settlement', rows: 1 });
  });

  it('is the rest where the file itself can no longer be read', async () => {
    settleOne();
    context.database.pragma('wal_checkpoint(TRUNCATE)');
    const found = await gatherDiagnostics(
      { ...context, connection: { ...context.connection, keyHex: '00'.repeat(32) } },
      hospital.actor('information_office'),
    );
    expect(serviceDiagnosticsSchema.parse(found)).toMatchObject({
      file: null,
      fileRefusal: 'database_wrong_key',
    });
    expect(found.settings['level']).toBe(2);
  });

  it('is in the log as taken, by whom', async () => {
    await gather();
    expect(
      context.database.prepare("SELECT account_id FROM audit WHERE act = 'diagnostics.taken'").pluck().get(),
    ).toBe(hospital.actor('information_office').accountId);
  });

  it('is how long requests take', async () => {
    const asked = { windowId: 9, fromHost: false, input: {}, filePath: null };
    for (const name of ['hospital.status', 'hospital.status', 'staff.session', 'no.such.request', '王秀英']) {
      await answer(context, handlers, { ...asked, name });
    }
    const times = requestTimes(context);
    expect(Object.keys(times)).toEqual(['hospital.status', 'staff.session']);
    expect(times['hospital.status']).toMatchObject({ count: 2 });
    expect(times['hospital.status']!.p99Ms).toBeGreaterThan(0);
  });
});

describe('what nobody learns', () => {
  /** Which of the planted secrets come out, over so many rounds. */
  const leaking = async (rounds: number): Promise<string[]> => {
    withoutRules();
    expect(textColumns().length).toBeGreaterThan(150);
    const texts: string[] = [];
    const { connection } = context;
    const nowIso = context.clock.now().toISOString();
    for (let round = 0; round < rounds; round += 1) {
      expect(plant(round)).toBeGreaterThan(60);
      // Here and not in a thread, which costs a second a time.
      texts.push(JSON.stringify([diagnoseFile({ connection, nowIso }), settingsShown(context)]));
    }
    texts.push(JSON.stringify(await gather()));
    return secrets.filter((secret) => texts.some((text) => text.includes(secret)));
  };

  it('is anything that was planted into any text of a filled practice file', async () => {
    context = await openPractice();
    expect(await leaking(2)).toEqual([]);
  }, 120_000);

  it('is anything that was planted beside settlements, uploads and attempts', async () => {
    settleOne();
    addAttempt('no_answer');
    expect(await leaking(full ? secrets.length : 4)).toEqual([]);
  }, 120_000);

  it('is any name, number or illness of the practice hospital', async () => {
    context = await openPractice();
    const text = JSON.stringify(await gather());
    const { database } = context;
    const texts = ['name', 'id_number', 'phone', 'village', 'household_number'].flatMap((column) =>
      database
        .prepare<[], string>(`SELECT DISTINCT ${column} FROM person_entry WHERE ${column} IS NOT NULL`)
        .pluck()
        .all(),
    );
    const illnesses = database.prepare<[], string>('SELECT diagnoses FROM stay_detail').pluck().all();
    const items = database.prepare<[], string>('SELECT DISTINCT name FROM fee_item').pluck().all();
    const words = [
      ...texts,
      ...illnesses.flatMap((json) => (JSON.parse(json) as { name: string }[]).map(({ name }) => name)),
      ...items,
    ];
    expect(words.length).toBeGreaterThan(500);
    expect(words.filter((word) => text.includes(word))).toEqual([]);
  }, 60_000);

  it('is a secret that stands in a setting, also in one that fits its schema', () => {
    const planted: Partial<Record<SettingName, unknown>> = {
      hospitalName: '王秀英',
      windowName: '13800005678',
      hospitalCode: '429913196503150014',
      platformUrl: 'https://wangxiuying:Geheimnis-7788@centre.example:8443/429913196503150014?key=sm2_secret',
      platformOperator: 'Geheimnis7788',
      platformAuthority: 'Geheimnis-7788',
      platformKey: `04${'7'.repeat(128)}`,
    };
    withoutRules();
    for (const [name, value] of Object.entries(planted)) {
      context.database
        .prepare('INSERT INTO setting (id, name, value, from_day, recorded_at) VALUES (?, ?, ?, ?, ?)')
        .run(context.newId(), name, JSON.stringify(value), '2020-01-02', '2020-01-02T00:00:00.000Z');
    }
    expect(settingsShown(context)).toMatchObject({
      hospitalName: 'set',
      windowName: 'set',
      hospitalCode: 'set',
      platformUrl: 'centre.example:8443',
      platformOperator: 'set',
      platformAuthority: 'set',
      platformKey: 'set',
      zone: 'not_set',
      level: 2,
      countyLevel: true,
      region: '429913',
    });
    expect(Object.keys(settingsShown(context))).toEqual(Object.keys(settingSchemas));
  });
});
