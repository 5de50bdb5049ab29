import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ShownSignatory, Signatory } from '../../../shared/contract/payments.ts';
import { maskIdNumber, maskPhone, readIdNumber } from '../../../shared/identity/id-number.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';

/** What somebody paid or signed for. */
export type SignedFor = 'settlement' | 'receipt' | 'instalment_plan';

/** The number in its one form. Refuses `signatory_number_wrong` with what is wrong about it. */
export function readSignatory(context: ServiceContext, signatory: Signatory): Signatory {
  const number = readIdNumber(signatory.idNumber, today(context));
  if (!number.ok) throw new Refusal('signatory_number_wrong', `付款人的${number.sentence}`);
  return { ...signatory, idNumber: number.number };
}

/** Writes who paid or signed instead of the patient, inside the caller's transaction. */
export function writeSignatory(
  context: ServiceContext,
  signedFor: SignedFor,
  subjectId: string,
  { name, idNumber, relation, phone }: Signatory,
): void {
  statement<[string, SignedFor, string, string, string, string | null]>(
    context.database,
    'INSERT INTO signatory (subject_id, signed_for, name, id_number, relation, phone) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(subjectId, signedFor, name, idNumber, relation, phone);
}

/** Who paid or signed instead of the patient; undefined where it was the patient. */
export function signatoryOf(context: ServiceContext, subjectId: string): Signatory | undefined {
  return statement<[string], Signatory>(
    context.database,
    'SELECT name, id_number AS idNumber, relation, phone FROM signatory WHERE subject_id = ?',
  ).get(subjectId);
}

/** The same for screens and slips. */
export function shownSignatoryOf(context: ServiceContext, subjectId: string): ShownSignatory | null {
  const found = signatoryOf(context, subjectId);
  if (found === undefined) return null;
  const { name, idNumber, relation, phone } = found;
  return {
    name,
    relation,
    maskedIdNumber: maskIdNumber(idNumber),
    maskedPhone: phone === null ? null : maskPhone(phone),
  };
}
