import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { today, writeProofSection } from '../../proof/section.ts';
import { type PreparedHospital, prepareHospital } from '../both-sides.ts';
import { seededRandom } from '../seeded-random.ts';
import { checkFile } from '../simulation/invariants.ts';
import { scratchFolder } from './on-disk.ts';
import { Window } from './window.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const random = seededRandom(20200310);
const pageBytes = 4096;
const logHeaderBytes = 32;
const frameBytes = pageBytes + 24;
const settledCount = 4;

let prepared: PreparedHospital;
let scratch: string;
/** The file and its log as a crash left them; half of the stays are settled, in the log alone. */
let files: { readonly db: Uint8Array; readonly log: Uint8Array };
/** Totals and patient parts of all stays, the settled ones in their order, as they have to be. */
let right: { readonly stayId: string; readonly totalFen: number; readonly personalFen: number }[];

beforeAll(async () => {
  prepared = prepareHospital(settledCount * 2);
  scratch = scratchFolder();
  const window = new Window(prepared.dataFolder);
  right = [];
  for (const [index, stayId] of prepared.stayIds.entries()) {
    const answer = await window.ask('settlements.settle', await window.tried(stayId));
    if (!answer.ok) throw new Error(answer.error.code);
    right.push({ stayId, totalFen: answer.value.cost.totalFen, personalFen: answer.value.personalFen });
    if (index !== settledCount - 1) continue;
    const read = (name: string): Uint8Array =>
      new Uint8Array(readFileSync(path.join(prepared.dataFolder, name)));
    files = { db: read('hospital.db'), log: read('hospital.db-wal') };
  }
  window.database.close();
});
afterAll(() => {
  rmSync(prepared.dataFolder, { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
});

/** What came of a file with one byte changed: the code it was refused with, or how many settlements it still holds. */
async function openFlipped(which: 'db' | 'log', offset: number): Promise<string> {
  const folder = path.join(scratch, 'flipped');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, bytes] of Object.entries(files)) {
    const changed = bytes.slice();
    if (name === which) changed[offset] = (changed[offset] ?? 0) ^ (1 + Math.floor(random() * 255));
    writeFileSync(path.join(folder, name === 'db' ? 'hospital.db' : 'hospital.db-wal'), changed);
  }
  let window: Window;
  try {
    window = new Window(folder);
  } catch (error) {
    if (error instanceof Refusal && error.message.includes('数据文件')) return error.code;
    throw error;
  }
  try {
    return await useFlipped(window);
  } finally {
    window.database.close();
  }
}

/** A file that opens holds the settlements up to some moment, whole, and settles the next stay as it should. */
async function useFlipped(window: Window): Promise<string> {
  const held = window.database
    .prepare(
      'SELECT stay_id AS stayId, total_fen AS totalFen, personal_fen AS personalFen FROM settlement ORDER BY rowid',
    )
    .all();
  expect(held).toEqual(right.slice(0, held.length));
  checkFile(window.database);
  expect(verifyAudit(window.database)).toMatchObject({ ok: true });
  const next = right[settledCount];
  const answer = await window.ask('settlements.settle', await window.tried(next!.stayId));
  expect(answer).toMatchObject({
    ok: true,
    value: { cost: { totalFen: next!.totalFen }, personalFen: next!.personalFen },
  });
  return `${held.length} settlements`;
}

it(
  'a changed byte is refused with a sentence, or cuts the log at a whole transaction; nothing is settled wrongly',
  { timeout: full ? 60 * 60_000 : 5 * 60_000 },
  async () => {
    const places: { readonly which: 'db' | 'log'; readonly offset: number }[] = [];
    const pages = (length: number): number[] => Array.from({ length }, (_, index) => index);
    const every = full ? 1 : 10;
    for (const page of pages(Math.floor(files.db.length / pageBytes)))
      if (page % every === 0) places.push({ which: 'db', offset: page * pageBytes });
    for (const frame of pages(Math.floor((files.log.length - logHeaderBytes) / frameBytes)))
      if (frame % every === 0) places.push({ which: 'log', offset: logHeaderBytes + frame * frameBytes });
    for (const which of ['db', 'log'] as const)
      for (const _ of pages(full ? 400 : 15))
        places.push({ which, offset: Math.floor(random() * files[which].length) });
    expect(places.length).toBeGreaterThan(40);
    const seen: Record<string, number> = {};
    for (const { which, offset } of places) {
      const outcome = `${which}: ${await openFlipped(which, offset)}`;
      seen[outcome] = (seen[outcome] ?? 0) + 1;
    }
    const refused = Object.keys(seen).filter(
      (outcome) => outcome.startsWith('db:') && !outcome.includes('settlements'),
    );
    expect(refused).toContain('db: database_damaged');
    if (full) {
      const lines = Object.entries(seen).map(([outcome, count]) => `- ${outcome}: ${count} times`);
      writeProofSection('Changed bytes', [
        '',
        `On ${today()}, one byte changed at ${places.length} places:`,
        '',
        ...lines,
      ]);
    }
  },
);

it('an unchanged copy holds every settlement', async () => {
  const folder = path.join(scratch, 'unchanged');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'hospital.db'), files.db);
  writeFileSync(path.join(folder, 'log'), files.log);
  copyFileSync(path.join(folder, 'log'), path.join(folder, 'hospital.db-wal'));
  const window = new Window(folder);
  expect(await useFlipped(window)).toBe(`${settledCount} settlements`);
  window.database.close();
});
