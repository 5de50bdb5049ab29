import { v7 as uuidV7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { balances } from '../../../electron/service/ledger/balances.ts';
import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { prepareTrial, trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import { settlementRecordSchema } from '../../../shared/contract/settlements.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import {
  addFees,
  addPatient,
  addStay,
  putSuixianIntoForce,
  settle,
  settleRequest,
} from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const count = (table: string) =>
  Number(hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
const counts = () =>
  [
    'settlement',
    'settlement_layer',
    'settlement_fee_list',
    'ledger_posting',
    'ledger_entry',
    'outbox',
    'audit',
  ].map(count);
const trial = (stayId: string, asOrdinary = false) =>
  trialForWindow(hospital.context, { stayId, asOrdinary });
const settleAs = (request: ReturnType<typeof settleRequest>) =>
  settleStay(hospital.context, hospital.actor('clerk'), request);

describe('a settlement', () => {
  it('is one fact with layers, ledger, outbox and audit, and is read back as it was tried', () => {
    const { stayId, personId, feeListId } = addPatient(hospital);
    const tried = trial(stayId);
    const auditBefore = count('audit');
    const record = settle(hospital, stayId);
    expect(settlementRecordSchema.parse(record)).toEqual(record);
    expect(record).toMatchObject({
      kind: 'final',
      slipNumber: '20200310-0001',
      personName: '欧阳建国',
      settledOn: '2020-03-10',
      cost: tried.cost,
      deductibleFen: tried.deductibleFen,
      personalFen: 500_000,
      eligibilities: ['registered_poor'],
      payments: [{ means: 'cash', amountFen: 500_000, reference: null }],
      upload: { state: 'pending', platformSettlementId: null, differences: [] },
    });
    // Stored steps have been through JSON, which knows no undefined.
    expect(record.layers).toEqual(JSON.parse(JSON.stringify(tried.layers)));
    const { database } = hospital.context;
    expect(database.prepare('SELECT fee_list_id FROM settlement_fee_list').pluck().all()).toEqual([
      feeListId,
    ]);
    expect(database.prepare("SELECT fact_id FROM outbox WHERE kind = 'settlement'").pluck().all()).toEqual([
      record.settlementId,
    ]);
    expect(count('audit')).toBe(auditBefore + 1);
    expect(verifyAudit(database)).toMatchObject({ ok: true });
    expect(hospital.wakes.count).toBe(1);
    expect(readYearState(hospital.context, personId, 'resident', 2020).stays).toBe(1);
  });

  it('posts what each payer owes, and the cash, so that everything sums to zero', () => {
    settle(hospital, addPatient(hospital).stayId);
    expect(balances(hospital.context)).toEqual([
      { account: 'cash_drawer', payer: null, amountFen: 500_000 },
      { account: 'hospital_revenue', payer: null, amountFen: -6_000_000 },
      { account: 'receivable', payer: 'basic_insurance', amountFen: 4_320_000 },
      { account: 'receivable', payer: 'critical_illness', amountFen: 377_000 },
      { account: 'receivable', payer: 'supplementary', amountFen: 803_000 },
    ]);
  });

  it('takes the part of the patient by several means, also later', () => {
    const { stayId } = addPatient(hospital);
    const request = settleRequest(hospital, { stayId, asOrdinary: false });
    const payments = [
      { means: 'mobile', amountFen: 120_000 as Fen, reference: 'M-77' },
      { means: 'personal_account', amountFen: 80_000 as Fen, reference: null },
      { means: 'deferred', amountFen: 300_000 as Fen, reference: null },
    ] as const;
    const record = settleStay(hospital.context, hospital.actor('clerk'), {
      ...request,
      payments: [...payments],
    });
    expect(record.payments).toEqual(payments);
    const held = Object.fromEntries(
      balances(hospital.context).map(({ account, amountFen }) => [account, amountFen]),
    );
    expect(held).toMatchObject({ mobile: 120_000, personal_account: 80_000, patient_deferred: 300_000 });
    expect(held).not.toHaveProperty('patient_due');
  });

  it('leaves the year exactly as the engine says, stay after stay', () => {
    const { personId, stayId } = addPatient(hospital);
    for (const next of [stayId, addStay(hospital, personId), addStay(hospital, personId)]) {
      if (next !== stayId) addFees(hospital, next, { inScope: 7777.77, ownExpense: 0.03 });
      const prepared = prepareTrial(hospital.context, { stayId: next, asOrdinary: false });
      expect(prepared.before).toEqual(readYearState(hospital.context, personId, 'resident', 2020));
      settle(hospital, next);
      expect(readYearState(hospital.context, personId, 'resident', 2020)).toEqual(prepared.settlement.after);
    }
    expect(readYearState(hospital.context, personId, 'resident', 2019).stays).toBe(0);
  });

  it('of the same request again gives the first answer and writes nothing', () => {
    const { stayId } = addPatient(hospital);
    const request = settleRequest(hospital, { stayId, asOrdinary: false });
    const first = settleAs(request);
    const rows = counts();
    hospital.clock.advanceMs(60_000);
    expect(settleAs(request)).toEqual(first);
    expect(counts()).toEqual(rows);
    expect(hospital.wakes.count).toBe(1);
  });

  it('under a request id that stood for something else is refused', async () => {
    const [one, other] = [addPatient(hospital), addPatient(hospital)];
    const request = settleRequest(hospital, { stayId: one.stayId, asOrdinary: false });
    settleAs(request);
    const reused = {
      ...settleRequest(hospital, { stayId: other.stayId, asOrdinary: false }),
      requestId: request.requestId,
    };
    expect(await refusalCode(() => settleAs(reused))).toBe('request_id_reused');
  });

  it('is refused when what was tried is no longer what would be settled, and nothing is written', async () => {
    const { stayId } = addPatient(hospital);
    const request = settleRequest(hospital, { stayId, asOrdinary: false });
    addFees(hospital, stayId, { ownExpense: 0.01, inScope: 0, overLimit: 0, preSelfPay: 0 });
    const rows = counts();
    expect(await refusalCode(() => settleAs(request))).toBe('trial_outdated');
    expect(counts()).toEqual(rows);
  });

  it('that was tried before midnight is not done after it, nor into the next year by silence', async () => {
    const { stayId } = addPatient(hospital);
    hospital.clock.set('2020-12-31T15:59:59.999Z');
    const request = settleRequest(hospital, { stayId, asOrdinary: false });
    hospital.clock.set('2020-12-31T16:00:00.000Z');
    expect(await refusalCode(() => settleAs(request))).toBe('trial_outdated');
    hospital.clock.set('2020-12-31T15:59:59.999Z');
    expect(settleAs(request)).toMatchObject({ settledOn: '2020-12-31', slipNumber: '20201231-0001' });
  });

  it('is refused when the payments are not the part of the patient', async () => {
    const { stayId } = addPatient(hospital);
    const request = settleRequest(hospital, { stayId, asOrdinary: false });
    const cash = (amountFen: number) => ({
      means: 'cash' as const,
      amountFen: amountFen as Fen,
      reference: null,
    });
    for (const payments of [[], [cash(499_999)], [cash(500_001)], [cash(600_000), cash(-100_000)]]) {
      expect(await refusalCode(() => settleAs({ ...request, payments }))).toBe('payments_do_not_match');
    }
    expect(count('settlement')).toBe(0);
  });

  it('of one stay wins once, from two windows that hold the same trial', async () => {
    const { stayId } = addPatient(hospital);
    const requests = [1, 2].map(() => settleRequest(hospital, { stayId, asOrdinary: false }));
    const codes = await Promise.all(requests.map((request) => refusalCode(() => settleAs(request))));
    expect(codes).toEqual(['not refused', 'stay_already_settled']);
    expect(await refusalCode(() => trial(stayId))).toBe('stay_already_settled');
    expect(count('settlement')).toBe(1);
  });

  it('waits for another program that is writing, and sees what it wrote', async () => {
    const { stayId } = addPatient(hospital);
    const request = settleRequest(hospital, { stayId, asOrdinary: false });
    const { file, keyHex, clock } = hospital;
    const other = openDatabase({ file, keyHex, nativeBinding: null, clock });
    const elsewhere = { ...hospital.context, database: other };
    settleStay(elsewhere, hospital.actor('cashier_lead'), {
      ...request,
      requestId: hospital.context.newId(),
    });
    other.close();
    expect(await refusalCode(() => settleAs(request))).toBe('stay_already_settled');
    expect(count('settlement')).toBe(1);
  });
});

describe('the slips of a day', () => {
  it('are numbered by business day, without a gap and without a number used twice', () => {
    const numbers = [1, 2].map(() => settle(hospital, addPatient(hospital).stayId).slipNumber);
    hospital.clock.set('2020-03-10T16:00:00.000Z');
    numbers.push(settle(hospital, addPatient(hospital).stayId).slipNumber);
    expect(numbers).toEqual(['20200310-0001', '20200310-0002', '20200311-0001']);
  });

  it('count on where the clock was set back within the day and ids no longer come in order', () => {
    const setBack = { ...hospital, context: { ...hospital.context, newId: () => uuidV7({ msecs: 1 }) } };
    const numbers = [hospital, hospital, setBack, hospital].map((by) => {
      const request = settleRequest(hospital, { stayId: addPatient(hospital).stayId, asOrdinary: false });
      return settleStay(by.context, hospital.actor('clerk'), request).slipNumber;
    });
    expect(numbers.map((number) => number.slice(-4))).toEqual(['0001', '0002', '0003', '0004']);
  });

  it('count on beyond four digits', () => {
    const { database } = hospital.context;
    const { settlementId } = settle(hospital, addPatient(hospital).stayId);
    const first = database.prepare('SELECT * FROM settlement WHERE id = ?').get(settlementId);
    const numbered = (slip_number: string) => {
      const part = { kind: 'interim', personal_fen: 6_000_000, slip_number };
      const row = { ...(first as object), ...part, id: uuidV7(), request_id: uuidV7() };
      const names = Object.keys(row);
      database
        .prepare(
          `INSERT INTO settlement (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`,
        )
        .run(row);
    };
    numbered('20200310-9999');
    expect(settle(hospital, addPatient(hospital).stayId).slipNumber).toBe('20200310-10000');
    expect(settle(hospital, addPatient(hospital).stayId).slipNumber).toBe('20200310-10001');
  });

  it('count on their own after each restoration of the day, since papers of before are with patients', () => {
    const restored = (at: string) =>
      hospital.context.database
        .prepare(
          `INSERT INTO restoration (id, restored_at, source, source_sha256, audit_verdict, lost, reason, login, second_login)
           VALUES (?, ?, 'data/x.db', 'x', '{}', '{}', '退回', 'a', 'b')`,
        )
        .run(at, at);
    const next = () => settle(hospital, addPatient(hospital).stayId).slipNumber;
    const numbers = [next()];
    restored('2020-03-10T06:32:07.000Z');
    numbers.push(next(), next());
    restored('2020-03-10T15:59:59.000Z');
    numbers.push(next());
    hospital.clock.set('2020-03-10T16:00:00.000Z');
    numbers.push(next());
    expect(numbers).toEqual([
      '20200310-0001',
      '20200310-143207-0001',
      '20200310-143207-0002',
      '20200310-235959-0001',
      '20200311-0001',
    ]);
  });
});
