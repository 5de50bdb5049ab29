import { type AloneAct, mostNamedPapers } from '../../../shared/contract/day-close.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

interface Closes {
  readonly clerkId: string;
  readonly dayCloseId: string;
  /** Null: the first of that clerk. */
  readonly previousId: string | null;
}

/** SQL: the place of the newest approval that a close takes in; of one that named none, by its time. */
const upTo = (closeId: string): string => `(SELECT CASE WHEN up_to_approval_id IS NULL
    THEN (SELECT coalesce(max(rowid), 0) FROM approval AS earlier WHERE earlier.recorded_at <= day_close.recorded_at)
    ELSE coalesce((SELECT rowid FROM approval AS last WHERE last.id = up_to_approval_id), 0) END
  FROM day_close WHERE day_close.id = ${closeId})`;

/**
 * What a clerk did alone up to a close: all of its own span with the word that followed, and of before what still has none
 * or was objected to. Finance signs the sheet, and is to see what nobody has looked at.
 */
export function aloneActsOf({ database }: ServiceContext, closes: Closes): AloneAct[] {
  return statement<[Closes & { readonly most: number }], AloneAct>(
    database,
    `SELECT approval.recorded_at AS at, approval.act, approval.alone_reason AS aloneReason,
       coalesce(settlement.slip_number, '住院号 ' || stay.admission_number, '') AS subject,
       answer.verdict, answering.display_name AS answeredByName
     FROM approval LEFT JOIN approval_answer AS answer ON answer.approval_id = approval.id
     LEFT JOIN staff_account AS answering ON answering.id = answer.account_id
     LEFT JOIN settlement ON settlement.id = approval.subject_id
     LEFT JOIN stay ON stay.id = approval.subject_id
     WHERE approval.second_account_id IS NULL AND approval.account_id = @clerkId
       AND approval.rowid <= ${upTo('@dayCloseId')}
       AND (approval.rowid > coalesce(${upTo('@previousId')}, 0) OR answer.verdict IS NOT 'approved')
     ORDER BY approval.rowid LIMIT 0 + @most`,
  ).all({ ...closes, most: mostNamedPapers });
}
