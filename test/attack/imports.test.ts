import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { takeFeeFile } from '../../electron/service/hospital-system/take-file.ts';
import { readStatement } from '../../electron/service/reconciliation/read-statement.ts';
import { importRosterInPlace } from '../../electron/service/roster/import.ts';
import { requests, type RequestInput, type RequestName } from '../../shared/contract/contract.ts';
import { Refusal, type RefusalShape } from '../../shared/contract/refusal.ts';
import { roles } from '../../shared/contract/request.ts';
import { codesOfManual } from '../docs/codes-of-manual.ts';
import { fixture } from '../service/harness/fixture.ts';
import { openTestHospital, type TestHospital, testPassword } from '../service/harness/hospital.ts';
import { addPerson, addStay, day, suixianText } from '../service/harness/patient.ts';
import { writeHostileFiles } from './hostile-files.ts';
import { formulaTexts, hiddenTexts, markupTexts, pathTexts, sqlTexts } from './hostile-texts.ts';
import { ask, signInEveryRole, windowOf } from './signed-in.ts';
import { contentOf } from './table-content.ts';

/*
 * Every file that somebody can hand to the program, full of what attackers put into files: each ends in a code of the
 * manual with a Chinese sentence, nothing of it is kept, and hardly more is read than is ever taken.
 */

const full = process.env['ONESTOP_FULL'] === '1';

let hospital: TestHospital;
let files: ReadonlyMap<string, string>;
let stayId: string;
let stick: string;
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  stick = mkdtempSync(path.join(tmpdir(), 'onestop-stick-'));
  files = writeHostileFiles(stick);
});
afterAll(() => {
  rmSync(stick, { recursive: true });
  vi.restoreAllMocks();
});

async function openForImports(): Promise<void> {
  hospital = openTestHospital();
  await signInEveryRole(hospital);
  stayId = addStay(hospital, addPerson(hospital));
}

/** A refusal, or that a report of refused rows kept nothing. */
type Outcome = Pick<RefusalShape, 'code' | 'sentence'> | 'taken';
interface Importer {
  readonly take: (filePath: string) => Promise<Outcome>;
  /** Shows what it finds and keeps nothing. */
  readonly onlyLooks?: true;
  /** A file that is taken, with a place for a text of somebody's own; empty where only a signature makes one. */
  readonly good: (text: string) => string;
}

const fileToken = 'A'.repeat(32);
async function byRequest<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
  filePath: string,
): Promise<Outcome> {
  const { allowed } = requests[name];
  const role = roles.find((one) => (allowed as readonly string[]).includes(one));
  const answered = await ask(hospital, { windowId: windowOf(role ?? 'nobody'), name, input, filePath });
  return answered.ok ? keptOrNot(answered.value) : answered.error;
}

const allRefused = { code: 'rows_refused', sentence: '有错误的行' };
const keptOrNot = (value: unknown): Outcome =>
  (value as { importId?: string | null }).importId === null ? allRefused : 'taken';

