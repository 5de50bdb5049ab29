import * as fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { irregularitySearch } from '../../electron/service/irregularities/search.ts';
import { leftOutSearch } from '../../electron/service/left-out/search.ts';
import { allowHandover } from '../../electron/service/recovery/handover.ts';
import { forgetAttempts } from '../../electron/service/staff/lockout.ts';
import { trialForWindow } from '../../electron/service/settlements/trial.ts';
import { requests } from '../../shared/contract/contract.ts';
import { hostRequests } from '../../shared/contract/host.ts';
import { roles } from '../../shared/contract/request.ts';
import { refusalSchema } from '../../shared/contract/refusal-schema.ts';
import { codesOfManual } from '../docs/codes-of-manual.ts';
import { today, writeProofSection } from '../proof/section.ts';
import { openTestHospital, type TestHospital, testPassword } from '../service/harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../service/harness/patient.ts';
import { inputsFor, type Known } from './fuzzed-inputs.ts';
import { ask, columns, signInEveryRole } from './signed-in.ts';
import { faultOfActs } from './acts-left.ts';
import { WrittenRows } from './written-rows.ts';

/*
 * Every request with values made from its own schema, bent and strange ones, by every role and by nobody: each answer is
 * a value or a refusal with a code of the manual, and a refused call leaves every table as it was.
 */

const full = process.env['ONESTOP_FULL'] === '1';
const seed = Number(process.env['SEED'] ?? 1);
/** Together a quarter of a million calls at full size, in hospitals of their own, so that none grows without end. */
const rounds = full ? 4 : 1;
const callsOfEach = full ? 40 : 2;
/** A thread, a copy of the file, a password's hash or a network that is not there: asked at full size alone. */
const slow =
  /^(staff\.(signIn|createAccount|resetPassword|changePassword|firstStart|beginCode)|audit\.|roster\.import|backups\.|recovery\.|catalogue\.import|reconciliation\.(takeIn|peek|run|repeat|fetch)|workbench\.startReplay|parameters\.setBackupFolder|catalogue\.setItemClassFrom|platform\.test|identification\.tryReader|host\.diagnostics)/;
/** Ends sessions and takes roles away: last, or nobody is left to ask. */
const last = /^staff\.(signIn|signOut|changeRole|resetPassword|changePassword)/;

interface Attack {
  readonly name: string;
  readonly fromHost: boolean;
  readonly inputs: readonly unknown[];
}

let hospital: TestHospital;
/** What was written into the log of the program. */
const faults: string[] = [];
const failures = new Map<string, string>();
const codes = new Set(codesOfManual());
const seen = { calls: 0, allowed: 0, codes: new Map<string, number>() };

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => void faults.push(String(text)));
});
afterAll(() => vi.restoreAllMocks());

/** Settled, reversed, waiting and owed: something to find for every kind of id. */
async function openFilled(): Promise<Known> {
  hospital = openTestHospital({ platformUrl: 'http://127.0.0.1:9' });
  putSuixianIntoForce(hospital);
  allowHandover(hospital.context, { close: async () => undefined, startAnew: () => undefined });
  const stays = Array.from({ length: 5 }, () => addPatient(hospital).stayId);
  for (const stayId of stays.slice(0, 2)) settle(hospital, stayId);
  await signInEveryRole(hospital);
  const hashes = stays
    .slice(2)
    .map((stayId) => trialForWindow(hospital.context, { stayId, asOrdinary: false }).trialHash);
  return knownOf(hashes);
}

function knownOf(hashes: readonly string[]): Known {
  const { database } = hospital.context;
  const idsOf = (table: string) => database.prepare(`SELECT id FROM ${table}`).pluck().all() as string[];
  const byField: Readonly<Record<string, readonly unknown[]>> = {
    stayId: idsOf('stay'),
    personId: idsOf('person'),
    settlementId: idsOf('settlement'),
    subjectId: idsOf('settlement'),
    accountId: idsOf('staff_account'),
    feeListId: idsOf('fee_list'),
    inForceId: idsOf('policy_in_force'),
    trialHash: hashes,
    login: ['clerk', 'cashier_lead', 'finance', 'information_office', 'auditor'],
    password: [testPassword],
    region: ['421321', '429913'],
    packId: ['suixian-2020'],
    month: ['2020-03', '2020-02'],
    payer: ['basic', 'critical'],
    name: ['clerk.draft', '欧阳建国'],
    text: ['欧阳', '20200310-0001'],
  };
  const ids = [...Object.values(byField).flat(), hospital.context.newId()].filter(
    (value): value is string => typeof value === 'string' && /^[0-9a-f]{8}-/.test(value),
  );
  const days = [
    '2020-03-10',
    '2020-03-01',
    '2020-01-01',
    '2019-12-31',
    '2020-02-29',
    '9999-12-31',
    '0001-01-01',
  ];
  return { of: (field) => (Object.hasOwn(byField, field) ? byField[field] : undefined), ids, days };
}

