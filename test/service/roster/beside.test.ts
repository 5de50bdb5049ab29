import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beside } from '../../../electron/service/roster/beside.ts';
import { registerOrdinary } from '../../../electron/service/people/register.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { searchPeople } from '../../../electron/service/people/search.ts';
import {
  cancelImport,
  importRoster,
  importRosterInPlace,
  runningImport,
} from '../../../electron/service/roster/import.ts';
import { type Pace, unhurried } from '../../../electron/service/roster/pace.ts';
import { readRoster, type RosterFileOrder } from '../../../electron/service/roster/read-roster.ts';
import { tendRoster } from '../../../electron/service/roster/tend.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { RosterProgress } from '../../../shared/contract/people.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';
import { rowsOf } from '../corrections/late.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const day = '2020-03-01' as LocalDate;
const numberOf = (index: number) => {
  const body = `4299131970${String(1 + Math.floor(index / 900)).padStart(2, '0')}15${String(index % 900).padStart(3, '0')}`;
  return body + checkDigit(body);
};

/** A roster of made-up people: one in two is low-income from another day on. */
function rosterFile(from: number, to: number, begin = '2019-01-01'): string {
  const head = '姓名,身份证号,户编号,身份类别,开始日期,结束日期,参保地区划,乡镇,村,参保状态';
  const rows = Array.from({ length: to - from }, (_, at) => {
    const index = from + at;
    const days = index % 2 === 0 ? '2018-01-01' : begin;
    return `王秀${String.fromCodePoint(0x4e00 + (index % 3000))},${numberOf(index)},H${index >> 1},低保,${days},,421321,青山镇,桃园村,正常参保`;
  });
  const file = path.join(hospital.context.dataFolder, `roster-${from}-${to}-${begin}.csv`);
  writeFileSync(file, [head, ...rows].join('\n'));
  return file;
}

const actor = () => hospital.actor('information_office');
const load = (filePath: string) =>
  importRoster(hospital.context, actor(), { filePath, asOfDay: day, leaveOutRefused: false });
/** Without a thread: the same reading, comparing and writing. */
const loadHere = (filePath: string) =>
  importRosterInPlace(hospital.context, actor(), { filePath, asOfDay: day, leaveOutRefused: false });
const count = (sql: string) => Number(hospital.context.database.prepare(sql).pluck().get());
const entries = () => count('SELECT count(*) FROM roster_entry');
const order = (filePath: string): RosterFileOrder => ({
  filePath,
  today: day,
  leaveOutRefused: false,
  stamp: { id: hospital.context.newId(), at: '2020-03-10T02:00:00.000Z' },
});

/** Reads a roster on a connection of its own as the thread does, and stops where `pace` says. */
const read = (filePath: string, pace: Pace = unhurried) =>
  beside(hospital.context.connection, (database) => readRoster(database, order(filePath), pace));

describe('a roster that is imported in a thread', () => {
  it('says how far it is, refers to nothing that is not there, and is the same people as before', async () => {
    const report = await load(rosterFile(0, 3000));
    expect(report).toMatchObject({ personCount: 3000, newPersonCount: 3000, absentPersonCount: 0 });
    const told = hospital.published.filter(({ name }) => name === 'roster.progress');
    const steps = told.map(({ payload }) => (payload as RosterProgress | null)?.step ?? null);
    expect([...new Set(steps)]).toEqual(['reading', 'comparing', 'writing', null]);
    expect(hospital.context.database.pragma('foreign_key_check')).toEqual([]);
    const { hits } = searchPeople(hospital.context, numberOf(7));
    expect(readPerson(hospital.context, hits[0]!.personId)).toMatchObject({
      householdNumber: 'H3',
      knownFrom: { source: 'roster', asOfDay: day, absentSince: null },
    });
    expect(runningImport(hospital.context)).toBeNull();
  }, 120_000);

  it('of mostly the same content writes what is new, what differs, and who is absent', async () => {
    await loadHere(rosterFile(0, 3000));
    const before = entries();
    const report = await loadHere(rosterFile(5, 3002));
    expect(report).toMatchObject({ personCount: 2997, newPersonCount: 2, absentPersonCount: 5 });
    expect(entries()).toBe(before + 2);
    expect(count('SELECT count(*) FROM roster_absence')).toBe(5);
    const absent = searchPeople(hospital.context, numberOf(3)).hits[0]!;
    expect(readPerson(hospital.context, absent.personId)).toMatchObject({
      eligibilities: [{ category: 'subsistence_allowance', endsOn: null }],
      knownFrom: { source: 'roster', asOfDay: day, absentSince: day },
    });
    // Named again, unchanged: present again.
    expect(await loadHere(rosterFile(0, 3002, '2019-02-01'))).toMatchObject({ newPersonCount: 0 });
    expect(entries()).toBe(before + 2 + 1501 + 3);
    expect(readPerson(hospital.context, absent.personId).knownFrom.absentSince).toBeNull();
  }, 30_000);

  it('that is cancelled leaves every table as it was, and one that is none is refused by name', async () => {
    await loadHere(rosterFile(0, 100));
    const before = rowsOf(hospital);
    const importing = load(rosterFile(0, 9000, '2019-06-01'));
    cancelImport(hospital.context);
    expect(await refusalCode(() => importing)).toBe('roster_import_cancelled');
    expect(rowsOf(hospital)).toEqual(before);
    const noRoster = path.join(hospital.context.dataFolder, 'no-roster.csv');
    writeFileSync(noRoster, '姓名\n王秀英');
    expect(await refusalCode(() => load(noRoster))).toBe('column_missing');
    expect(await loadHere(rosterFile(0, 90))).toMatchObject({ personCount: 90, absentPersonCount: 10 });
  }, 120_000);
});

