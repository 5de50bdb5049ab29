import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statement } from '../../../electron/service/database/statement.ts';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const add = (id: string) =>
  statement<[string]>(hospital.context.database, "INSERT INTO person (id, created_at) VALUES (?, 'x')").run(
    id,
  );
const count = () =>
  statement<[], { n: number }>(hospital.context.database, 'SELECT count(*) AS n FROM person').get()!.n;

describe('a transaction', () => {
  it('inside another one is part of it: all is kept, or nothing', () => {
    const { database } = hospital.context;
    const work = () =>
      inTransaction(database, () => {
        add('a');
        inTransaction(database, () => add('b'));
        throw new Error('after the inner one ended');
      });
    expect(work).toThrow('after the inner one ended');
    expect(count()).toBe(0);
    expect(inTransaction(database, () => inTransaction(database, () => add('a').changes))).toBe(1);
    expect(count()).toBe(1);
  });

  it('holds the lock before it reads, so that nobody decides on what is changing', () => {
    const { database } = hospital.context;
    database.pragma('busy_timeout = 20');
    const held = hospital.holdFile();
    let ran = false;
    expect(() =>
      inTransaction(database, () => {
        ran = true;
      }),
    ).toThrow('database is locked');
    expect(ran).toBe(false);
    held.letGo();
  });
});

describe('a statement', () => {
  it('is prepared once for each file, and again for a file that was opened again', () => {
    const prepare = () => statement(hospital.context.database, 'SELECT 1');
    const first = prepare();
    expect(prepare()).toBe(first);
    hospital.reopen();
    expect(prepare()).not.toBe(first);
  });

  it('is a constant of the program: texts built from data are noticed', () => {
    const build = () => {
      for (let index = 0; index < 2000; index += 1) statement(hospital.context.database, `SELECT ${index}`);
    };
    expect(build).toThrow('too many different SQL texts');
  });
});
