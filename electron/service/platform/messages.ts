import type { UploadKind, UploadRecord } from '../outbox/record.ts';
import { idCard } from './dictionary.ts';
import type { KnownNumbers } from './known-numbers.ts';
import { admissionInput, undoneInput } from './messages/admission.ts';
import { dischargeInput } from './messages/discharge.ts';
import { feesInput, feesWithdrawalInput } from './messages/fees.ts';
import { referralInput } from './messages/referral.ts';
import { type ListingHospital, settlementListInput } from './messages/settlement-list.ts';
import { reversalInput, settlementInput } from './messages/settlement.ts';
import { registrationInput, visitInput } from './messages/visit.ts';

/** The transactions (交易编号) that are spoken here: one for each kind of record, and three questions. */
export const transactionOf = {
  referral: '2501',
  admission: '2401',
  fees: '2301',
  fees_withdrawal: '2302',
  discharge: '2402',
  discharge_undone: '2405',
  admission_undone: '2404',
  settlement: '2304',
  reversal: '2305',
  settlement_list: '4101',
  identify: '1101',
  ask: '5203',
  correct: '2601',
} as const satisfies Record<UploadKind, string> & Record<string, string>;

/** The same for a visit (门诊慢特病). It has no discharge: its disease is told with 2203, and goes with the registration. */
export const visitTransactionOf: Readonly<Record<UploadKind, string>> = {
  ...transactionOf,
  admission: '2201',
  admission_undone: '2202',
  discharge: '2203',
  fees: '2204',
  fees_withdrawal: '2205',
  settlement: '2207',
  reversal: '2208',
};

/** The transaction that carries a record. */
export function transactionFor({ kind, outpatient }: Pick<UploadRecord, 'kind' | 'outpatient'>): string {
  return outpatient === true ? visitTransactionOf[kind] : transactionOf[kind];
}

/** The same for a row of the outbox: its stored text is canonical JSON, in which quotes of other texts are escaped. */
export function transactionOfRow({
  kind,
  record,
}: {
  readonly kind: UploadKind;
  readonly record: string;
}): string {
  const outpatient = record.includes('"outpatient":true');
  return outpatient ? visitTransactionOf[kind] : transactionOf[kind];
}

/** `psn_name` holds so many characters, and a centre keeps no more of a name either; ID cards have longer ones. */
const longestName = 50;

/** The beginning of a name that its field holds; a rare character of two units stays whole. */
function wireName(name: string): string {
  return name.slice(0, longestName).replace(/[\ud800-\udbff]$/, '');
}

/** 1101: who is this? */
export function identifyInput(person: UploadRecord['person'], at: string): object {
  return {
    data: {
      mdtrt_cert_type: idCard.asVoucher,
      mdtrt_cert_no: person.idNumber,
      begntime: at,
      psn_cert_type: idCard.asPaper,
      certno: person.idNumber,
      psn_name: wireName(person.name),
    },
  };
}

/** The input of the transaction that carries a record. */
export function recordInput(record: UploadRecord, known: KnownNumbers, hospital: ListingHospital): object {
  switch (record.kind) {
    case 'referral':
      return referralInput(record, known);
    case 'admission':
      return record.outpatient === true ? registrationInput(record, known) : admissionInput(record, known);
    case 'fees':
      return feesInput(record, known);
    case 'fees_withdrawal':
      return feesWithdrawalInput(record, known);
    case 'discharge':
      return record.outpatient === true ? visitInput(record, known) : dischargeInput(record, known);
    case 'discharge_undone':
    case 'admission_undone':
      return undoneInput(known);
    case 'settlement':
      return settlementInput(record, known);
    case 'reversal':
      return reversalInput(record, known);
    default:
      return settlementListInput(record, known, hospital);
  }
}

/** 5203: which settlements does this person's stay have? */
export function askInput(known: KnownNumbers): object {
  return { data: { psn_no: known.personNumber, setl_id: '', mdtrt_id: known.stayNumber } };
}

/** 2601: undo whatever that message did, and refuse it if it still comes. */
export function correctInput(personNumber: string, messageId: string, transactionCode: string): object {
  return { data: { psn_no: personNumber, omsgid: messageId, oinfno: transactionCode } };
}