function attacksOf(known: Known, round: number): Attack[] {
  const every = [
    ...Object.entries(requests)
      .filter(([, { answeredBy }]) => answeredBy === 'service')
      .map(([name, { input }]) => ({ name, input, fromHost: false })),
    ...Object.entries(hostRequests).map(([name, { input }]) => ({ name, input, fromHost: true })),
  ];
  const rank = (name: string) => (last.test(name) ? 1 : 0);
  return every
    .toSorted((one, other) => rank(one.name) - rank(other.name))
    .map(({ name, input, fromHost }, index) => {
      const numRuns = slow.test(name) ? Number(full) : callsOfEach;
      const sampled = fc.sample(inputsFor(input, known), { numRuns, seed: seed + 1000 * round + index });
      return { name, fromHost, inputs: sampled };
    });
}

async function attack({ name, fromHost, inputs }: Attack, files: readonly (string | null)[]): Promise<void> {
  for (const [index, input] of inputs.entries()) {
    // Wrong passwords of one input are not to keep the next from a second person's word.
    for (const login of roles) forgetAttempts(hospital.context, login);
    for (const windowId of columns.keys()) {
      const filePath = files[(index + windowId) % files.length] ?? null;
      await call({ windowId, name, fromHost, input, filePath });
    }
  }
}

let written: WrittenRows;
/** Moves when another connection wrote: nobody but the service itself may. */
let version = 0;
/** Every refused call by its number, to be found again where something is written after its answer. */
const refused = new Map<number, string>();

async function call(asked: Parameters<typeof ask>[1]): Promise<void> {
  seen.calls += 1;
  const number = seen.calls;
  const seats = seatsTaken();
  const answered = await written.during(number, () => ask(hospital, asked));
  // What a thread hands over is written under no number: it ends with the allowed call that began it.
  if (answered.ok) {
    await leftOutSearch.stop(hospital.context);
    await irregularitySearch.stop(hospital.context);
  }
  const [left, handedOver] = [written.takeOf(number), written.takeOf(0)];
  const fault = faultOfActs({ ...asked, wasRefused: !answered.ok, ...left });
  if (fault !== undefined) noteFailure(asked, fault);
  if (answered.ok) {
    seen.allowed += 1;
    return;
  }
  const { code } = refusalSchema.parse(answered.error);
  refused.set(number, `${asked.name} ${code}`);
  seen.codes.set(code, (seen.codes.get(code) ?? 0) + 1);
  if (!codes.has(code) || code === 'internal_error')
    noteFailure(asked, `${code} ${faults.splice(0).join('\n')}`);
  const tables = [...left.tables, ...handedOver.tables];
  if (tables.length > 0) noteFailure(asked, `${code}, and wrote ${tables.join(', ')}`);
  if (seatsTaken().some((seat) => !seats.includes(seat)))
    noteFailure(asked, `${code}, and somebody else sits at a window`);
}

/** Who sits where. */
const seatsTaken = (): string[] =>
  [...hospital.context.sessions].map(([windowId, { accountId }]) => `${windowId} ${accountId}`);

const versionNow = () => hospital.context.database.pragma('data_version', { simple: true }) as number;

/** What was written after an answer, and by other connections: before the file is closed. */
function noteLateRows(): void {
  for (const number of written.late()) {
    const what = number === 0 ? 'nobody' : refused.get(number);
    if (what === undefined) continue;
    const { tables } = written.takeOf(number);
    if (tables.length > 0)
      failures.set(`late ${what}`, `${what} wrote ${tables.join(', ')} after its answer`);
  }
  if (versionNow() !== version) failures.set('version', 'another connection wrote into the file');
}

/** The first of each request is enough. */
function noteFailure({ name, windowId, input }: Parameters<typeof ask>[1], what: string): void {
  if (failures.has(name)) return;
  failures.set(name, `${name} by ${columns[windowId]}: ${fc.stringify(input).slice(0, 2000)}\n${what}`);
}

function writeProof(): void {
  const most = [...seen.codes].toSorted(([, one], [, other]) => other - one).slice(0, 12);
  const count = (number: number) => number.toLocaleString('en');
  writeProofSection('Fuzzing of every request', [
    '',
    `Seen ${today()}, seed ${seed}: **${count(seen.calls)} calls** of every request of the contract and of main by every role and by nobody, with values of the request's own schema, bent at one or two places, and strange ones: every answer a value (${count(seen.allowed)}) or one of ${seen.codes.size} codes of the manual, no fault, and **no row written by a refused call**: each row that is written notes which call wrote it, also what comes after the answer and beside other work (every table but the log and what reports have counted). What the allowed ones left in the log is what is written down for each.`,
    '',
    `Most often: ${most.map(([code, times]) => `\`${code}\` ${count(times)}`).join(', ')}.`,
  ]);
}

describe('every request with random and bent values', () => {
  it('is answered with a value or with a refusal of the manual, and a refused one changes no row', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const known = await openFilled();
      written = new WrittenRows(hospital.context.database);
      version = versionNow();
      const garbage = join(hospital.context.dataFolder, 'garbage.csv');
      writeFileSync(garbage, '姓名,身份证号\n"x,=1+1\u0000\n');
      const files = [null, garbage, hospital.context.dataFolder, '/nowhere/file.xlsx'];
      for (const one of attacksOf(known, round)) {
        await attack(one, files);
      }
      noteLateRows();
      hospital.close();
    }
    expect([`seed ${seed}`, ...failures.values()]).toEqual([`seed ${seed}`]);
    expect(seen.allowed).toBeGreaterThan(seen.calls / 100);
    expect(seen.codes.size).toBeGreaterThan(50);
    if (full) writeProof();
  });
});
