import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Database } from 'better-sqlite3';
import { insertRow } from '../../../electron/service/database/insert-row.ts';
import type { TestHospital } from '../../service/harness/hospital.ts';

/** Every so many there is a difference, of each of the four sorts in turn. */
export const plantedEvery = 10_000;

/** The days of one month. */
const days = 30;

/** One settlement of a made-up month; amounts in fen. */
function amountsOf(index: number): { total: number; personal: number } {
  return { total: 100_000 + (index % 997) * 100, personal: 20_000 + (index % 31) * 100 };
}

const dayOf = (index: number, count: number): string =>
  `2026-09-${String(1 + Math.floor((index * days) / count)).padStart(2, '0')}`;

/**
 * Writes settlements with the centre's numbers into a hospital's file as facts, in the order of their days. Only what a
 * reconciliation reads is complete. Triggers, foreign keys and three indexes rest meanwhile.
 */
export function writeMonth({ context, actor }: TestHospital, count: number): void {
  const { database } = context;
  const by = actor('clerk').accountId;
  database.pragma('foreign_keys = OFF');
  database.pragma('cache_size = -64000');
  for (const trigger of triggersOf(database)) database.exec(`DROP TRIGGER ${trigger}`);
  const write = database.transaction(() => {
    const settlement = database.prepare(
      `INSERT INTO settlement (id, slip_number, request_id, request_hash, kind, stay_id, person_id, insurance,
         insured_region, year, settled_on, business_day, pack_hash, policy_in_force_id, eligibilities, total_fen,
         own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen, deductible_fen, critical_illness_burden_fen,
         personal_fen, personal_in_scope_fen, explanation, trial_hash, hospital, window, origin, recorded_at, recorded_by)
       VALUES (@id, @slip, @id, '', 'final', @id, @id, 'resident', '421321', 2026, @day, @day, '', '', '[]', @total, 0, 0,
         0, @total, 0, 0, @personal, @personal, '{}', '', '', '', '', @day, @by)`,
    );
    const number = database.prepare(
      "INSERT INTO platform_identifier (our_id, kind, value, learnt_at) VALUES (?, 'settlement', ?, ?)",
    );
    for (let index = 0; index < count; index += 1) {
      const id = context.newId();
      const day = dayOf(index, count);
      const { total, personal } = amountsOf(index);
      settlement.run({ id, slip: `JS${index}`, day, total, personal, by });
      number.run(id, numberOf(index), day);
      if (index % plantedEvery === 0) addStay(database, id, index, by);
    }
  });
  write();
  database.pragma('wal_checkpoint(TRUNCATE)');
}

function addStay(database: Database, id: string, index: number, by: string): void {
  insertRow(database, 'stay', {
    id,
    request_id: id,
    person_id: id,
    admission_number: `ZY${index}`,
    hospital: '',
    window: '',
    origin: '',
    recorded_at: '2026-09-01T00:00:00.000Z',
    recorded_by: by,
  });
}

function triggersOf(database: Database): string[] {
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('settlement', 'stay')")
    .pluck()
    .all() as string[];
}

const numberOf = (index: number): string => `S${String(index).padStart(14, '0')}`;

/** The centre's lines in an order of its own: number, stay, day, total, fund and account as its details have them. */
export async function writeStatement(file: string, count: number): Promise<void> {
  const out = createWriteStream(file);
  out.write('中心结算号,就诊ID,结算日期,医疗费总额,基金支付总额,个人账户支付\r\n');
  let text = '';
  // A step that shares no factor with the count visits each once.
  const step = 7919;
  for (let turn = 0; turn < count; turn += 1) {
    text += lineOf((turn * step) % count, count);
    if (text.length > 1 << 16) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end(text);
  await once(out, 'close');
}

function lineOf(index: number, count: number): string {
  const { total, personal } = amountsOf(index);
  const sort = index % plantedEvery === 0 ? (index / plantedEvery) % 4 : -1;
  const line = (number: string, totalFen: number) =>
    `${number},M${index},${dayOf(index, count)},${yuan(totalFen)},${yuan(totalFen - personal)},0.00\r\n`;
  if (sort === 0) return line(numberOf(index), total - 6100);
  if (sort === 1) return '';
  if (sort === 2) return line(numberOf(index), total) + line(numberOf(index), total);
  if (sort === 3) return line(numberOf(index), total) + line(`X${index}`, total);
  return line(numberOf(index), total);
}

function yuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
