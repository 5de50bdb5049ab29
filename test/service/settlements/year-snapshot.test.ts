import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { type NewSnapshot, recordSnapshot } from '../../../electron/service/settlements/year-snapshot.ts';
import { readElsewhere, readYearState } from '../../../electron/service/settlements/year-state.ts';
import { emptyYear, type YearState } from '../../../shared/engine/claim.ts';
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
import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const state = (personId: string) => readYearState(hospital.context, personId, 'resident', 2020);
const fen = (amount: number) => amount as Fen;

/** What another hospital settled for this person. */
const elsewhere: YearState = {
  criticalIllnessBurdenFen: fen(123_456),
  personalFen: fen(111_111),
  personalInScopeFen: fen(100_000),
  deductibleFen: fen(20_000),
  stays: 1,
  paidFen: { basic_insurance: fen(1_000_000), critical_illness: fen(7) },
};

function plus(left: YearState, right: YearState): YearState {
  const paidFen: Record<string, Fen> = { ...left.paidFen };
  for (const [layer, payFen] of Object.entries(right.paidFen))
    paidFen[layer] = fen((paidFen[layer] ?? 0) + payFen);
  return {
    criticalIllnessBurdenFen: fen(left.criticalIllnessBurdenFen + right.criticalIllnessBurdenFen),
    personalFen: fen(left.personalFen + right.personalFen),
    personalInScopeFen: fen(left.personalInScopeFen + right.personalInScopeFen),
    deductibleFen: fen(left.deductibleFen + right.deductibleFen),
    stays: left.stays + right.stays,
    paidFen,
  };
}

function snapshot(
  personId: string,
  amounts: YearState,
  contains: readonly string[],
  more: Partial<NewSnapshot> = {},
) {
  const asOf = hospital.context.clock.now().toISOString();
  const of = { personId, insurance: 'resident', year: 2020, asOf, source: '县平台 5206' };
  return recordSnapshot(hospital.context, undefined, { ...of, amounts, contains, ...more });
}

async function reverse(settlementId: string): Promise<string> {
  const request = { requestId: hospital.context.newId(), settlementId, reason: '录错' };
  const secondPerson = { login: 'finance', password: testPassword };
  const actor = hospital.actor('clerk');
  return (await reverseSettlement(hospital.context, actor, { ...request, secondPerson })).settlementId;
}

function anotherStay(personId: string): string {
  const stayId = addStay(hospital, personId);
  addFees(hospital, stayId, { inScope: 8765.43 });
  return settle(hospital, stayId).settlementId;
}

