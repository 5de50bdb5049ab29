import type { Household } from '../../../shared/contract/household.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { personWithHousehold, readHouseholdOf } from './read.ts';

/**
 * 一户一策: writes down a household's family doctor and plan; the newest counts, earlier ones stay. Refuses
 * `person_not_found`, `household_number_missing` and `household_plan_empty`.
 */
export function planHousehold(
  context: ServiceContext,
  actor: Actor,
  { personId, doctorName, doctorPlace, doctorPhone, note }: Call<'household.plan'>['input'],
): Household {
  const { householdNumber } = personWithHousehold(context, personId);
  if (doctorName === '' && note === '') {
    throw new Refusal('household_plan_empty', '请填写家庭医生或一户一策的内容，再保存。');
  }
  inTransaction(context.database, () => {
    insertRow(context.database, 'household_plan', {
      id: context.newId(),
      household_number: householdNumber,
      doctor_name: doctorName,
      doctor_place: doctorPlace,
      doctor_phone: doctorPhone,
      note,
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    appendAudit(context, actor, 'household.planned', personId, {});
  });
  return readHouseholdOf(context, personId);
}
