import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit } from '../../electron/service/audit/audit.ts';
import { searchAudit } from '../../electron/service/audit/search.ts';
import type { Actor } from '../../electron/service/context.ts';
import { rowCounts } from '../../electron/service/recovery/row-counts.ts';
import { archiveDocument } from '../../electron/service/documents/archive.ts';
import { prepareDocument } from '../../electron/service/documents/prepare.ts';
import { type AuditLogRow, auditQuestionSchema } from '../../shared/contract/audit.ts';
import { requests, type RequestName } from '../../shared/contract/contract.ts';
import { roles } from '../../shared/contract/request.ts';
import { z } from 'zod';
import { openTestHospital, type TestHospital } from '../service/harness/hospital.ts';
import { addPatient, putSuixianIntoForce } from '../service/harness/patient.ts';
import { by, settleBy } from '../service/payments/paying.ts';
import { ask as askAs, signInEveryRole, windowOf } from './signed-in.ts';
import { hiddenTexts, markupTexts, pathTexts, sqlTexts } from './hostile-texts.ts';

/*
 * SQL, patterns and markup in every search. What is looked through holds the same texts, so that a search that takes
 * one for a pattern finds too much and one that drops a part of it finds too little: every answer is what a plain search
 * in this file finds in the same data.
 */

const today = '2020-03-10';
/** As names, numbers, hospitals, accounts and items, in turns alone and inside something longer. */
const kept = sqlTexts.filter((text) => !text.includes('\ud800'));
const written = kept.map((text, index) => (index % 2 === 0 ? text : `赵${text}兰`));
const typed = [
  ...sqlTexts,
  ...markupTexts,
  ...pathTexts,
  '赵',
  '赵%',
  '20200310-00',
  '20200310*',
  '2020031?',
  '查无此人',
];

let hospital: TestHospital;
beforeAll(async () => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  await signInEveryRole(hospital);
  insertCatalogue(written);
  for (const text of written) insertHolder(text);
});
afterAll(() => hospital.close());

/** Somebody of that name who owes money, was referred to that hospital, with a slip printed by an account of that name. */
function insertHolder(text: string): void {
  const { context } = hospital;
  const clerk: Actor = { ...hospital.actor('clerk'), accountId: insertAccount(text), displayName: text };
  const { personId, stayId } = addPatient(hospital, { name: text });
  const { settlementId } = settleBy(hospital, stayId, { payments: [by('deferred', 500_000)] });
  const wanted = { kind: 'slip', subjectId: settlementId, day: null, paper: 'A5', reason: null } as const;
  archiveDocument(context, clerk, {
    entry: prepareDocument(context, clerk, wanted).entry,
    pdf: new TextEncoder().encode('%PDF-1.7'),
  });
  appendAudit(context, clerk, 'documents.checked', null, { number: text });
  const fact = ['hospital', 'window', 'origin', `${today}T02:00:00.000Z`, clerk.accountId];
  context.database
    .prepare(`INSERT INTO identification VALUES (?, ?, 'typed', NULL, NULL, '[]', NULL, ?, ?, ?, ?, ?)`)
    .run(context.newId(), personId, ...fact);
  const diagnosis = '{"code":"I63.9","name":"脑梗死"}';
  context.database
    .prepare(
      `INSERT INTO issued_referral VALUES (?, ?, 'x', ?, ?, ?, NULL, '${today}', '${today}', '${diagnosis}', 'x', 'x', 'x',
         NULL, 0, ?, ?, ?, ?, ?)`,
    )
    .run(context.newId(), context.newId(), `N${text}`, stayId, text, ...fact);
}

function insertAccount(displayName: string): string {
  const { context } = hospital;
  const accountId = context.newId();
  context.database
    .prepare('INSERT INTO staff_account (id, login, display_name, created_at) VALUES (?, ?, ?, ?)')
    .run(accountId, accountId, displayName, today);
  return accountId;
}

