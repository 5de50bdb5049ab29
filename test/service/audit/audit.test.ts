import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit, auditHash, type AuditRow } from '../../../electron/service/audit/audit.ts';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';

let hospital: TestHospital;
let rowsBefore: number;

beforeEach(() => {
  hospital = openTestHospital();
  const verdict = verifyAudit(hospital.context.database);
  rowsBefore = verdict.ok ? verdict.rowCount : -1;
  for (let index = 0; index < 5; index += 1) {
    appendAudit(hospital.context, hospital.actor('clerk'), 'documents.checked', `subject-${index}`, {
      index,
    });
  }
});
afterEach(() => hospital.close());

/** What a thief of the key could do: take the triggers away first. */
function tamper(sql: string): void {
  const { database } = hospital.context;
  database.exec('DROP TRIGGER audit_is_never_updated; DROP TRIGGER audit_is_never_deleted;');
  database.exec(sql);
}

describe('the audit log', () => {
  it('is a whole chain', () => {
    const verdict = verifyAudit(hospital.context.database);
    expect(verdict).toMatchObject({ ok: true, rowCount: rowsBefore + 5 });
  });

  it('names the first row that was changed, whichever column it was', () => {
    const third = rowsBefore + 3;
    tamper(`UPDATE audit SET detail = '{"index":9}' WHERE sequence = ${third}`);
    expect(verifyAudit(hospital.context.database)).toEqual({
      ok: false,
      sequence: third,
      problem: 'changed',
    });
  });

  it.each(['at', 'account_id', 'act', 'subject_id'])('covers the column %s', (column) => {
    tamper(`UPDATE audit SET ${column} = 'other' WHERE sequence = ${rowsBefore + 5}`);
    expect(verifyAudit(hospital.context.database)).toMatchObject({ ok: false, problem: 'changed' });
  });

  it('names the row after one that was taken out', () => {
    tamper(`DELETE FROM audit WHERE sequence = ${rowsBefore + 2}`);
    expect(verifyAudit(hospital.context.database)).toEqual({
      ok: false,
      sequence: rowsBefore + 3,
      problem: 'missing',
    });
  });

  it('notices a gap that was closed by renumbering, and rows that were exchanged', () => {
    const second = rowsBefore + 2;
    tamper(
      `DELETE FROM audit WHERE sequence = ${second};
       UPDATE audit SET sequence = sequence - 1 WHERE sequence > ${second};`,
    );
    expect(verifyAudit(hospital.context.database)).toEqual({
      ok: false,
      sequence: second,
      problem: 'not_chained',
    });
  });

  it('notices a row that was written anew with a fitting hash, because the next one covers it', () => {
    const { database } = hospital.context;
    const third = rowsBefore + 3;
    const row = database.prepare('SELECT * FROM audit WHERE sequence = ?').get(third) as AuditRow & {
      previous_hash: string;
    };
    const hash = auditHash(row.previous_hash, { ...row, detail: '{"index":9}' });
    tamper(
      `UPDATE audit SET detail = '{"index":9}', hash = '${hash}' WHERE sequence = ${third};
       UPDATE audit SET previous_hash = '${hash}' WHERE sequence = ${third + 1};`,
    );
    expect(verifyAudit(database)).toEqual({ ok: false, sequence: third + 1, problem: 'changed' });
  });

  it('refuses changes and deletions in the file itself', () => {
    const { database } = hospital.context;
    expect(() => database.exec("UPDATE audit SET act = 'x'")).toThrow('append_only: audit');
    expect(() => database.exec('DELETE FROM audit')).toThrow('append_only: audit');
  });

  it('holds no row of an act that was undone', () => {
    const { database } = hospital.context;
    expect(() =>
      inTransaction(database, () => {
        appendAudit(hospital.context, undefined, 'diagnostics.taken', null, {});
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(verifyAudit(database)).toMatchObject({ ok: true, rowCount: rowsBefore + 5 });
  });
});
