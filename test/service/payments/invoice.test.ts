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

const give = (settlementId: string, invoiceNumber: string, reason: string | null = null) =>
  giveInvoice(hospital.context, hospital.actor('finance'), { settlementId, invoiceNumber, reason });
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

  it('is corrected with a reason, and its wrong number is free for whom it belongs to', async () => {
    const first = settle(hospital, addPatient(hospital).stayId);
    const second = settle(hospital, addPatient(hospital).stayId);
    give(first.settlementId, '7', null);
    give(first.settlementId, '8', '登记时看错票据');
    give(second.settlementId, '7');
    expect([numberOf(first.settlementId), numberOf(second.settlementId)]).toEqual(['8', '7']);
    expect(await refusalCode(() => give(first.settlementId, '7', '又看错'))).toBe('invoice_number_used');
    // The file itself keeps a number at one settlement.
    expect(() =>
      hospital.context.database
        .prepare(
          "INSERT INTO invoice SELECT 'x', ?, '8', NULL, recorded_at, recorded_by FROM invoice LIMIT 1",
        )
        .run(settle(hospital, addPatient(hospital).stayId).settlementId),
    ).toThrow('invoice_number_used');
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
