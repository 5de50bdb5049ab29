import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Role } from '../../../shared/contract/request.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { checkCredentials } from './sign-in.ts';

/** Who may be the second person. */
const approvers: ReadonlySet<Role> = new Set(['cashier_lead', 'finance', 'information_office']);

/** What is approved: the act, what it is done to, and why. */
export interface ApprovedAct {
  readonly act: string;
  readonly subjectId: string;
  readonly reason: string;
}

/** A second person's word, checked and not yet written down. Only `approve` and `approveOrAlone` make one. */
export interface Approval extends ApprovedAct {
  readonly actor: Actor;
  /** Null for an act of one person alone: the word follows. */
  readonly secondAccountId: string | null;
  readonly aloneReason: string | null;
}

/**
 * Checks the second person at the same screen: another account, the right password, a role that may approve. It
 * takes a moment and so comes before the transaction; `recordApproval` writes it down inside. Refuses
 * `second_person_is_same`, `second_person_wrong`, `second_person_not_allowed`, `second_person_password_due`,
 * `second_person_code_due`, `one_time_code_needed`, `one_time_code_wrong`, `sign_in_locked`.
 */
export async function approve(
  context: ServiceContext,
  actor: Actor,
  secondPerson: SecondPerson,
  act: ApprovedAct,
): Promise<Approval> {
  if (secondPerson.login.toLowerCase() === actor.login.toLowerCase()) throw samePerson();
  const second = await checkCredentials(context, secondPerson);
  if (second === undefined) {
    throw new Refusal('second_person_wrong', '复核人的登录名或密码不对，请复核人重新输入。');
  }
  if (second.accountId === actor.accountId) throw samePerson();
  if (!approvers.has(second.role)) {
    throw new Refusal(
      'second_person_not_allowed',
      '这个账号不能做复核，请收费组长、财务或信息科的账号复核。',
    );
  }
  // Whoever gave it would be both persons.
  if (second.passwordDue !== null) {
    throw new Refusal(
      'second_person_password_due',
      '复核人的密码要先改：请复核人用自己的账号登录，改好密码再来复核。',
    );
  }
  if (second.codeDue) {
    throw new Refusal(
      'second_person_code_due',
      '本院要求复核人的账号用一次性口令：请复核人用自己的账号登录，设置好再来复核。',
    );
  }
  return { ...act, actor, secondAccountId: second.accountId, aloneReason: null };
}

/** Writes the approval inside the caller's transaction; returns its id. */
export function recordApproval(context: ServiceContext, approval: Approval): string {
  const { act, subjectId, reason, actor, secondAccountId, aloneReason } = approval;
  const approvalId = context.newId();
  statement<unknown[]>(
    context.database,
    `INSERT INTO approval (id, act, subject_id, reason, account_id, second_account_id, recorded_at, alone_reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    approvalId,
    act,
    subjectId,
    reason,
    actor.accountId,
    secondAccountId,
    context.clock.now().toISOString(),
    aloneReason,
  );
  if (aloneReason === null) {
    appendAudit(context, actor, 'staff.approved', subjectId, { approvalId, act, secondAccountId });
  } else {
    appendAudit(context, actor, 'approvals.acted_alone', subjectId, { approvalId, act, aloneReason });
  }
  return approvalId;
}

function samePerson(): Refusal {
  return new Refusal('second_person_is_same', '复核必须由另一个人用自己的账号完成。');
}
