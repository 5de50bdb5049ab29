import type { UnknownPatient } from '../../../shared/contract/emergency.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { agreementOfStay } from '../admission/agreement.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { isOnlyPlanned, openRowsOfStay, rowsOfStay } from '../outbox/of-stay.ts';
import { resolve } from '../outbox/resolve.ts';
import { readPerson } from '../people/person.ts';
import { issuedOfStay } from '../referrals/issued.ts';
import { referralOfStay } from '../referrals/received.ts';
import { hasLiveSettlement } from '../settlements/live.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import type { StayRow } from '../stays/stay.ts';
import { livingStaysOfUnknown, staysOfUnknown } from './stays-of-unknown.ts';
import { findUnknown, identificationOf } from './unknown.ts';

/**
 * Takes a wrong identification back, by two people: the stays are the unknown patient's again, and what was to be told of
 * them in the wrong person's name is told no more. The identification stays in the file, marked. Refuses
 * `unknown_patient_not_found`, `not_identified`, `identification_settled`, `identification_signed`,
 * `identification_uploaded`, `identification_being_told`, and what a second person is refused for.
 */
export async function withdrawIdentification(
  context: ServiceContext,
  actor: Actor,
  { unknownId, reason, secondPerson }: Call<'emergency.withdrawIdentification'>['input'],
): Promise<void> {
  requireWithdrawable(context, unknownId);
  const act = { act: 'emergency.withdraw_identification', subjectId: unknownId, reason };
  const approval = await approve(context, actor, secondPerson, act);
  inTransaction(context.database, () => {
    // Hashing the password took a moment: the stay may have been settled, or told.
    const { identificationId, personId } = requireWithdrawable(context, unknownId);
    for (const stay of livingStaysOfUnknown(context, unknownId)) {
      for (const { outboxId } of openRowsOfStay(context, stay.stayId)) {
        resolve(context, actor, { outboxId, act: 'undone', reason, replacedBy: null });
      }
    }
    insertRow(context.database, 'identification_withdrawal', {
      identification_id: identificationId,
      reason,
      approval_id: recordApproval(context, approval),
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    appendAudit(context, actor, 'emergency.identification_withdrawn', unknownId, { personId, reason });
  });
}

/** The identification that counts, if nothing stands on it. */
function requireWithdrawable(context: ServiceContext, unknownId: string) {
  if (findUnknown(context, unknownId) === undefined) {
    throw new Refusal('unknown_patient_not_found', '没有找到这位身份不明的患者，请从急诊列表里重新选择。');
  }
  const known = identificationOf(context, unknownId);
  if (known === undefined) {
    throw new Refusal('not_identified', '这位患者的身份现在没有确认，不用撤销。');
  }
  const { name } = readPerson(context, known.personId);
  for (const stay of staysOfUnknown(context, unknownId)) {
    if (stay.isCancelled === 1) requireTold(context, stay);
    else requireFree(context, stay, name);
  }
  return known;
}

/** Nothing of a living stay was done in that person's name beyond what can still be held back. */
function requireFree(context: ServiceContext, { stayId, admissionNumber }: StayRow, name: string): void {
  if (hasLiveSettlement(context, stayId)) {
    const sentence = `住院 ${admissionNumber} 已经以${name}的名义结算。请先撤销这次住院的结算，再撤销身份确认。`;
    throw new Refusal('identification_settled', sentence);
  }
  const paper = signedPaper(context, stayId);
  if (paper !== undefined) {
    const sentence = `住院 ${admissionNumber} 已经以${name}的名义办了${paper}。${howToStartAnew}`;
    throw new Refusal('identification_signed', sentence);
  }
  if (rowsOfStay(context, stayId).every(isOnlyPlanned)) return;
  const sentence = `住院 ${admissionNumber} 已经（或可能已经）以${name}的名义报到平台。${howToStartAnew}`;
  throw new Refusal('identification_uploaded', sentence);
}

/** At the platform a stay is one person's for ever: it is undone there, and told anew as another. */
const howToStartAnew =
  '请先撤回费用清单、作废这次住院（平台上的会自动撤回），再撤销身份确认，然后在本人名下另办入院、重新导入费用。';

function signedPaper(context: ServiceContext, stayId: string): string | undefined {
  if (agreementOfStay(context, stayId) !== null) return '先诊疗后付费协议';
  const isIssued = issuedOfStay(context, stayId).some(({ withdrawn }) => withdrawn === null);
  return isIssued || referralOfStay(context, stayId) !== undefined ? '转诊' : undefined;
}

/** What undoes a cancelled stay at the platform still has to go out in that person's name. */
function requireTold(context: ServiceContext, { stayId, admissionNumber }: StayRow): void {
  if (openRowsOfStay(context, stayId).length === 0) return;
  const sentence = `住院 ${admissionNumber} 的作废还没有报完平台。请在“上传”里等它报完，再撤销身份确认。`;
  throw new Refusal('identification_being_told', sentence);
}

interface Mistake {
  readonly personId: string;
  readonly reason: string;
  readonly recordedAt: string;
  readonly recordedByName: string;
}

/** For whom the patient was taken before that was found to be wrong, the newest first. */
export function mistakesOf(context: ServiceContext, unknownId: string): UnknownPatient['mistakenFor'] {
  return statement<[string], Mistake>(
    context.database,
    `SELECT person_id AS personId, withdrawal.reason, withdrawal.recorded_at AS recordedAt,
       display_name AS recordedByName
     FROM patient_identification AS known JOIN identification_withdrawal AS withdrawal
       ON withdrawal.identification_id = known.id
     JOIN staff_account ON staff_account.id = withdrawal.recorded_by
     WHERE unknown_id = ? ORDER BY withdrawal.rowid DESC LIMIT 20`,
  )
    .all(unknownId)
    .map(({ personId, ...mistake }) => ({ ...mistake, personName: readPerson(context, personId).name }));
}
