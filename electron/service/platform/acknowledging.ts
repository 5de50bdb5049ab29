import type { UploadRecord } from '../outbox/record.ts';
import { centreSettlement, settledSchema } from './answers.ts';
import { meaningful } from './exchange.ts';
import type { KnownNumbers } from './known-numbers.ts';
import { admittedSchema } from './messages/admission.ts';
import { centreItems, feesAnswerSchema } from './messages/fees.ts';
import { referredSchema } from './messages/referral.ts';
import { listedSchema } from './messages/settlement-list.ts';
import { registeredSchema } from './messages/visit.ts';
import { type Acknowledgement, OwnVerdict } from './outcome.ts';

/** Reads what the platform says when it accepts a record: the number it gives, and what it reckons for itself. */
export function acknowledging(
  record: UploadRecord,
  known: KnownNumbers,
): (output: unknown, answer: string) => Acknowledgement {
  return (output, answer) => ({
    number: null,
    amounts: null,
    items: null,
    answer,
    ...read(record, known, output),
  });
}

function read(record: UploadRecord, known: KnownNumbers, output: unknown): Partial<Acknowledgement> {
  switch (record.kind) {
    case 'referral':
      return { number: meaningful(referredSchema, output).result.trt_dcla_detl_sn };
    case 'admission':
      return record.outpatient === true
        ? { number: meaningful(registeredSchema, output).data.mdtrt_id }
        : { number: meaningful(admittedSchema, output).result.mdtrt_id };
    case 'fees':
      return { items: centreItems(record, meaningful(feesAnswerSchema, output)) };
    case 'settlement_list':
      return { number: meaningful(listedSchema, output).setl_list_id };
    case 'settlement':
    case 'reversal':
      return readSettlement(known, output);
    default:
      // The convention gives these no output.
      return {};
  }
}

/** An answer about another stay or person is no answer to this. */
function readSettlement(known: KnownNumbers, output: unknown): Partial<Acknowledgement> {
  const { setlinfo, setldetail } = meaningful(settledSchema, output);
  const held = centreSettlement(setlinfo, setldetail);
  const samePerson = held.personNumber === null || held.personNumber === known.personNumber;
  if (held.stayNumber !== known.stayNumber || !samePerson || held.settlementNumber === known.originalNumber) {
    throw new OwnVerdict('unknown', 'nonsense');
  }
  return { number: held.settlementNumber, amounts: held.amounts };
}
