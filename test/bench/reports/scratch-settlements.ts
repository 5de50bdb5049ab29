import type { Database } from 'better-sqlite3';
import { v7 as uuidV7 } from 'uuid';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { loadPinyin } from '../../../electron/service/people/name-keys.ts';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import { insertEntry, personOfNumber } from '../../../electron/service/roster/entry.ts';
import { localDate } from '../../../shared/calendar/local-date.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';
import { keyHex, storedYear } from '../replay/scratch-year.ts';
import { contextOf, suixianPack } from './hospital.ts';

/*
 * Completes the made-up year that the replay is measured on (scratch-year.ts) with what reports count: amounts, layers,
 * the pack in force, and a roster of the year's people in their townships.
 */

const townshipCount = 25;
const firstDay = localDate(2019, 1, 1);
const rosterAt = '2019-12-31T00:00:00.000Z';

async function complete(file: string): Promise<void> {
  const database = openDatabase({ file, keyHex, nativeBinding: null, clock: { now: () => new Date() } });
  try {
    database.pragma('foreign_keys = OFF');
    database.pragma('cache_size = -1000000');
    await loadPinyin();
    database.transaction(() => {
      const inForceId = setUp(database);
      fillSettlements(database, inForceId);
      fillLayers(database);
      fillRoster(database);
    })();
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

const settings = {
  hospitalName: '测试县人民医院',
  hospitalCode: 'H42991300001',
  windowName: '1号窗',
  level: 2,
  countyLevel: true,
  region: '421321',
} as const;

function setUp(database: Database): string {
  const context = contextOf(database);
  if (firstDay === undefined) throw new Error('no day');
  for (const name of ['hospitalId', 'windowId', 'origin'] as const) {
    writeSetting(context, undefined, name, uuidV7(), firstDay);
  }
  for (const [name, value] of Object.entries(settings)) {
    writeSetting(context, undefined, name as keyof typeof settings, value as never, firstDay);
  }
  const dates = { fromDay: firstDay, toDay: null };
  return putIntoForce(context, undefined, { ...suixianPack(), ...dates, options: {}, approvalId: null })
    .inForceId;
}

function fillSettlements(database: Database, inForceId: string): void {
  const sign = `CASE kind WHEN 'reversal' THEN -1 ELSE 1 END`;
  database
    .prepare(
      `UPDATE settlement SET policy_in_force_id = ?,
         (total_fen, own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen, personal_fen, eligibilities) =
         (SELECT ${sign} * (claim.own_expense_fen + claim.over_limit_fen + claim.pre_self_pay_fen + claim.in_scope_fen),
            ${sign} * claim.own_expense_fen, ${sign} * claim.over_limit_fen, ${sign} * claim.pre_self_pay_fen,
            ${sign} * claim.in_scope_fen, ${sign} * claim.personal_fen, situation.eligibilities
          FROM settlement_claim AS claim JOIN claim_situation AS situation ON situation.id = claim.situation_id
          WHERE claim.settlement_id = coalesce(settlement.reverses_id, settlement.id))`,
    )
    .run(inForceId);
}

function fillLayers(database: Database): void {
  database.exec(
    `INSERT INTO settlement_layer
     SELECT made.id, paid.key, json_extract(payers.layers, '$[' || paid.key || ']'), NULL,
       json_extract(payers.layers, '$[' || paid.key || ']'), '', 0,
       paid.value * CASE made.kind WHEN 'reversal' THEN -1 ELSE 1 END, 0
     FROM settlement AS made
     JOIN settlement_claim AS claim ON claim.settlement_id = coalesce(made.reverses_id, made.id)
     JOIN claim_payers AS payers ON payers.id = claim.payers_id
     JOIN json_each(claim.paid_fen) AS paid ORDER BY made.id, paid.key`,
  );
}

function fillRoster(database: Database): void {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO roster_import (id, file_name, file_hash, accepted_count, refused_count, as_of_day, source,
         recorded_at, recorded_by) VALUES (?, '名册.csv', 'x', 0, 0, '2019-12-31', 'roster', ?, NULL)`,
    )
    .run(uuidV7(), rosterAt);
  const people = database
    .prepare<[number], { personId: string }>(
      'SELECT DISTINCT person_id AS personId FROM insured_year WHERE year = ?',
    )
    .all(storedYear);
  for (const [index, { personId }] of people.entries()) {
    const idNumber = numberOf(index);
    const { personKey } = personOfNumber(database, idNumber, { personId, createdAt: rosterAt });
    insertEntry(database, personKey, Number(lastInsertRowid), {
      line: index + 2,
      idNumber,
      name: '欧阳建国',
      householdNumber: null,
      relation: null,
      region: settings.region,
      township: `测试镇${(index % townshipCount) + 1}`,
      village: null,
      insuranceState: 'normal',
      phone: null,
      eligibilities: [],
    });
  }
}

/** A valid number of nobody: area 429913 does not exist. */
function numberOf(index: number): string {
  const born = new Date(Date.UTC(1930, 0, 1 + Math.floor(index / 1000)));
  const day = born.toISOString().slice(0, 10).replaceAll('-', '');
  const body = `429913${day}${String(index % 1000).padStart(3, '0')}`;
  return body + checkDigit(body);
}

if (import.meta.main) {
  const [file = ''] = process.argv.slice(2);
  await complete(file);
}
