import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { insertEntry } from '../../../electron/service/roster/entry.ts';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import type { ReportPeriod, ReportSums, Statistics } from '../../../shared/contract/reports.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import {
  addFees,
  addPerson,
  addStay,
  day,
  insuredRegion,
  putSuixianIntoForce,
  registeredPoor,
  rosterEligibilities,
  settle,
  type TestCost,
  type TestPerson,
  type TestStay,
} from '../harness/patient.ts';

export interface Treated {
  readonly person?: TestPerson;
  readonly stay?: TestStay;
  readonly cost?: TestCost;
}

/** A hospital of the county whose policy is in force, anew for each test. */
export class Month {
  hospital!: TestHospital;

  constructor(nowIso = '2020-03-10T02:00:00.000Z') {
    beforeEach(() => {
      this.hospital = openTestHospital({ nowIso });
      putSuixianIntoForce(this.hospital);
      const fromDay = day('2020-01-01');
      writeSetting(this.context, undefined, 'region', insuredRegion, fromDay);
    });
    afterEach(() => this.hospital.close());
  }

  get context() {
    return this.hospital.context;
  }

  /** Ten in the morning of that day in the hospital's zone. */
  on(date: string): void {
    this.hospital.clock.set(`${date}T02:00:00.000Z`);
  }

  /** A person who was discharged the day before the clock's day, settled. */
  treat({ person = {}, stay = {}, cost = {} }: Treated = {}): SettlementRecord {
    return this.treatAgain(addPerson(this.hospital, person), { stay, cost });
  }

  treatAgain(personId: string, { stay = {}, cost = {} }: Omit<Treated, 'person'> = {}): SettlementRecord {
    const today = this.hospital.clock.now().toISOString().slice(0, 10);
    const stayId = addStay(this.hospital, personId, { admittedOn: today, dischargedOn: today, ...stay });
    addFees(this.hospital, stayId, cost);
    return settle(this.hospital, stayId);
  }

  /** A later roster says that the person lives elsewhere. */
  moveTo(personId: string, township: string): void {
    const { database, clock } = this.context;
    const { key, idNumber } = database
      .prepare<[string], { key: number; idNumber: string }>(
        'SELECT key, id_number AS idNumber FROM person JOIN person_number ON person_key = key WHERE id = ?',
      )
      .get(personId)!;
    database.transaction(() => {
      const { lastInsertRowid } = database
        .prepare(
          `INSERT INTO roster_import (id, file_name, file_hash, accepted_count, refused_count, as_of_day, source,
             recorded_at, recorded_by) VALUES (?, '名册.csv', 'y', 1, 0, '2020-03-01', 'roster', ?, NULL)`,
        )
        .run(this.context.newId(), clock.now().toISOString());
      insertEntry(database, key, Number(lastInsertRowid), {
        line: 2,
        idNumber,
        name: '欧阳建国',
        householdNumber: null,
        relation: null,
        region: insuredRegion,
        township,
        village: null,
        insuranceState: 'normal',
        phone: null,
        eligibilities: rosterEligibilities([registeredPoor], insuredRegion),
      });
    })();
  }

  async reverse(settlementId: string): Promise<SettlementRecord> {
    return reverseSettlement(this.context, this.hospital.actor('clerk'), {
      requestId: this.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: { login: 'finance', password: testPassword },
    });
  }
}

export const month = (year: number, number: number): ReportPeriod => ({ kind: 'month', year, number });
export const march = month(2020, 3);

export function rowsOf(statistics: Statistics, dimension: string) {
  return statistics.tables.find((table) => table.dimension === dimension)!.rows;
}

/** Title, count and total of each row. */
export function briefly(statistics: Statistics, dimension: string): [string, number, number][] {
  return rowsOf(statistics, dimension).map(({ title, sums }) => [title, sums.count, sums.totalFen]);
}

export function added(rows: readonly { readonly sums: ReportSums }[]): ReportSums {
  const sum = { ...rows[0]!.sums };
  for (const { sums } of rows.slice(1)) {
    for (const part of Object.keys(sum) as (keyof ReportSums)[]) {
      sum[part] = (sum[part] + sums[part]) as never;
    }
  }
  return sum;
}

/** Jinzhou's pack for its city, and this hospital in one of its counties. */
export function putJinzhouIntoForce(hospital: TestHospital, options: Record<string, unknown> = {}): string {
  const file = path.join(hospital.context.packsFolder, 'jinzhou-2019.yaml');
  writeSetting(hospital.context, undefined, 'region', '210781', day('2020-01-01'));
  const act = putIntoForce(hospital.context, undefined, {
    text: readFileSync(file, 'utf8'),
    fileName: 'jinzhou-2019.yaml',
    fromDay: day('2020-01-01'),
    toDay: null,
    options: {
      basic_deductible: { 1: '100', 2: '300', 3: '500' },
      basic_ratio: { 1: '85%', 2: '75%', 3: '65%' },
      special_treatment_codes: { 胃癌: ['C16'], 肺癌: ['C33-C34'] },
      ...options,
    },
    approvalId: null,
  });
  return act.inForceId;
}
