import { Refusal } from '../../../shared/contract/refusal.ts';
import type { LateApproval } from '../../../shared/contract/approvals.ts';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readPerson } from '../people/person.ts';

const mostRows = 200;

/** What one person did alone, with the answer of another where there is one. */
const alone = `approval LEFT JOIN approval_answer AS answer ON answer.approval_id = approval.id
     WHERE approval.second_account_id IS NULL`;

/** What waits for a second person's word, what was objected to, and how much of the first is one's own. */
export function openApprovals(
  { database }: ServiceContext,
  accountId: string | null,
): RequestOutput<'approvals.open'> {
  const row = statement<[string | null], RequestOutput<'approvals.open'>>(
    database,
    `SELECT coalesce(sum(answer.verdict IS NULL), 0) AS waitingCount,
       coalesce(sum(answer.verdict = 'objected'), 0) AS objectedCount,
       coalesce(sum(answer.verdict IS NULL AND approval.account_id = ?), 0) AS ownCount
     FROM ${alone}`,
  ).get(accountId);
  return row ?? { waitingCount: 0, objectedCount: 0, ownCount: 0 };
}

interface Row extends Omit<LateApproval, 'isOwn' | 'objection' | 'personName'> {
  readonly personId: string | null;
  readonly accountId: string;
  readonly note: string | null;
  readonly answeredByName: string | null;
  readonly answeredAt: string | null;
}

/** What is not approved: those that wait, and those that were objected to, the oldest first. */
export function listLateApprovals(context: ServiceContext, actor: Actor): RequestOutput<'approvals.list'> {
  const rows = statement<[number], Row>(
    context.database,
    `SELECT approval.id AS approvalId, approval.act, approval.reason, approval.alone_reason AS aloneReason,
       coalesce(settlement.slip_number, '住院号 ' || stay.admission_number, '') AS subject,
       coalesce(settlement.person_id, stay.person_id) AS personId,
       account.display_name AS byName, approval.account_id AS accountId, approval.recorded_at AS at,
       answer.note, answering.display_name AS answeredByName, answer.recorded_at AS answeredAt
     FROM approval JOIN staff_account AS account ON account.id = approval.account_id
     LEFT JOIN approval_answer AS answer ON answer.approval_id = approval.id
     LEFT JOIN staff_account AS answering ON answering.id = answer.account_id
     LEFT JOIN settlement ON settlement.id = approval.subject_id
     LEFT JOIN stay ON stay.id = approval.subject_id
     WHERE approval.second_account_id IS NULL AND (answer.verdict IS NULL OR answer.verdict = 'objected')
     ORDER BY approval.rowid LIMIT 0 + ?`,
  ).all(mostRows + 1);
  const shown = rows
    .slice(0, mostRows)
    .map(({ accountId, personId, note, answeredByName, answeredAt, ...row }) => ({
      ...row,
      personName: personId === null ? '' : readPerson(context, personId).name,
      isOwn: accountId === actor.accountId,
      objection:
        note === null || answeredAt === null ? null : { note, byName: answeredByName ?? '', at: answeredAt },
    }));
  return { rows: shown, isCut: rows.length > mostRows };
}

/**
 * The second person's word that follows. It counts once and stays; an objection takes nothing back and stays listed, since
 * money may have to be asked for. Refuses `approval_unknown`, `approval_own`, `approval_answered`, `objection_without_note`.
 */
export function answerApproval(
  context: ServiceContext,
  actor: Actor,
  { approvalId, verdict, note }: Call<'approvals.answer'>['input'],
): void {
  inTransaction(context.database, () => {
    const row = statement<
      [string],
      { accountId: string; verdict: string | null; act: string; subjectId: string }
    >(
      context.database,
      `SELECT approval.account_id AS accountId, answer.verdict, act, subject_id AS subjectId
       FROM ${alone} AND approval.id = ?`,
    ).get(approvalId);
    if (row === undefined) throw new Refusal('approval_unknown', '没有这项待复核，请刷新后重试。');
    if (row.accountId === actor.accountId) {
      throw new Refusal('approval_own', '自己一个人办的事，要由另一个人复核。');
    }
    if (row.verdict !== null) throw new Refusal('approval_answered', '这一项已经有人复核过，请刷新。');
    if (verdict === 'objected' && note === '') {
      throw new Refusal('objection_without_note', '不同意的，请写明哪里不对，财务要据此处理。');
    }
    insertRow(context.database, 'approval_answer', {
      approval_id: approvalId,
      verdict,
      note,
      account_id: actor.accountId,
      recorded_at: context.clock.now().toISOString(),
    });
    const act = verdict === 'approved' ? 'approvals.approved' : 'approvals.objected';
    appendAudit(context, actor, act, row.subjectId, { approvalId, act: row.act, note });
  });
}
