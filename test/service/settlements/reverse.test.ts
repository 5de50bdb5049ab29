import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { balances } from '../../../electron/service/ledger/balances.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { readSettlement } from '../../../electron/service/settlements/record.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import { settlementRecordSchema } from '../../../shared/contract/settlements.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
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

const second = { login: 'finance', password: testPassword };
const request = (settlementId: string) => ({
  requestId: hospital.context.newId(),
  settlementId,
  reason: '录错费用清单',
  secondPerson: second,
});
const reverse = (input: ReturnType<typeof request>) =>
  reverseSettlement(hospital.context, hospital.actor('clerk'), input);
const state = (personId: string, year = 2020) => readYearState(hospital.context, personId, 'resident', year);
const rowCount = () => hospital.context.database.prepare('SELECT total_changes()').pluck().get();

describe('a reversal', () => {
  it('is a new fact of the negated amounts, approved by a second person, and is uploaded', async () => {
    const { stayId } = addPatient(hospital);
    const original = settle(hospital, stayId);
    hospital.wakes.count = 0;
    const reversal = await reverse(request(original.settlementId));
    expect(settlementRecordSchema.parse(reversal)).toEqual(reversal);
    expect(reversal).toMatchObject({
      kind: 'reversal',
      slipNumber: '20200310-0002',
      reversesId: original.settlementId,
      reason: '录错费用清单',
      cost: { totalFen: -6_000_000, inScopeFen: -5_400_000 },
      personalFen: -500_000,
      personalCapital: '负伍仟元整',
      payments: [{ means: 'cash', amountFen: -500_000, reference: null }],
      upload: { state: 'pending' },
    });
    expect(reversal.layers.map(({ payFen }) => payFen)).toEqual(
      original.layers.map(({ payFen }) => 0 - payFen),
    );
    expect(readSettlement(hospital.context, original.settlementId).reversedById).toBe(reversal.settlementId);
    const { database } = hospital.context;
    expect(database.prepare('SELECT subject_id, account_id, second_account_id FROM approval').all()).toEqual([
      {
        subject_id: original.settlementId,
        account_id: hospital.actor('clerk').accountId,
        second_account_id: hospital.actor('finance').accountId,
      },
    ]);
    expect(verifyAudit(database)).toMatchObject({ ok: true });
    expect(hospital.wakes.count).toBe(1);
  });

  it('restores the year exactly, and the stay can be settled again to the same fen', async () => {
    const { personId, stayId } = addPatient(hospital);
    const empty = state(personId);
    const first = settle(hospital, stayId);
    const afterFirst = state(personId);
    const later = addStay(hospital, personId);
    addFees(hospital, later, { inScope: 7777.77 });
    const secondStay = settle(hospital, later);
    const afterSecond = state(personId);
    await reverse(request(secondStay.settlementId));
    expect(state(personId)).toEqual(afterFirst);
    await reverse(request(first.settlementId));
    expect(state(personId)).toEqual(empty);
    expect(settle(hospital, stayId).layers).toEqual(first.layers);
    expect(settle(hospital, later).layers).toEqual(secondStay.layers);
    expect(state(personId)).toEqual(afterSecond);
  });

  it('leaves the payers owing nothing and makes what was paid due to the patient, by each means', async () => {
    const { stayId } = addPatient(hospital);
    const base = settleRequest(hospital, { stayId, asOrdinary: false });
    const payments = [
      { means: 'bank' as const, amountFen: 200_000 as Fen, reference: 'B-1' },
      { means: 'deferred' as const, amountFen: 300_000 as Fen, reference: null },
    ];
    const original = settleStay(hospital.context, hospital.actor('clerk'), { ...base, payments });
    const reversal = await reverse(request(original.settlementId));
    expect(balances(hospital.context)).toEqual([
      { account: 'bank', payer: null, amountFen: 200_000 },
      { account: 'refund_due', payer: null, amountFen: -200_000 },
    ]);
    expect(reversal.payments).toEqual(
      payments.map((payment) => ({ ...payment, amountFen: 0 - payment.amountFen })),
    );
  });

  it('of a settlement that is not the last of this person and year is refused, naming the last', async () => {
    const { personId, stayId } = addPatient(hospital);
    const first = settle(hospital, stayId);
    const later = addStay(hospital, personId);
    addFees(hospital, later);
    const last = settle(hospital, later);
    const other = settle(hospital, addPatient(hospital).stayId);
    const before = rowCount();
    await expect(reverse(request(first.settlementId))).rejects.toThrow(last.slipNumber);
    expect(await refusalCode(() => reverse(request(first.settlementId)))).toBe('reversal_not_last');
    expect(rowCount()).toBe(before);
    expect(await refusalCode(() => reverse(request(other.settlementId)))).toBe('not refused');
    expect(await refusalCode(() => reverse(request(last.settlementId)))).toBe('not refused');
    expect(await refusalCode(() => reverse(request(first.settlementId)))).toBe('not refused');
  });

  it('done in the next year counts in the year of the original', async () => {
    const { personId, stayId } = addPatient(hospital);
    hospital.clock.set('2020-12-31T02:00:00.000Z');
    const original = settle(hospital, stayId);
    hospital.clock.set('2021-01-02T02:00:00.000Z');
    const reversal = await reverse(request(original.settlementId));
    expect(reversal).toMatchObject({ settledOn: '2021-01-02', slipNumber: '20210102-0001' });
    expect(state(personId, 2020).stays).toBe(0);
    expect(state(personId, 2020).personalFen).toBe(0);
    expect(state(personId, 2021).personalFen).toBe(0);
    const { database } = hospital.context;
    expect(database.prepare("SELECT year FROM settlement WHERE kind = 'reversal'").pluck().get()).toBe(2020);
    // And keeps its place in the order of that year on the way to the platform.
    expect(database.prepare("SELECT year FROM outbox WHERE kind = 'reversal'").pluck().get()).toBe(2020);
  });

  it('happens once: again, of a reversal, of nothing, and twice at the same moment', async () => {
    const original = settle(hospital, addPatient(hospital).stayId);
    const inputs = [request(original.settlementId), request(original.settlementId)];
    const codes = await Promise.all(inputs.map((input) => refusalCode(() => reverse(input))));
    expect(codes.toSorted()).toEqual(['not refused', 'settlement_already_reversed']);
    const reversalId = readSettlement(hospital.context, original.settlementId).reversedById!;
    expect(await refusalCode(() => reverse(request(reversalId)))).toBe('settlement_is_reversal');
    expect(await refusalCode(() => reverse(request(hospital.context.newId())))).toBe('settlement_unknown');
  });

  it('of the same request again, even at the same moment, gives the first answer', async () => {
    const input = request(settle(hospital, addPatient(hospital).stayId).settlementId);
    const [first, atOnce] = await Promise.all([reverse(input), reverse(input)]);
    expect(atOnce).toEqual(first);
    expect(await reverse(input)).toEqual(first);
    expect(await refusalCode(() => reverse({ ...input, reason: '别的原因' }))).toBe('request_id_reused');
  });

  it('needs a second person who is another one and may approve; else nothing is written but the refusal', async () => {
    const original = settle(hospital, addPatient(hospital).stayId);
    const tryWith = (secondPerson: { login: string; password: string }) =>
      refusalCode(() => reverse({ ...request(original.settlementId), secondPerson }));
    expect(await tryWith({ login: 'clerk', password: testPassword })).toBe('second_person_is_same');
    expect(await tryWith({ login: 'finance', password: 'wrong' })).toBe('second_person_wrong');
    expect(await tryWith({ login: 'auditor', password: testPassword })).toBe('second_person_not_allowed');
    const { database } = hospital.context;
    expect(database.prepare("SELECT count(*) FROM settlement WHERE kind = 'reversal'").pluck().get()).toBe(0);
    expect(database.prepare('SELECT count(*) FROM approval').pluck().get()).toBe(0);
  });
});
