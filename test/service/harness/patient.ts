import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { CostParts, Place } from '../../../shared/engine/claim.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { type TrialQuestion, trialForWindow } from '../../../electron/service/settlements/trial.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { loadPinyin } from '../../../electron/service/people/name-keys.ts';
import { insertEntry, personOfNumber } from '../../../electron/service/roster/entry.ts';
import type { RosterRow } from '../../../electron/service/roster/row.ts';
import type { TestHospital } from './hospital.ts';

// What a name is found by is written with it.
await loadPinyin();

export const day = (text: string): LocalDate => text as LocalDate;

/** Where test patients are insured: the place of the Suixian pack. Their ID numbers begin with a code of nowhere. */
export const insuredRegion = '421321';

let lastPerson = 0;

/** A valid number nobody has: area 429913 does not exist. */
export function nextIdNumber(): string {
  lastPerson += 1;
  const birthYear = 1965 + Math.floor(lastPerson / 1000);
  const body = `429913${birthYear}0315${String(lastPerson % 1000).padStart(3, '0')}`;
  return body + checkDigit(body);
}

export interface TestEligibility {
  readonly category: EligibilityCategory;
  readonly beginsOn: string;
  readonly endsOn: string | null;
}

export interface TestPerson {
  readonly name?: string;
  readonly region?: string;
  readonly insuranceState?: 'normal' | 'suspended' | 'none';
  readonly eligibilities?: readonly TestEligibility[];
  /** What else the roster says. */
  readonly entry?: Partial<RosterRow>;
}

const rosterRow = {
  line: 2,
  householdNumber: 'H1',
  relation: '户主',
  township: '测试镇',
  village: '测试村',
  phone: '13800005678',
};

export function rosterEligibilities(eligibilities: readonly TestEligibility[], region: string) {
  return eligibilities.map(({ category, beginsOn, endsOn }) => ({
    category,
    beginsOn: day(beginsOn),
    endsOn: endsOn === null ? null : day(endsOn),
    source: '扶贫办',
    region,
  }));
}

export const registeredPoor: TestEligibility = {
  category: 'registered_poor',
  beginsOn: '2016-01-01',
  endsOn: null,
};

