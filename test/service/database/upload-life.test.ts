import { rmSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../electron/service/database/open.ts';
import type { Migration } from '../../../electron/service/database/migrations/migration.ts';
import { indexesThatAreAsked } from '../../../electron/service/database/migrations/0029-indexes-that-are-asked.ts';
import { migrations } from '../../../electron/service/database/migrations/migrations.ts';
import { TestClock } from '../harness/clock.ts';
import { testKeyHex } from '../harness/hospital.ts';

const now = '2020-03-10T02:00:00.000Z';
let folder: string;
let database: Database | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-upload-life-'));
});
afterEach(() => {
  database?.close();
  database = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function open(steps: readonly Migration[]): Database {
  const file = path.join(folder, 'hospital.db');
  const clock = new TestClock(now);
  database = openDatabase({ file, keyHex: testKeyHex, nativeBinding: null, clock, migrations: steps });
  return database;
}

/** A file as version 9 left it: an admission that is done, a settlement that is done and differs, a refused reversal. */
function fillVersion9(): void {
  const file = open(migrations.slice(0, 9));
  const record = (kind: string) => JSON.stringify({ kind, stayId: 's' });
  file.exec(`
    INSERT INTO staff_account (id, login, display_name, created_at) VALUES ('a', 'lx', '李晓', '${now}');
    INSERT INTO person (id, created_at) VALUES ('p', '${now}');
    INSERT INTO stay VALUES ('s', 'r', 'p', 'ZY1', 'h', 'w', 'o', '${now}', 'a');
    INSERT INTO policy_pack (hash, pack_id, title, file_name, text, recorded_at) VALUES ('k', 'k', 'k', 'k', '', '${now}');
    INSERT INTO policy_in_force (id, region, pack_hash, options, from_day, recorded_at)
      VALUES ('f', '429913', 'k', '{}', '2020-01-01', '${now}');
    INSERT INTO settlement (id, slip_number, request_id, request_hash, kind, stay_id, person_id, insurance, insured_region,
        year, settled_on, business_day, pack_hash, policy_in_force_id, eligibilities, total_fen, own_expense_fen,
        over_limit_fen, pre_self_pay_fen, in_scope_fen, deductible_fen, critical_illness_burden_fen, personal_fen,
        personal_in_scope_fen, explanation, trial_hash, hospital, window, origin, recorded_at, recorded_by)
      VALUES ('t', '1', 'q', '', 'final', 's', 'p', 'resident', '429913', 2020, '2020-03-10', '2020-03-10', 'k', 'f',
        '[]', 5, 0, 0, 0, 5, 0, 0, 5, 5, '[]', '', 'h', 'w', 'o', '${now}', 'a');
    INSERT INTO outbox VALUES (1, 'o1', 'admission', 's', 'p', 2020, 0, '${record('admission')}', 'h1', '${now}',
      'done', 1, NULL, '0', NULL, '2020-03-10T03:00:00.000Z');
    INSERT INTO outbox VALUES (2, 'o2', 'settlement', 't', 'p', 2020, 5, '${record('settlement')}', 'h2', '${now}',
      'done', 1, NULL, '0', NULL, '2020-03-10T03:00:01.000Z');
    INSERT INTO outbox VALUES (7, 'o7', 'reversal', 'x', 'p', 2020, -5, '${record('reversal')}', 'h7', '${now}',
      'dead', 3, NULL, '-999', '不符', NULL);
    INSERT INTO outbox_attempt VALUES ('at', 'o7', '2305', 'm', '${now}', 'rejected', '-999', '不符', 12);
    INSERT INTO platform_identifier VALUES ('p', 'person', 'P1', '${now}'), ('s', 'stay', 'M1', '${now}');
    INSERT INTO platform_answer VALUES ('o2', '{}', '${now}');
    INSERT INTO platform_difference VALUES ('d', 'o2', 't', 'in_scope', 5, 6, '${now}');`);
  file.close();
}

const rows = (sql: string) => database!.prepare(sql).all();

describe('a file whose outbox knew three kinds', () => {
  it('keeps every row with its place, its state and what belongs to it', () => {
    fillVersion9();
    const columns =
      'sequence, id, kind, fact_id, person_id, year, amount_fen, record, record_hash, state, attempts';
    const before = open(migrations.slice(0, 9))
      .prepare(`SELECT ${columns} FROM outbox ORDER BY sequence`)
      .all();
    database!.close();
    open(migrations);
    expect(rows(`SELECT ${columns} FROM outbox ORDER BY sequence`)).toEqual(before);
    expect(
      rows('SELECT stay_id, part, generation, replaces_id, closed_at FROM outbox ORDER BY sequence'),
    ).toEqual(
      ['2020-03-10T03:00:00.000Z', '2020-03-10T03:00:01.000Z', null].map((closed_at) => ({
        stay_id: 's',
        part: 0,
        generation: 0,
        replaces_id: null,
        closed_at,
      })),
    );
    expect(rows('SELECT outbox_id FROM outbox_attempt')).toEqual([{ outbox_id: 'o7' }]);
    expect(rows('SELECT outbox_id FROM platform_answer')).toEqual([{ outbox_id: 'o2' }]);
    expect(rows('SELECT theirs_fen FROM platform_difference')).toEqual([{ theirs_fen: 6 }]);
    expect(rows('SELECT our_id, kind, value FROM platform_identifier')).toHaveLength(2);
  });

  it('refers to the new table afterwards, and foreign keys are watched again', () => {
    fillVersion9();
    open(migrations);
    expect(database!.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(rows("PRAGMA foreign_key_list('outbox_attempt')")).toMatchObject([{ table: 'outbox' }]);
    expect(() =>
      database!.exec(
        `INSERT INTO outbox_attempt VALUES (9, 'nobody', '2304', 'm', '${now}', 'r', '0', NULL, 1)`,
      ),
    ).toThrow('FOREIGN KEY');
  });

  it('stays as it was when a row would refer to nothing', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    fillVersion9();
    const file = open(migrations.slice(0, 9));
    file.pragma('foreign_keys = OFF');
    file.exec(`INSERT INTO outbox_attempt VALUES ('y', 'nobody', '2304', 'm', '${now}', 'r', '0', NULL, 1)`);
    file.close();
    expect(() => open(migrations)).toThrow('database_migration_failed');
    open(migrations.slice(0, 9));
    expect(database!.pragma('user_version', { simple: true })).toBe(9);
    expect(rows("SELECT name FROM sqlite_schema WHERE name LIKE 'outbox_%next'")).toEqual([]);
    vi.restoreAllMocks();
  });
});

describe('a file with an index for everything', () => {
  it('keeps audit and outbox row by row, and their rules, without the indexes that nobody asks', () => {
    fillVersion9();
    const before = indexesThatAreAsked.version - 1;
    const file = open(migrations.slice(0, before));
    const audit = (sequence: number, hash: string) =>
      `INSERT INTO audit VALUES (${sequence}, '${now}', 'a', 'act', 's', '{}', 'before', '${hash}')`;
    file.exec(audit(1, 'x'));
    file.exec(audit(3, 'z'));
    file.exec(`INSERT INTO outbox VALUES (9, 'o9', 'reversal', 'x', 0, 1, 'o7', 's', 'p', 2020, -5, '{}', 'h9', '${now}',
      'pending', 2, '${now}', '-1', 'later', NULL, NULL, 3, 7)`);
    const kept = ['audit', 'outbox'].map((table) => rows(`SELECT * FROM ${table} ORDER BY sequence`));
    file.close();
    open(migrations);
    const [audits, uploads] = kept;
    // Later it is said of each since when it is being corrected: of none.
    const asKept = uploads!.map((row) => ({ ...(row as object), correcting_since: null }));
    expect(['audit', 'outbox'].map((table) => rows(`SELECT * FROM ${table} ORDER BY sequence`))).toEqual([
      audits,
      asKept,
    ]);
    expect(() => database!.exec('UPDATE audit SET act = act')).toThrow('append_only');
    expect(() => database!.exec('DELETE FROM audit')).toThrow('append_only');
    expect(() => database!.exec('UPDATE outbox SET stands_at = 8')).toThrow('append_only');
    const another = (id: string, fact: string, replaced: string) =>
      database!
        .exec(`INSERT INTO outbox (id, kind, fact_id, generation, replaces_id, stay_id, person_id, year, amount_fen,
        record, record_hash, recorded_at) VALUES ('${id}', 'reversal', '${fact}', 1, '${replaced}', 's', 'p', 2020, 0, '{}',
        '', '${now}')`);
    expect(() => another('o10', 'y', 'o7')).toThrow('UNIQUE constraint failed: outbox.replaces_id');
    expect(() => another('o10', 'x', 'o2')).toThrow('UNIQUE constraint failed: outbox.fact_id');
  });
});

describe('a file whose stays held their numbers for ever', () => {
  it('keeps every stay, and lets the number of a cancelled one be used again', () => {
    fillVersion9();
    open(migrations);
    expect(rows('SELECT rowid, id, admission_number FROM stay')).toEqual([
      { rowid: 1, id: 's', admission_number: 'ZY1' },
    ]);
    const another = (id: string) =>
      database!.exec(
        `INSERT INTO stay VALUES ('${id}', '${id}', 'p', 'ZY1', 'h', 'w', 'o', '${now}', 'a', NULL)`,
      );
    expect(() => another('s2')).toThrow('admission_number_taken');
    database!.exec(
      `INSERT INTO stay_cancellation VALUES ('c', 's', '登记错人', 'h', 'w', 'o', '${now}', 'a')`,
    );
    another('s2');
    expect(() => another('s3')).toThrow('admission_number_taken');
    expect(() => database!.exec("DELETE FROM stay WHERE id = 's2'")).toThrow('append_only');
    expect(rows("PRAGMA foreign_key_list('outbox')")).toContainEqual(
      expect.objectContaining({ table: 'stay', from: 'stay_id' }),
    );
  });
});

describe('a row of the outbox', () => {
  beforeEach(() => {
    fillVersion9();
    open(migrations);
  });

  it('is closed undelivered by a resolution only, and never opened again', () => {
    const close = () => database!.exec(`UPDATE outbox SET closed_at = '${now}' WHERE id = 'o7'`);
    expect(close).toThrow('outbox_is_not_resolved');
    database!.exec(`INSERT INTO outbox_resolution VALUES ('o7', 'reversed', NULL, '录错', '${now}', 'a')`);
    close();
    expect(() => database!.exec("UPDATE outbox SET closed_at = NULL WHERE id = 'o7'")).toThrow(
      'outbox_is_closed',
    );
    expect(() => database!.exec("UPDATE outbox SET state = 'pending' WHERE id = 'o2'")).toThrow(
      'outbox_is_closed',
    );
  });

  it('never changes what it tells, and is never deleted', () => {
    for (const column of ['part', 'generation', 'stands_at', 'stay_id', 'record']) {
      expect(() => database!.exec(`UPDATE outbox SET ${column} = ${column} WHERE id = 'o7'`)).toThrow(
        'append_only',
      );
    }
    expect(() => database!.exec('DELETE FROM outbox')).toThrow('append_only');
  });
});
