import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settlementClaims } from '../../../electron/service/database/migrations/0008-settlement-claims.ts';
import { narrowClaims } from '../../../electron/service/database/migrations/0017-narrow-claims.ts';
import { readClaim } from '../../../electron/service/settlements/claim.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addFees, addPatient, addStay, putSuixianIntoForce, settle } from '../harness/patient.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

/** The rows with what they have in common with others put back. */
const claims = () =>
  hospital.context.database
    .prepare(
      `SELECT claim.*, whose.person_id, whose.insurance, situation.*, payers.layers FROM settlement_claim AS claim
       JOIN insured_year AS whose ON whose.id = claim.insured_year_id AND whose.year = claim.year
       JOIN claim_situation AS situation ON situation.id = claim.situation_id
       JOIN claim_payers AS payers ON payers.id = claim.payers_id
       ORDER BY claim.year, claim.insured_year_id, claim.sequence`,
    )
    .all();
const countOf = (table: string) =>
  hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('what the engine was asked', () => {
  it('is kept with the settlement, in the order of the person and year', () => {
    const { personId, stayId } = addPatient(hospital);
    const first = settle(hospital, stayId);
    const laterStay = addStay(hospital, personId, { diagnoses: [{ code: 'C15.9', name: '食管癌' }] });
    addFees(hospital, laterStay, { inScope: 100, ownExpense: 0, overLimit: 0, preSelfPay: 0 });
    settle(hospital, laterStay);
    const common = {
      year: 2020,
      person_id: personId,
      place: 'county',
      hospital_level: 2,
      county_level: 1,
      eligibilities: '["registered_poor"]',
      insured: 1,
      age_years: 54,
      stay_in_parts: null,
      deductible_borne_fen: null,
      further: null,
    };
    expect(claims()).toEqual([
      expect.objectContaining({
        ...common,
        sequence: 1,
        settlement_id: first.settlementId,
        diseases: '["I63.9"]',
        own_expense_fen: 300_000,
        in_scope_fen: 5_400_000,
        layers: '["basic_insurance","critical_illness","supplementary"]',
        paid_fen: '[4320000,377000,803000]',
        personal_fen: 500_000,
      }),
      expect.objectContaining({ ...common, sequence: 2, diseases: '["C15.9"]', in_scope_fen: 10_000 }),
    ]);
    expect([countOf('insured_year'), countOf('claim_situation')]).toEqual([1, 1]);
    expect(readClaim(hospital.context, first.settlementId)).toEqual({
      settledOn: '2020-03-10',
      admittedOn: '2020-03-01',
      place: 'county',
      hospital: { level: 2, countyLevel: true },
      person: { eligibilities: ['registered_poor'], insured: true, ageYears: 54, diseases: ['I63.9'] },
      cost: {
        totalFen: 6_000_000,
        ownExpenseFen: 300_000,
        overLimitFen: 50_000,
        preSelfPayFen: 250_000,
        inScopeFen: 5_400_000,
      },
      approvedFen: {},
    });
  });

  it('is kept once where it is the same for many', () => {
    settle(hospital, addPatient(hospital).stayId);
    settle(hospital, addPatient(hospital, { eligibilities: [] }).stayId, true);
    settle(hospital, addPatient(hospital).stayId);
    expect(['insured_year', 'claim_situation', 'claim_payers'].map(countOf)).toEqual([3, 2, 2]);
  });

  it('is not asked for a reversal', async () => {
    const { settlementId } = settle(hospital, addPatient(hospital).stayId);
    await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: { login: 'cashier_lead', password: testPassword },
    });
    expect(claims()).toHaveLength(1);
  });

  it('is refused by the file when the settlement says something else, or is closed', () => {
    const { settlementId } = settle(hospital, addPatient(hospital).stayId);
    const { database } = hospital.context;
    const other = hospital.context.newId();
    const copy = (table: string, changes: Record<string, unknown>, key: string) => {
      const row = {
        ...(database.prepare(`SELECT * FROM ${table} WHERE ${key} = ?`).get(settlementId) as object),
        ...changes,
      };
      const names = Object.keys(row);
      const marks = names.map((name) => `@${name}`).join(', ');
      return () => database.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`).run(row);
    };
    expect(copy('settlement_claim', { sequence: 2 }, 'settlement_id')).toThrow('settlement_is_closed');
    const settlementChanges = { id: other, slip_number: other, request_id: other, personal_fen: 6_000_000 };
    // The patient's part is another; then it is the same, and no layer pays what the claim says they paid.
    for (const claimChanges of [{}, { personal_fen: 6_000_000 }]) {
      const write = database.transaction(() => {
        const changes = { ...claimChanges, sequence: 2, settlement_id: other };
        copy('settlement_claim', changes, 'settlement_id')();
        copy('settlement', settlementChanges, 'id')();
      });
      expect(write).toThrow('settlement_does_not_answer_its_claim');
    }
  });
});

describe('a file from before claims were kept', () => {
  it('gets for every settlement the same row as if it had been written with it', () => {
    const { personId, stayId } = addPatient(hospital);
    settle(hospital, stayId);
    const laterStay = addStay(hospital, personId, { place: 'referred' });
    addFees(hospital, laterStay, { inScope: 800 });
    settle(hospital, laterStay);
    settle(hospital, addPatient(hospital, { eligibilities: [] }).stayId, true);
    const written = claims();
    const { database } = hospital.context;
    for (const trigger of ['settlement_answers_its_claim', 'settlement_claim_comes_before_its_settlement']) {
      database.exec(`DROP TRIGGER ${trigger}`);
    }
    for (const table of ['settlement_claim', 'insured_year', 'claim_situation', 'claim_payers']) {
      database.exec(`DROP TABLE ${table}`);
    }
    // The roster as it lay in the file when that step was written.
    database.exec('CREATE TEMP TABLE roster_entry AS SELECT * FROM person_entry');
    database.exec(settlementClaims.sql);
    database.exec(narrowClaims.sql);
    expect(written).toHaveLength(3);
    expect(claims()).toEqual(written);
  });
});