/** A person whom a roster of one line names; registered poor since 2016 unless said otherwise. @returns the id */
export function addPerson({ context, actor }: TestHospital, person: TestPerson = {}): string {
  const { database } = context;
  const [personId, idNumber, now] = [context.newId(), nextIdNumber(), context.clock.now().toISOString()];
  const { name = '欧阳建国', region = insuredRegion, insuranceState = 'normal' } = person;
  database.transaction(() => {
    const { personKey } = personOfNumber(database, idNumber, { personId, createdAt: now });
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO roster_import (id, file_name, file_hash, accepted_count, refused_count, as_of_day, source,
           recorded_at, recorded_by) VALUES (?, '名册.csv', 'x', 1, 0, '2020-01-01', 'roster', ?, ?)`,
      )
      .run(context.newId(), now, actor('information_office').accountId);
    insertEntry(database, personKey, Number(lastInsertRowid), {
      ...rosterRow,
      ...person.entry,
      name,
      idNumber,
      region,
      insuranceState,
      eligibilities: rosterEligibilities(person.eligibilities ?? [registeredPoor], region),
    });
  })();
  return personId;
}

export interface TestStay {
  readonly place?: Place;
  readonly admittedOn?: string;
  readonly dischargedOn?: string | null;
  readonly diagnoses?: readonly { code: string; name: string }[];
}

let lastStay = 0;

/** A stay in the county from 1 to 9 March 2020 unless said otherwise. @returns the id */
export function addStay({ context, actor }: TestHospital, personId: string, stay: TestStay = {}): string {
  const { database } = context;
  lastStay += 1;
  const [stayId, now, by] = [context.newId(), context.clock.now().toISOString(), actor('clerk').accountId];
  const { place = 'county', admittedOn = '2020-03-01', dischargedOn = '2020-03-09' } = stay;
  const diagnoses = stay.diagnoses ?? [{ code: 'I63.9', name: '脑梗死' }];
  database
    .prepare(
      `INSERT INTO stay (id, request_id, person_id, admission_number, hospital, window, origin, recorded_at, recorded_by)
       VALUES (?, ?, ?, ?, 'hospital', 'window', 'origin', ?, ?)`,
    )
    .run(stayId, context.newId(), personId, `ZY${lastStay}`, now, by);
  database
    .prepare(
      `INSERT INTO stay_detail (id, stay_id, place, department, bed, admitted_on, discharged_on, diagnoses,
         recorded_at, recorded_by) VALUES (?, ?, ?, '神经内科', '12', ?, ?, ?, ?, ?)`,
    )
    .run(context.newId(), stayId, place, admittedOn, dischargedOn, JSON.stringify(diagnoses), now, by);
  return stayId;
}

/** In yuan: 60000 in all, of which 54000 in scope, unless said otherwise. */
export interface TestCost {
  readonly inScope?: number;
  readonly ownExpense?: number;
  readonly overLimit?: number;
  readonly preSelfPay?: number;
}

/** A fee list of two lines: what is outside the catalogue, and all the rest. @returns the id */
export function addFees({ context, actor }: TestHospital, stayId: string, cost: TestCost = {}): string {
  const { database } = context;
  const fen = (yuan: number) => Math.round(yuan * 100);
  const [own, over, first, inScope] = [
    fen(cost.ownExpense ?? 3000),
    fen(cost.overLimit ?? 500),
    fen(cost.preSelfPay ?? 2500),
    fen(cost.inScope ?? 54_000),
  ];
  const parts: CostParts = {
    totalFen: own + over + first + inScope,
    ownExpenseFen: own,
    overLimitFen: over,
    preSelfPayFen: first,
    inScopeFen: inScope,
  } as CostParts;
  const feeListId = context.newId();
  const insertItem = database.prepare(
    `INSERT INTO fee_item (fee_list_id, line, code, name, cost_class, catalogue_class, pre_self_pay_millionths, price,
       quantity, amount_fen, own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen, charged_on)
     VALUES (?, ?, 'C1', '项目', ?, ?, 0, '1', '1', ?, ?, ?, ?, ?, '2020-03-02')`,
  );
  database.transaction(() => {
    insertItem.run(feeListId, 2, 'material', 'C', own, own, 0, 0, 0);
    const rest = over + first + inScope;
    insertItem.run(feeListId, 3, 'western_medicine', 'B', rest, 0, over, first, inScope);
    database
      .prepare(
        `INSERT INTO fee_list (id, stay_id, file_name, file_hash, item_count, stated_total_fen, total_fen,
           own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen, recorded_at, recorded_by)
         VALUES (@feeListId, @stayId, '费用.csv', 'x', 2, NULL, @totalFen, @ownExpenseFen, @overLimitFen,
           @preSelfPayFen, @inScopeFen, @now, @by)`,
      )
      .run({
        ...parts,
        feeListId,
        stayId,
        now: context.clock.now().toISOString(),
        by: actor('clerk').accountId,
      });
  })();
  return feeListId;
}

export function suixianText({ context }: TestHospital): string {
  return readFileSync(path.join(context.packsFolder, 'suixian-2020.yaml'), 'utf8');
}

/** The Suixian pack from 2020 on without an end. */
export function putSuixianIntoForce(hospital: TestHospital, options: Record<string, unknown> = {}): string {
  const act = putIntoForce(hospital.context, undefined, {
    text: suixianText(hospital),
    fileName: 'suixian-2020.yaml',
    fromDay: day('2020-01-01'),
    toDay: null,
    options,
    approvalId: null,
  });
  return act.inForceId;
}

/** A person with a discharged stay and its fees, ready to be settled. */
export function addPatient(hospital: TestHospital, person: TestPerson = {}, cost: TestCost = {}) {
  const personId = addPerson(hospital, person);
  const stayId = addStay(hospital, personId);
  return { personId, stayId, feeListId: addFees(hospital, stayId, cost) };
}

/** What the window sends after a trial: the patient's part in cash. */
export function settleRequest(hospital: TestHospital, question: TrialQuestion) {
  const { trialHash, personalFen } = trialForWindow(hospital.context, question);
  const payments = [{ means: 'cash' as const, amountFen: personalFen, reference: null }];
  return { requestId: hospital.context.newId(), ...question, trialHash, payments };
}

export function settle(hospital: TestHospital, stayId: string, asOrdinary = false): SettlementRecord {
  const request = settleRequest(hospital, { stayId, asOrdinary });
  return settleStay(hospital.context, hospital.actor('clerk'), request);
}
