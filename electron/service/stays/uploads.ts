import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting } from '../hospital/settings.ts';
import type { RecordOf } from '../outbox/record.ts';
import type { UploadedItem } from '../outbox/records/fees.ts';
import type { StayHead } from '../outbox/records/head.ts';
import { type Person, readPerson } from '../people/person.ts';
import { findFeeList } from '../fees/fee-lists.ts';
import { diagnosesOf, readStayRow, type StayRow } from './stay.ts';

/** A stay and its patient as they are known now, and what every record of the stay begins with. */
export interface StayToTell {
  readonly stay: StayRow;
  readonly person: Person;
  readonly head: StayHead;
}

/** Refuses `stay_not_found`, `person_not_found`. */
export function stayToTell(context: ServiceContext, stayId: string): StayToTell {
  const stay = readStayRow(context, stayId);
  const person = readPerson(context, stay.personId);
  const { personId, name, idNumber, region } = person;
  const head = {
    stayId,
    person: { personId, name, idNumber },
    insurance: readSetting(context, 'insurance'),
    insuredRegion: region,
    admittedOn: stay.admittedOn,
    ...(stay.visitType === 'outpatient' ? { outpatient: true as const } : {}),
  };
  return { stay, person, head };
}

export function admissionUpload({ stay, person, head }: StayToTell): RecordOf<'admission'> {
  const { admissionNumber, visitType, place, department, bed } = stay;
  return {
    kind: 'admission',
    ...head,
    admissionNumber,
    visitType,
    place,
    department,
    bed,
    diagnoses: diagnosesOf(stay),
    phone: person.phone,
  };
}

export function feesUpload(
  { stay, head }: StayToTell,
  feeListId: string,
  items: readonly UploadedItem[],
): RecordOf<'fees'> {
  return { kind: 'fees', ...head, feeListId, department: stay.department, items: [...items] };
}

export function feesWithdrawalUpload(
  { head }: StayToTell,
  feeListId: string,
  lines: readonly number[],
): RecordOf<'fees_withdrawal'> {
  return { kind: 'fees_withdrawal', ...head, feeListId, lines: [...lines] };
}

export function dischargeUpload({ stay, head }: StayToTell, dischargedOn: LocalDate): RecordOf<'discharge'> {
  const { department, bed } = stay;
  return { kind: 'discharge', ...head, dischargedOn, department, bed, diagnoses: diagnosesOf(stay) };
}

export function dischargeUndoneUpload(
  { head }: StayToTell,
  dischargedOn: LocalDate,
): RecordOf<'discharge_undone'> {
  return { kind: 'discharge_undone', ...head, dischargedOn };
}

export function admissionUndoneUpload({ stay, head }: StayToTell): RecordOf<'admission_undone'> {
  return { kind: 'admission_undone', ...head, admissionNumber: stay.admissionNumber };
}

/** The items of a fee list as they are told. Refuses `fee_list_not_found`. */
export function itemsToTell(context: ServiceContext, feeListId: string): UploadedItem[] {
  findFeeList(context, feeListId);
  return statement<[string], UploadedItem>(
    context.database,
    `SELECT line, code, name, cost_class AS costClass, catalogue_class AS catalogueClass, price, quantity,
       amount_fen AS amountFen, own_expense_fen AS ownExpenseFen, over_limit_fen AS overLimitFen,
       pre_self_pay_fen AS preSelfPayFen, in_scope_fen AS inScopeFen, charged_on AS chargedOn
     FROM fee_item WHERE fee_list_id = ? ORDER BY line`,
  ).all(feeListId);
}
