import type { Database } from 'better-sqlite3';
import { v7 as uuidV7 } from 'uuid';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { keptOnce } from '../../../electron/service/settlements/kept-once.ts';
import { generatedYear } from '../../../electron/service/workbench/replay/generated-year.ts';
import { type StoredClaim, YearUnder } from '../../../electron/service/workbench/replay/year-under.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { suixianPolicy } from '../engine/stay.ts';

export const keyHex = '5a'.repeat(32);
export const storedYear = 2020;

/** One in so many is reversed. */
const reversedEvery = 200;

/**
 * An encrypted hospital file that holds a made-up year of settlements, written in the order of days as a year writes
 * them, so that the people lie scattered. Only what the replay reads is complete: the claims, and the settlements
 * without their explanations, layers and fee lists. Triggers, foreign keys and two
 * indexes rest.
 */
function makeYearFile(file: string, settlementCount: number, policy: Policy): void {
  const database = openDatabase({ file, keyHex, nativeBinding: null, clock: { now: () => new Date() } });
  try {
    database.pragma('foreign_keys = OFF');
    database.pragma('cache_size = -1000000');
    for (const trigger of triggersOf(database)) database.exec(`DROP TRIGGER ${trigger}`);
    database.exec('DROP INDEX settlement_by_stay; DROP INDEX settlement_by_person_and_year;');
    const rows = rowsOf(settlementCount, policy).sort((left, right) =>
      left.settledOn < right.settledOn ? -1 : 1,
    );
    database.transaction(() => write(database, rows))();
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

function triggersOf(database: Database): string[] {
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'settlement%'")
    .pluck()
    .all() as string[];
}

type Row = ReturnType<typeof rowOf>;

function rowsOf(settlementCount: number, policy: Policy): Row[] {
  const settled = new YearUnder(policy, 'amounts');
  const rows: Row[] = [];
  let [yearKey, personId, sequence] = [-1, '', 0];
  // Some places have no rule in the pack: what cannot be settled was not settled.
  const offered = {
    kind: 'generated',
    year: storedYear,
    settlementCount: settlementCount * 2,
    seed: 7,
  } as const;
  for (const stored of generatedYear(offered)) {
    if (rows.length >= settlementCount) break;
    if (stored.yearKey !== yearKey) [yearKey, personId, sequence] = [stored.yearKey, uuidV7(), 0];
    const isReversed = (rows.length + 1) % reversedEvery === 0;
    // What was reversed is in nobody's year.
    const settlement = (isReversed ? new YearUnder(policy, 'amounts') : settled).settle(stored);
    if (settlement instanceof PolicyRefusal) continue;
    sequence += 1;
    rows.push(rowOf({ personId, sequence, isReversed }, stored, settlement));
  }
  return rows;
}

function rowOf(
  place: { readonly personId: string; readonly sequence: number; readonly isReversed: boolean },
  { claim: { settledOn, admittedOn, place: where, hospital, person, cost } }: StoredClaim,
  { layers, personalFen }: Settlement,
) {
  const paid = layers.filter(({ payFen }) => payFen !== 0);
  return {
    ...place,
    ...cost,
    year: storedYear,
    situation: {
      insured_region: '421321',
      place: where,
      hospital_level: hospital.level,
      county_level: Number(hospital.countyLevel),
      eligibilities: JSON.stringify(person.eligibilities),
      insured: Number(person.insured),
    },
    ageYears: person.ageYears,
    settledOn,
    admittedOn,
    diseases: JSON.stringify(person.diseases),
    payers: { layers: JSON.stringify(paid.map(({ layer }) => layer)) },
    paidFen: JSON.stringify(paid.map(({ payFen }) => payFen)),
    personalFen,
  };
}

function write(database: Database, rows: readonly Row[]): void {
  const insertClaim = database.prepare(
    `INSERT INTO settlement_claim VALUES (@year, @insuredYearId, @sequence, @situationId, @ageYears, @settledOn,
       @admittedOn, @diseases, @ownExpenseFen, @overLimitFen, @preSelfPayFen, @inScopeFen, NULL, NULL, NULL,
       @payersId, @paidFen, @personalFen, @settlementId)`,
  );
  const insertSettlement = database.prepare(
    `INSERT INTO settlement VALUES (@settlementId, @settlementId, @settlementId, '', @kind, @reversesId, @reason,
       @stayId, @personId, 'resident', '421321', @year, @settledOn, @settledOn, '', '', '[]',
       0, 0, 0, 0, 0, 0, 0, 0, 0, '{}', '', '', '', '', @settledOn, '', NULL, NULL)`,
  );
  for (const { isReversed, situation, payers, ...row } of rows) {
    const ids = { settlementId: uuidV7(), stayId: uuidV7() };
    const whose = { year: row.year, person_id: row.personId, insurance: 'resident' };
    insertClaim.run({
      ...row,
      ...ids,
      insuredYearId: keptOnce(database, 'insured_year', whose),
      situationId: keptOnce(database, 'claim_situation', situation),
      payersId: keptOnce(database, 'claim_payers', payers),
    });
    insertSettlement.run({ ...row, ...ids, kind: 'final', reversesId: null, reason: null });
    if (!isReversed) continue;
    const reversal = { kind: 'reversal', reversesId: ids.settlementId, reason: 'made up' };
    insertSettlement.run({ ...row, ...ids, settlementId: uuidV7(), ...reversal });
  }
}

// A process of its own, so that what making it took in memory is not counted for the replay.
if (import.meta.main) {
  const [file = '', count = ''] = process.argv.slice(2);
  makeYearFile(file, Number(count), suixianPolicy());
}