async function outcomeOf(act: () => Promise<unknown>): Promise<Outcome> {
  try {
    return keptOrNot((await act()) ?? {});
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The fixture with another text in one of its cells. */
const withText = (parts: readonly [string, string], cell: string) => (text: string) =>
  readFileSync(fixture(...parts), 'utf8').replaceAll(cell, quoted(text));
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const secondPerson = { login: 'finance', password: testPassword };
const importers: Readonly<Record<string, Importer>> = {
  roster: {
    take: (filePath) =>
      outcomeOf(() =>
        importRosterInPlace(hospital.context, hospital.actor('information_office'), {
          filePath,
          asOfDay: day('2020-03-01'),
          leaveOutRefused: false,
        }),
      ),
    good: withText(['roster', 'good.csv'], '王秀英'),
  },
  'fee list': {
    take: (filePath) => byRequest('stays.importFees', { stayId, fileToken }, filePath),
    good: withText(['fees', 'good.csv'], '普通病房床位费'),
  },
  'watched folder': {
    take: (filePath) => outcomeOf(() => takeWatched(filePath)),
    good: withText(['fees', 'good.csv'], '普通病房床位费'),
  },
  catalogue: {
    take: (filePath) =>
      byRequest(
        'catalogue.import',
        { fileToken, fromDay: day('2020-01-01'), leaveOutRefused: false },
        filePath,
      ),
    good: withText(['catalogue', 'good.csv'], '普通病房床位费'),
  },
  statement: {
    take: (filePath) =>
      outcomeOf(() =>
        readStatement(
          { filePath, mapping: { unit: 'yuan', columns: {} }, hospitalCode: 'H1' },
          () => undefined,
        ),
      ),
    good: (text) =>
      `中心结算号,结算时间,医疗费总额（元）,基金支付合计\n${quoted(text)},2020-03-10,10.00,1.00\n`,
  },
  'first look at a statement': {
    onlyLooks: true,
    take: (filePath) => byRequest('reconciliation.peek', { fileToken }, filePath),
    good: (text) => `中心结算号,结算时间\n${quoted(text)},2020-03-10\n`,
  },
  'designated hospitals': {
    take: (filePath) => byRequest('designated.import', { fileToken }, filePath),
    good: (text) => `医院名称,级别,起始日期\n${quoted(text)},县级,2020-01-01\n`,
  },
  'policy pack': {
    take: (filePath) => {
      const input = { fileToken, fromDay: day('2020-01-01'), toDay: null, options: {}, secondPerson };
      return byRequest('policy.putIntoForce', input, filePath);
    },
    good: (text) => suixianText(hospital).replace(/^title:.*$/m, `title: ${JSON.stringify(text)}`),
  },
  'policy pack on trial': {
    take: (filePath) => byRequest('workbench.openFile', { fileToken }, filePath),
    good: (text) => suixianText(hospital).replace(/^title:.*$/m, `title: ${JSON.stringify(text)}`),
  },
  attachment: {
    take: (filePath) => byRequest('attachments.add', { stayId, kind: 'other', fileToken }, filePath),
    good: (text) => `%PDF-1.7\n% ${text}\n%%EOF\n`,
  },
  'reply of a payer': {
    take: (filePath) => byRequest('fundClaims.importReply', { fileToken }, filePath),
    good: () => '',
  },
  'receipt of the platform': {
    take: (filePath) => byRequest('offline.importReceipt', { fileToken }, filePath),
    good: () => '',
  },
};

/** What the watcher refuses it puts down for people, in place of an answer. */
async function takeWatched(filePath: string): Promise<void> {
  const { database } = hospital.context;
  // What is no file is never handed to it.
  if (statSync(filePath, { throwIfNoEntry: false })?.isFile() !== true)
    throw new Refusal('file_not_found', '没有文件');
  await takeFeeFile(hospital.context, hospital.actor('clerk'), filePath);
  const last = database
    .prepare<[], { code: string | null; sentence: string | null }>(
      'SELECT code, sentence FROM incoming_fee_file ORDER BY rowid DESC LIMIT 1',
    )
    .get();
  if (last?.code) throw new Refusal(last.code, last.sentence ?? '');
}

const codes = new Set([...codesOfManual(), 'rows_refused']);
/** Everything but what the watcher put down. */
const kept = () => contentOf(hospital.context.database, ['incoming_fee_file', 'seen_fee_file']);
/** Bytes that this process and its threads have asked the system for so far; the kernel counts them. */
const bytesRead = () =>
  process.platform === 'linux' ? Number(/rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]) : 0;
/** A fifth of a gigabyte is taken at most, and read a second time for its hash. */
const mostRead = 250_000_000;

/** `none` where it is one of the manual's codes with a Chinese sentence. */
function faultOf(outcome: Outcome): string {
  if (outcome === 'taken') return outcome;
  const { code, sentence } = outcome;
  if (!codes.has(code) || code === 'internal_error') return code;
  return /\p{Script=Han}/u.test(sentence) ? 'none' : sentence;
}

/** Every file at full size; else every third, another third for the next importer, and every one for fee lists. */
function filesFor(name: string): [string, string][] {
  const shift = Object.keys(importers).indexOf(name);
  return [...files].filter((_, at) => full || name === 'fee list' || (at + shift) % 3 === 0);
}

/** Every text at full size, else the first three of each list. */
const some = (...lists: readonly (readonly string[])[]) =>
  lists.flatMap((list) => (full ? list : list.slice(0, 3)));

/** In a pack, a PDF and a first look a formula is a text like any other. */
const hasCells = (name: string) => !/pack|attachment|first look/.test(name);

describe.each(Object.keys(importers))('%s', (name) => {
  const { take, good, onlyLooks = false } = importers[name]!;
  beforeAll(openForImports);
  afterAll(() => hospital.close());

  it('is refused with a code and a Chinese sentence, whatever the file is, and nothing is kept', async () => {
    const before = kept();
    const folder = readdirSync(hospital.context.dataFolder).toSorted();
    for (const [what, filePath] of filesFor(name)) {
      const readBefore = bytesRead();
      const outcome = await take(filePath);
      expect([what, bytesRead() - readBefore < mostRead]).toEqual([what, true]);
      expect([what, onlyLooks && outcome === 'taken' ? 'none' : faultOf(outcome)]).toEqual([what, 'none']);
    }
    expect(kept()).toBe(before);
    expect(readdirSync(hospital.context.dataFolder).toSorted()).toEqual(folder);
  });

  it('keeps nothing of a file with a formula or a hidden character in a cell, and takes markup for text', async () => {
    if (good('') === '') return;
    const filePath = path.join(stick, `ZY1-${name}.csv`);
    const taken: string[] = [];
    const faults: string[] = [];
    const takeWith = async (text: string): Promise<void> => {
      writeFileSync(filePath, good(text));
      const outcome = await take(filePath);
      if (outcome === 'taken') taken.push(text);
      else faults.push(faultOf(outcome));
    };
    const before = kept();
    for (const text of some(formulaTexts, hiddenTexts)) await takeWith(text);
    expect(hasCells(name) ? [taken, kept() === before] : [[], true]).toEqual([[], true]);
    for (const text of some(markupTexts, sqlTexts, pathTexts)) await takeWith(text);
    expect(faults.filter((fault) => fault !== 'none')).toEqual([]);
  });
});