function insertCatalogue(names: readonly string[]): void {
  const { database } = hospital.context;
  database
    .prepare(`INSERT INTO catalogue_import VALUES (1, 'x', 'x.csv', 'x', '2020-01-01', ?, 0, ?, NULL)`)
    .run(names.length, today);
  const insert = database.prepare(
    `INSERT INTO catalogue_item (import_sequence, code, begins_on, line, name, catalogue_class, pre_self_pay_millionths)
     VALUES (1, ?, '2020-01-01', ?, ?, 'A', 0)`,
  );
  for (const [index, name] of names.entries()) insert.run(`X${index}`, index + 2, name);
}

async function ask<Value>(name: RequestName, input: object): Promise<Value | string> {
  const { allowed } = requests[name];
  const role = roles.find((one) => (allowed as readonly string[]).includes(one));
  const answered = await askAs(hospital, { windowId: windowOf(role ?? 'nobody'), name, input });
  return answered.ok ? (answered.value as Value) : answered.error.code;
}

/** One width, small letters, no blanks and no dots between the parts of a name: as names are compared everywhere. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s.·]+/g, '');
/** Names begin so, or hold it from the second character on and not as their last one alone. */
function nameHolds(name: string, text: string): boolean {
  const [characters, sought] = [Array.from(plain(name)), plain(text)];
  return characters.some(
    (_, from) =>
      (from === 0 || from < characters.length - 1) && characters.slice(from).join('').startsWith(sought),
  );
}
const placesHold = (text: string) =>
  Array.from(plain(text)).length > 1 && '测试镇测试村'.includes(plain(text));

/** A search: how it is asked, what of each answer is looked at, and what a plain search finds. */
interface Search {
  readonly ask: (text: string) => Promise<readonly string[] | string>;
  readonly expected: (text: string) => readonly string[];
}

const slips = () =>
  hospital.context.database.prepare('SELECT slip_number FROM settlement').pluck().all() as string[];
const days = { fromDay: today, toDay: today };
const archive = { ...days, kind: null, text: '', clerk: '' };
/** As the thread does it that the request starts; a thread for each of them would take a minute. */
function inLog(question: { account?: string; text?: string }): readonly Logged[] | string {
  const whole = auditQuestionSchema.safeParse({ ...days, subject: null, account: '', text: '', ...question });
  if (!whole.success) return 'input_not_valid';
  const { connection } = hospital.context;
  const order = { connection, question: whole.data, from: '2020', before: '2021' };
  return searchAudit(order).rows.filter(({ act }) => act === 'documents.checked');
}
const found = <Value>(value: Value | string, of: (value: Value) => readonly string[]) =>
  typeof value === 'string' ? value : of(value);

interface Named {
  readonly name: string;
}
interface Printed {
  readonly documents: readonly { number: string; personName: string; recordedByName: string }[];
}
type Logged = AuditLogRow;

