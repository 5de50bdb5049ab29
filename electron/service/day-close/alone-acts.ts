import { type AloneAct, mostNamedPapers } from '../../../shared/contract/day-close.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

interface Span {
  readonly clerkId: string;
  /** When the close before was; null before the first. */
  readonly since: string | null;
  readonly closedAt: string;
}

/**
 * What a clerk did alone up to a close: all of its own span with the word that followed, and of before what still has none
 * or was objected to. Finance signs the sheet, and is to see what nobody has looked at.
 */
export function aloneActsOf({ database }: ServiceContext, span: Span): AloneAct[] {
  return statement<[Span & { readonly most: number }], AloneAct>(
    database,
    `SELECT approval.recorded_at AS at, approval.act, approval.alone_reason AS aloneReason,
       coalesce(settlement.slip_number, '住院号 ' || stay.admission_number, '') AS subject,
       answer.verdict, answering.display_name AS answeredByName
     FROM approval LEFT JOIN approval_answer AS answer ON answer.approval_id = approval.id
     LEFT JOIN staff_account AS answering ON answering.id = answer.account_id
     LEFT JOIN settlement ON settlement.id = approval.subject_id
     LEFT JOIN stay ON stay.id = approval.subject_id
     WHERE approval.second_account_id IS NULL AND approval.account_id = @clerkId
       AND approval.recorded_at <= @closedAt
       AND (@since IS NULL OR approval.recorded_at > @since OR answer.verdict IS NOT 'approved')
     ORDER BY approval.rowid LIMIT 0 + @most`,
  ).all({ ...span, most: mostNamedPapers });
}
