import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { expect } from 'vitest';
import type { Holding } from '../../electron/service/practice/platform/holdings.ts';
import { openDatabase } from '../../electron/service/database/open.ts';
import { openStay } from '../../electron/service/stays/open.ts';
import type { ReferencePlatform } from '../platform/start.ts';
import { openTestHospital, testKeyHex } from '../service/harness/hospital.ts';
import { addFees, addPerson, day, putSuixianIntoForce } from '../service/harness/patient.ts';

/** A hospital's file with stays that wait to be settled; no program has it open. */
export interface PreparedHospital {
  readonly dataFolder: string;
  readonly stayIds: readonly string[];
}

export function prepareHospital(stayCount: number): PreparedHospital {
  const hospital = openTestHospital({ nowIso: new Date().toISOString() });
  putSuixianIntoForce(hospital);
  const stayIds: string[] = [];
  for (let index = 0; index < stayCount; index += 1) {
    const personId = addPerson(hospital);
    const { stayId } = openStay(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      personId,
      admissionNumber: `ZY${index + 1}-${hospital.context.newId()}`.slice(0, 30),
      place: 'county',
      department: '神经内科',
      bed: '12',
      admittedOn: day('2020-03-01'),
      dischargedOn: day('2020-03-09'),
      diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
    });
    addFees(hospital, stayId, { inScope: 5_000 + 37 * index });
    stayIds.push(stayId);
  }
  hospital.context.database.close();
  return { dataFolder: path.dirname(hospital.file), stayIds };
}

export function openPrepared({ dataFolder }: PreparedHospital): Database {
  const file = path.join(dataFolder, 'hospital.db');
  return openDatabase({ file, keyHex: testKeyHex, nativeBinding: null, clock: { now: () => new Date() } });
}

interface Fact {
  readonly settlementId: string;
  readonly totalFen: number;
  readonly ownExpenseFen: number;
  readonly overLimitFen: number;
  readonly preSelfPayFen: number;
  readonly inScopeFen: number;
  readonly deductibleFen: number;
  readonly personalFen: number;
  readonly number: string;
}

/** Every settlement here is at the platform exactly once with equal content, and the platform holds nothing else. */
export async function expectEqualOnBothSides(
  prepared: PreparedHospital,
  platform: ReferencePlatform,
): Promise<void> {
  const database = openPrepared(prepared);
  try {
    const facts = database
      .prepare(
        `SELECT settlement.id AS settlementId, total_fen AS totalFen, own_expense_fen AS ownExpenseFen,
           over_limit_fen AS overLimitFen, pre_self_pay_fen AS preSelfPayFen, in_scope_fen AS inScopeFen,
           deductible_fen AS deductibleFen, personal_fen AS personalFen, known.value AS number
         FROM settlement JOIN platform_identifier AS known
           ON known.our_id = settlement.id AND known.kind = 'settlement'`,
      )
      .all() as Fact[];
    const all = database.prepare('SELECT count(*) AS n FROM settlement').get();
    expect(all).toEqual({ n: facts.length });
    expect(database.prepare('SELECT kind, state FROM outbox WHERE closed_at IS NULL').all()).toEqual([]);
    expect(database.prepare('SELECT * FROM platform_difference').all()).toEqual([]);
    const { settlements, admissionCount } = await platform.holdings();
    const theirs = settlements.map((held) => comparable(held));
    const ours = facts.map((fact) => ({ ...fact, layers: layersOf(database, fact.settlementId) }));
    const bySettlement = (left: { settlementId: string }, right: { settlementId: string }) =>
      left.settlementId < right.settlementId ? -1 : 1;
    expect(theirs.sort(bySettlement)).toEqual(ours.sort(bySettlement));
    expect(admissionCount).toBe(prepared.stayIds.length);
  } finally {
    database.close();
  }
}

function layersOf(database: Database, settlementId: string) {
  return database
    .prepare(
      'SELECT layer, kind, pay_fen AS payFen FROM settlement_layer WHERE settlement_id = ? ORDER BY position',
    )
    .all(settlementId);
}

function comparable(held: Holding) {
  return {
    settlementId: held.ourSettlementId,
    totalFen: held.totalFen,
    ownExpenseFen: held.ownExpenseFen,
    overLimitFen: held.overLimitFen,
    preSelfPayFen: held.preSelfPayFen,
    inScopeFen: held.inScopeFen,
    deductibleFen: held.deductibleFen,
    personalFen: held.personalFen,
    number: held.settlementNumber,
    layers: held.layers,
  };
}
