import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { AuditQuestion, AuditVerdict } from '../../../shared/contract/audit.ts';
import { answer } from '../../../electron/service/answer.ts';
import { appendAudit } from '../../../electron/service/audit/audit.ts';
import { handlers } from '../../../electron/service/handlers.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = openTestHospital({ nowIso: '2026-11-22T15:30:00.000Z' });
  await ask('staff.signIn', { login: 'auditor', password: testPassword });
});
afterEach(() => hospital.close());

async function ask(name: string, input: unknown): Promise<unknown> {
  const asked = { windowId: 1, name, input, fromHost: false, filePath: null };
  const answered = await answer(hospital.context, handlers, asked);
  return answered.ok ? answered.value : answered.error.code;
}

const day = '2026-11-22' as LocalDate;
const anything = { fromDay: day, toDay: day, subject: null, account: '', text: '' } satisfies AuditQuestion;
const search = async (question: Partial<AuditQuestion>) =>
  (await ask('audit.search', { ...anything, ...question })) as {
    readonly rows: readonly { readonly act: string; readonly accountName: string | null }[];
    readonly more: boolean;
  };
const actsOf = async (question: Partial<AuditQuestion>) =>
  (await search(question)).rows.map(({ act }) => act);

describe('the log', () => {
  it('is found by subject, person and what it says, the newest first', async () => {
    appendAudit(hospital.context, hospital.actor('clerk'), 'documents.printed', 'paper-1', { number: 'A-7' });
    appendAudit(hospital.context, hospital.actor('finance'), 'documents.printed', 'paper-2', {
      number: 'B-8',
    });
    expect(await actsOf({ subject: 'documents' })).toEqual(['documents.printed', 'documents.printed']);
    expect(await actsOf({ subject: 'debts' })).toEqual([]);
    expect(await actsOf({ account: 'CLERK' })).toEqual(['documents.printed']);
    expect((await search({ text: 'B-8' })).rows).toMatchObject([{ act: 'documents.printed' }]);
    expect((await search({ text: 'paper-1' })).rows).toHaveLength(1);
    expect((await actsOf({}))[0]).toBe('documents.printed');
  });

  it('is parted by the hospital’s days, not by the world’s', async () => {
    // 23:30 in Shanghai; an hour later it is tomorrow there.
    appendAudit(hospital.context, undefined, 'documents.checked', null, {});
    hospital.clock.advanceMs(60 * 60_000);
    appendAudit(hospital.context, undefined, 'diagnostics.taken', null, {});
    expect(await actsOf({ subject: 'documents' })).toHaveLength(1);
    expect(await actsOf({ subject: 'diagnostics' })).toEqual([]);
    const tomorrow = '2026-11-23' as LocalDate;
    expect(await actsOf({ fromDay: tomorrow, toDay: tomorrow, subject: 'diagnostics' })).toHaveLength(1);
  });

  it('shows five hundred rows and says that there are more', async () => {
    for (let index = 0; index < 501; index += 1) {
      appendAudit(hospital.context, undefined, 'documents.checked', null, { index });
    }
    const { rows, more } = await search({ subject: 'documents' });
    expect([rows.length, more]).toEqual([500, true]);
  });

  it.each([`' OR 1=1 --`, `%`, `_`, `"; DROP TABLE audit; --`])(
    'takes %s for a text and nothing else',
    async (text) => {
      expect(await actsOf({ text })).toEqual([]);
      expect(await actsOf({ account: text })).toEqual([]);
      expect(await ask('audit.verify', { head: null })).toMatchObject({ ok: true });
    },
  );

  it('is no clerk’s to read', async () => {
    await ask('staff.signIn', { login: 'clerk', password: testPassword });
    expect(await ask('audit.search', anything)).toBe('not_allowed');
    expect(await ask('audit.verify', { head: null })).toBe('not_allowed');
  });
});

describe('a head that was noted', () => {
  it('is found in the log that it came from, and not in one that was written anew', async () => {
    const noted = (await ask('audit.verify', { head: null })) as Extract<AuditVerdict, { ok: true }>;
    appendAudit(hospital.context, undefined, 'documents.checked', null, {});
    expect(
      await ask('audit.verify', { head: { sequence: null, hash: noted.head.slice(0, 16) } }),
    ).toMatchObject({
      ok: true,
      rowCount: noted.rowCount + 1,
    });
    expect(await ask('audit.verify', { head: { sequence: null, hash: 'f'.repeat(16) } })).toEqual({
      ok: false,
      problem: 'head_missing',
    });
  });
});
