import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addFees, addPatient, addStay, putSuixianIntoForce, settle } from '../harness/patient.ts';

/** What is in scope of three stays, in yuan. */
export const inScope = [54_000, 23_456.78, 9876.54];
/** One person and a stay for each amount, settled in their order. */
export function settledStays(of: TestHospital, amounts: readonly number[]) {
  const first = addPatient(of, {}, { inScope: amounts[0]! });
  const stays = [
    first.stayId,
    ...amounts.slice(1).map((amount) => {
      const stayId = addStay(of, first.personId);
      addFees(of, stayId, { inScope: amount });
      return stayId;
    }),
  ];
  return { personId: first.personId, stays, settlements: stays.map((stayId) => settle(of, stayId)) };
}

/** The same stays in a hospital where they were settled right from the start. */
export function rightFromTheStart<Value>(
  amounts: readonly number[],
  look: (of: TestHospital, personId: string) => Value,
) {
  const other = openTestHospital();
  try {
    putSuixianIntoForce(other);
    return look(other, settledStays(other, amounts).personId);
  } finally {
    other.close();
  }
}
