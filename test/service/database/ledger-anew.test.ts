import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '../../../electron/service/database/migrations/migrations.ts';

it('the ledger that is made anew keeps every entry, its order and its triggers', () => {
  const database = new SqliteDatabase(':memory:');
  const at = migrations.findIndex(({ title }) => title === 'fund claims');
  for (const { sql } of migrations.slice(0, at)) database.exec(sql);
  database.pragma('foreign_keys = OFF');
  const rows = (table: string): unknown[] => database.prepare(`SELECT rowid, * FROM ${table}`).all();
  const entry = database.prepare('INSERT INTO ledger_entry VALUES (?, ?, ?, ?, ?)');
  const posting = database.prepare(
    "INSERT INTO ledger_posting (rowid, id, kind, business_day, recorded_at, recorded_by) VALUES (?, ?, 'payment', '2020-03-10', 't', 'a')",
  );
  for (const [rowid, id] of [
    [7, 'b'],
    [12, 'a'],
  ]) {
    entry.run(id, 0, 'cash_drawer', null, 100);
    entry.run(id, 1, 'receivable', 'basic_insurance', -100);
    posting.run(rowid, id);
  }
  const before = rows('ledger_posting');
  const entries = database.prepare('SELECT * FROM ledger_entry').all();
  database.transaction(() => database.exec(migrations[at]!.sql))();
  expect(rows('ledger_posting')).toEqual(before);
  expect(database.prepare('SELECT * FROM ledger_entry').all()).toEqual(entries);
  expect(database.pragma('legacy_alter_table', { simple: true })).toBe(0);
  expect(() => database.exec("UPDATE ledger_posting SET kind = 'refund'")).toThrow('append_only');
  const unbalanced = `INSERT INTO ledger_entry VALUES ('c', 0, 'retention', 'basic_insurance', 1);
    INSERT INTO ledger_posting VALUES ('c', 'fund_receipt', NULL, '2020-03-10', NULL, 't', 'a')`;
  expect(() => database.exec(unbalanced)).toThrow('posting_does_not_balance');
  // A trigger of another table that asks the ledger.
  const plan = "INSERT INTO instalment_plan VALUES ('p', 'n', 'r', 'h', 's', 'd', 'h', 'w', 'o', 't', 'a')";
  database.exec("INSERT INTO instalment VALUES ('p', 0, '2020-04-10', 5)");
  expect(() => database.exec(plan)).toThrow('instalments_do_not_sum');
  database.close();
});
