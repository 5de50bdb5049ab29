import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveInvoice } from '../../../electron/service/payments/give-invoice.ts';
import { readSettlement } from '../../../electron/service/settlements/record.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const give = (settlementId: string, invoiceNumber: string) =>
  giveInvoice(hospital.context, hospital.actor('finance'), { settlementId, invoiceNumber });
const numberOf = (settlementId: string) => readSettlement(hospital.context, settlementId).invoiceNumber;
const audited = () =>
  hospital.context.database
    .prepare("SELECT act FROM audit WHERE act = 'payments.invoice_given'")
    .pluck()
    .all();

describe('the number of an official receipt that came after the settlement', () => {
  it('is appended, audited and told to the windows; once more it changes nothing', () => {
    const { settlementId } = settle(hospital, addPatient(hospital).stayId);
    expect(numberOf(settlementId)).toBeNull();
    give(settlementId, '0099887766');
    give(settlementId, '0099887766');
    expect(numberOf(settlementId)).toBe('0099887766');
    expect(audited()).toHaveLength(1);
    expect(hospital.published).toContainEqual({ name: 'settlement.changed', payload: { settlementId } });
  });

  it('does not take the place of another number, nor of another settlement', async () => {
    const first = settle(hospital, addPatient(hospital).stayId);
    const second = settle(hospital, addPatient(hospital).stayId);
    give(first.settlementId, '1');
    expect(await refusalCode(() => give(first.settlementId, '2'))).toBe('invoice_given');
    expect(await refusalCode(() => give(second.settlementId, '1'))).toBe('invoice_number_used');
    expect(await refusalCode(() => give(hospital.context.newId(), '3'))).toBe('settlement_unknown');
    expect([numberOf(first.settlementId), numberOf(second.settlementId)]).toEqual(['1', null]);
  });
});