describe('a roster that is being written', () => {
  /** Runs `act` when the entries are written and the numbers are not, and goes on. */
  const during = (act: () => void): Pace => {
    let done = false;
    return {
      ...unhurried,
      tell: ({ step }) => {
        if (done || step !== 'writing') return;
        done = true;
        act();
      },
    };
  };

  it('is seen by nobody before its last transaction, and a clerk settles meanwhile', async () => {
    putSuixianIntoForce(hospital);
    const { stayId } = addPatient(hospital);
    const seen: unknown[] = [];
    const { written } = await read(
      rosterFile(0, 200),
      during(() =>
        seen.push(searchPeople(hospital.context, '王秀').hits, settle(hospital, stayId).personalFen),
      ),
    );
    expect(seen).toEqual([[], 500_000]);
    expect(searchPeople(hospital.context, '王秀').hits).toEqual([]);
    hospital.context.database
      .prepare(
        `INSERT INTO roster_import (sequence, id, file_name, file_hash, accepted_count, refused_count, as_of_day,
           source, recorded_at) VALUES (?, 'x', '', '', 200, 0, '2020-03-01', 'roster', '')`,
      )
      .run(written!.sequence);
    expect(searchPeople(hospital.context, '王秀').hits).toHaveLength(50);
  });

  it('is newer than whom the window takes in meanwhile, and is about the same person', async () => {
    const taken = {
      idNumber: numberOf(4),
      name: '王秀',
      region: '421321',
      insuranceState: 'normal',
      phone: null,
    } as const;
    let personId = '';
    const { written } = await read(
      rosterFile(0, 200),
      during(() => {
        ({ personId } = registerOrdinary(hospital.context, actor(), taken));
        expect(readPerson(hospital.context, personId).eligibilities).toEqual([]);
      }),
    );
    hospital.context.database
      .prepare(
        `INSERT INTO roster_import (sequence, id, file_name, file_hash, accepted_count, refused_count, as_of_day,
           source, recorded_at) VALUES (?, 'x', '', '', 200, 0, '2020-03-01', 'roster', '')`,
      )
      .run(written!.sequence);
    expect(searchPeople(hospital.context, numberOf(4)).hits.map((hit) => hit.personId)).toEqual([personId]);
    expect(readPerson(hospital.context, personId).eligibilities).toHaveLength(1);
  });

  it('when the power fails is taken back at the next start, and whom the window took in stays', async () => {
    await loadHere(rosterFile(0, 50));
    const before = rowsOf(hospital);
    const taken = {
      idNumber: numberOf(400),
      name: '王秀',
      region: '421321',
      insuranceState: 'normal',
      phone: null,
    } as const;
    await read(
      rosterFile(20, 300),
      during(() => registerOrdinary(hospital.context, actor(), taken)),
    );
    expect(count('SELECT count(*) FROM roster_preparation')).toBe(1);
    hospital.reopen();
    const signals = { wishes: new SharedArrayBuffer(4), cancelled: new SharedArrayBuffer(4) };
    await tendRoster({ connection: hospital.context.connection, signals }, () => undefined);
    // Names say nothing of anybody and stay; the one who was taken in is one row in each of these.
    const after = rowsOf(hospital);
    for (const table of ['person', 'person_number', 'roster_entry', 'roster_entry_name', 'roster_import']) {
      expect([table, after[table]]).toEqual([table, Number(before[table]) + 1]);
    }
    expect([after['roster_absence'], after['roster_preparation']]).toEqual([0, 0]);
    expect(searchPeople(hospital.context, '王秀').hits).toHaveLength(50);
    expect(await loadHere(rosterFile(20, 300))).toMatchObject({ newPersonCount: 250, absentPersonCount: 20 });
  }, 30_000);
});
