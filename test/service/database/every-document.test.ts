import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '../../../electron/service/database/migrations/migrations.ts';

const step = migrations.findIndex(({ title }) => title === 'every document');

it('keeps the slips that were archived before papers of every kind were, and goes on numbering them', () => {
  const database = new SqliteDatabase(':memory:');
  try {
    for (const { sql } of migrations.slice(0, step)) database.exec(sql);
    database.pragma('foreign_keys = OFF');
    const columns = database.prepare("SELECT name, type FROM pragma_table_info('settlement')").all() as {
      name: string;
      type: string;
    }[];
    const given: Record<string, unknown> = {
      id: 's1',
      kind: 'final',
      reverses_id: null,
      reason: null,
      slip_number: '20200310-0001',
      person_id: 'p1',
      business_day: '2020-03-10',
      eligibilities: '[]',
      explanation: '{}',
    };
    const value = ({ name, type }: { name: string; type: string }) =>
      name in given ? given[name] : type === 'INTEGER' ? 0 : name;
    database
      .prepare(`INSERT INTO settlement VALUES (${columns.map(() => '?').join(',')})`)
      .run(...columns.map(value));
    const insert = database.prepare(
      `INSERT INTO document (id, kind, settlement_id, paper, copy_number, pdf, sha256, reason, recorded_at, recorded_by)
       VALUES (?, 'slip', 's1', 'A4', ?, x'25504446', ?, ?, '2020-03-10T02:00:00.000Z', 'a1')`,
    );
    insert.run('d0', 0, '0'.repeat(64), null);
    insert.run('d1', 1, '1'.repeat(64), '遗失');
    database.exec(migrations[step]!.sql);
    expect(
      database
        .prepare(
          `SELECT id, kind, subject_id, subject_day, number, person_id, business_day, paper, copy_number, reason,
             hex(pdf) AS pdf FROM document ORDER BY rowid`,
        )
        .all(),
    ).toMatchObject([
      {
        id: 'd0',
        kind: 'slip',
        subject_id: 's1',
        subject_day: '',
        number: '20200310-0001',
        person_id: 'p1',
        business_day: '2020-03-10',
        copy_number: 0,
        pdf: '25504446',
      },
      { id: 'd1', copy_number: 1, reason: '遗失' },
    ]);
    expect(() => database.exec("DELETE FROM document WHERE id = 'd0'")).toThrow('append_only');
    expect(() => database.exec("UPDATE document SET reason = '' WHERE id = 'd1'")).toThrow('append_only');
  } finally {
    database.close();
  }
});