const searches: Readonly<Record<string, Search>> = {
  'people.search': {
    ask: async (text) =>
      found(await ask<{ hits: Named[] }>('people.search', { text }), ({ hits }) =>
        hits.map(({ name }) => name),
      ),
    expected: (text) => written.filter((name) => nameHolds(name, text) || placesHold(text)),
  },
  'debts.list': {
    ask: async (text) =>
      found(await ask<{ debtors: Named[] }>('debts.list', { text, onlyOverdue: false }), ({ debtors }) =>
        debtors.map(({ name }) => name),
      ),
    expected: (text) => written.filter((name) => plain(name).includes(plain(text)) || placesHold(text)),
  },
  'identification.acts': {
    ask: async (text) =>
      found(
        await ask<{ acts: { personName: string }[] }>('identification.acts', {
          ...days,
          text,
          onlyDecided: false,
        }),
        ({ acts }) => acts.map(({ personName }) => personName),
      ),
    expected: (text) => written.filter((name) => name.startsWith(text.normalize('NFKC'))),
  },
  'documents.search': {
    ask: async (text) =>
      found(await ask<Printed>('documents.search', { ...archive, text }), ({ documents }) =>
        documents.map(({ number, personName }) => (text.startsWith('2020') ? number : personName)),
      ),
    expected: (text) =>
      text.startsWith('2020')
        ? slips().filter((slip) => slip.startsWith(text))
        : written.filter((name) => name.startsWith(text.normalize('NFKC'))),
  },
  'documents.search by clerk': {
    ask: async (clerk) =>
      found(await ask<Printed>('documents.search', { ...archive, clerk }), ({ documents }) =>
        documents.map(({ recordedByName }) => recordedByName),
      ),
    expected: (clerk) => written.filter((name) => name.startsWith(clerk)),
  },
  'referrals.register': {
    ask: async (text) =>
      found(
        await ask<{ rows: { otherHospital: string }[] }>('referrals.register', {
          direction: null,
          text,
          offset: 0,
        }),
        ({ rows }) => rows.map(({ otherHospital }) => otherHospital),
      ),
    expected: (text) => written.filter((name) => `N${name}\n${name}\n${name}`.includes(text)),
  },
  'audit.search': {
    ask: async (text) => found(inLog({ text }), (rows) => rows.map(({ detail }) => detail)),
    expected: (text) =>
      written.map((number) => JSON.stringify({ number })).filter((row) => row.includes(text)),
  },
  'audit.search by account': {
    ask: async (account) =>
      found(inLog({ account }), (rows) => rows.map(({ accountName }) => accountName ?? '')),
    expected: (account) => written.filter((name) => name.toLowerCase().includes(account.toLowerCase())),
  },
  'catalogue.suggest': {
    ask: async (text) =>
      found(await ask<Named[]>('catalogue.suggest', { text }), (items) => items.map(({ name }) => name)),
    expected: (text) => {
      const sought = text.normalize('NFKC').replaceAll(/\s/g, '');
      return sought.length < 2 ? [] : written.filter((name) => name.includes(sought));
    },
  },
  'workbench.settlements': {
    ask: async (text) =>
      found(await ask<{ slipNumber: string }[]>('workbench.settlements', { text }), (rows) =>
        rows.map(({ slipNumber }) => slipNumber),
      ),
    expected: (text) => slips().filter((slip) => slip.startsWith(text)),
  },
};

/** Texts that are kept or compared as a whole and look nothing up. */
const noSearches = new Set([
  'documents.check',
  'clipboard.copyNumber',
  'drafts.keep',
  'reconciliation.note',
  'outbox.note',
  'recovery.noteCentreRecord',
  'keys.testRecoveryKey',
  'keys.openWithRecoveryKey',
]);

const counts = () => Object.fromEntries(rowCounts(hospital.context.database));

describe('SQL, patterns and markup in a search', () => {
  it('is tried in every request that takes a text', () => {
    const takesText = Object.entries(requests)
      .filter(([, { input }]) => input instanceof z.ZodObject && 'text' in input.shape)
      .map(([name]) => name);
    const tried = new Set(Object.keys(searches).map((name) => name.split(' ')[0]));
    expect(takesText.filter((name) => !tried.has(name) && !noSearches.has(name))).toEqual([]);
  });

  it.each(Object.keys(searches))('%s finds what a plain search finds, and no more', async (name) => {
    const { ask, expected } = searches[name]!;
    for (const text of typed) {
      const answered = await ask(text);
      expect([text, typeof answered === 'string' ? answered : answered.toSorted()]).toEqual([
        text,
        expected(text).toSorted(),
      ]);
    }
    const all = new Set(typed.flatMap(expected));
    expect(all.size).toBeGreaterThan(10);
  });

  it('takes no hidden character and changes no row, but those of the log', async () => {
    const before = counts();
    for (const text of hiddenTexts) {
      for (const [name, search] of Object.entries(searches))
        expect([name, await search.ask(text)]).toEqual([name, 'input_not_valid']);
    }
    for (const text of [...typed, ...hiddenTexts])
      expect(await ask('documents.check', { text })).toSatisfy(
        (answered) => ['object', 'string'].includes(typeof answered) && answered !== 'internal_error',
      );
    expect({ ...counts(), audit: before.audit }).toEqual(before);
  });
});