describe('the year after a snapshot', () => {
  it('is the snapshot and our facts that it does not contain', () => {
    const { personId, stayId } = addPatient(hospital);
    const contained = settle(hospital, stayId).settlementId;
    const inside = state(personId);
    snapshot(personId, plus(elsewhere, inside), [contained]);
    expect(state(personId)).toEqual(plus(elsewhere, inside));
    anotherStay(personId);
    const both = state(personId);
    snapshot(personId, elsewhere, []);
    // The same two settlements, none of them in the snapshot: both are added to it.
    expect(state(personId)).toEqual(both);
    expect(both.stays).toBe(3);
  });

  it('loses what the snapshot contains when that is reversed here, and the stay may be settled again', async () => {
    const { personId, stayId } = addPatient(hospital);
    const settled = settle(hospital, stayId);
    const inside = state(personId);
    snapshot(personId, plus(elsewhere, inside), [settled.settlementId]);
    const reversalId = await reverse(settled.settlementId);
    expect(state(personId)).toEqual(elsewhere);
    // The platform learns of the reversal, too; now its amounts are without it.
    hospital.clock.advanceMs(1000);
    snapshot(personId, elsewhere, [settled.settlementId, reversalId]);
    expect(state(personId)).toEqual(elsewhere);
    hospital.clock.advanceMs(1000);
    snapshot(personId, elsewhere, []);
    expect(state(personId)).toEqual(elsewhere);
    expect(settle(hospital, stayId).settlementId).not.toBe(settled.settlementId);
    expect(state(personId).stays).toBe(2);
  });

  it('starts from the latest moment, whenever it was recorded', () => {
    const { personId } = addPatient(hospital);
    snapshot(personId, elsewhere, []);
    snapshot(personId, emptyYear, [], { asOf: '2020-03-09T02:00:00.000Z' });
    expect(state(personId)).toEqual(elsewhere);
    snapshot(personId, { ...elsewhere, stays: 9 }, []);
    expect(state(personId).stays).toBe(9);
  });

  it('is nobody else’s and no other year’s', () => {
    const { personId } = addPatient(hospital);
    snapshot(personId, elsewhere, []);
    expect(state(addPatient(hospital).personId)).toEqual(emptyYear);
    expect(readYearState(hospital.context, personId, 'resident', 2021)).toEqual(emptyYear);
  });

  it('never falls below nothing where the platform counts less for ours than we do', async () => {
    const { personId, stayId } = addPatient(hospital);
    const { settlementId } = settle(hospital, stayId);
    const inside = state(personId);
    const less = { ...inside, personalFen: fen(inside.personalFen - 100) };
    snapshot(personId, less, [settlementId]);
    expect(state(personId)).toEqual(less);
    expect(readElsewhere(hospital.context, { personId, insurance: 'resident', year: 2020 }).personalFen).toBe(
      -100,
    );
    await reverse(settlementId);
    expect(state(personId)).toEqual(emptyYear);
  });

  it('makes a trial outdated that was seen before it', async () => {
    const { personId, stayId } = addPatient(hospital);
    const request = settleRequest(hospital, { stayId, asOrdinary: false });
    snapshot(personId, elsewhere, []);
    const settleIt = () => settleStay(hospital.context, hospital.actor('clerk'), request);
    expect(await refusalCode(settleIt)).toBe('trial_outdated');
  });
});

describe('a snapshot', () => {
  it('that names what is not ours, is not sound, or lies ahead is refused, and nothing is kept', async () => {
    const { personId } = addPatient(hospital);
    const other = settle(hospital, addPatient(hospital).stayId).settlementId;
    const refused = (...rest: [YearState, readonly string[], Partial<NewSnapshot>?]) =>
      refusalCode(() => snapshot(personId, ...rest));
    expect(await refused(elsewhere, [other])).toBe('snapshot_settlement_unknown');
    expect(await refused(elsewhere, [hospital.context.newId()])).toBe('snapshot_settlement_unknown');
    expect(await refused({ ...elsewhere, personalFen: fen(-1) }, [])).toBe('snapshot_not_valid');
    expect(await refused({ ...elsewhere, paidFen: { basic_insurance: fen(0.5) } }, [])).toBe(
      'snapshot_not_valid',
    );
    expect(await refused(elsewhere, [], { asOf: '2020-03-10' })).toBe('snapshot_not_valid');
    expect(await refused(elsewhere, [], { asOf: '2020-03-11T02:00:00.000Z' })).toBe('snapshot_in_future');
    const { database } = hospital.context;
    expect(database.prepare('SELECT count(*) FROM year_snapshot_settlement').pluck().get()).toBe(0);
    expect(state(personId)).toEqual(emptyYear);
  });

  it('is a fact: it is closed, never changed, and of one year', () => {
    const { personId, stayId } = addPatient(hospital);
    const { settlementId } = settle(hospital, stayId);
    const snapshotId = snapshot(personId, elsewhere, []);
    const { database } = hospital.context;
    const attempt =
      (sql: string, ...values: unknown[]) =>
      () =>
        database.prepare(sql).run(...values);
    const hold = 'INSERT INTO year_snapshot_settlement (snapshot_id, settlement_id) VALUES (?, ?)';
    expect(attempt(hold, snapshotId, settlementId)).toThrow('year_snapshot_is_closed');
    expect(attempt('UPDATE year_snapshot SET stays = 5')).toThrow('append_only');
    expect(attempt('DELETE FROM year_snapshot')).toThrow('append_only');
  });
});
