import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rebuildRecord } from '../../../electron/service/outbox/rebuild.ts';
import { uploadRecordSchema } from '../../../electron/service/outbox/record.ts';
import { readActable } from '../../../electron/service/outbox/which-acts.ts';
import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settleRequest } from '../harness/patient.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

describe('what is put down for the platform when a stay is settled', () => {
  it('is what the stored settlement, person and stay say, and fits the schema that the sender reads it by', () => {
    const { context } = hospital;
    const request = settleRequest(hospital, { stayId: addPatient(hospital).stayId, asOrdinary: false });
    const payments = request.payments.flatMap((cash) => [
      { means: 'personal_account' as const, amountFen: fen(100), reference: 'A1' },
      { ...cash, amountFen: fen(cash.amountFen - 100) },
    ]);
    settleStay(context, hospital.actor('clerk'), { ...request, payments });
    const kept = context.database.prepare('SELECT id, kind, record FROM outbox ORDER BY sequence').all() as {
      id: string;
      kind: string;
      record: string;
    }[];
    expect(kept.map(({ kind }) => kind)).toEqual(['fees', 'discharge', 'settlement', 'settlement_list']);
    const told = kept.map(({ record }) => uploadRecordSchema.parse(JSON.parse(record)));
    expect(kept.map(({ id }) => rebuildRecord(context, readActable(context, id)))).toEqual(told);
    expect(told).toContainEqual(expect.objectContaining({ kind: 'settlement', personalAccountFen: 100 }));
  });
});
