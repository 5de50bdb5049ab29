import {
  type ArchivedDocument,
  type archiveAnswerSchema,
  type archiveQuestionSchema,
  mostArchived,
  mostOfStay,
} from '../../../shared/contract/documents/archive.ts';
import type { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { namedBy, personsNamed } from '../people/named.ts';
import { readPerson } from '../people/person.ts';

/** Text is compared up to this end: everything that begins with it. */
const end = '\u{10FFFF}';

/**
 * Prints of the archive between two business days, the newest first, at most 2,000. A text of 18 digits, or 17 and an X, is
 * an ID number; any other the beginning of a number or of a name.
 */
export function searchArchive(
  context: ServiceContext,
  question: z.output<typeof archiveQuestionSchema>,
): z.output<typeof archiveAnswerSchema> {
  const rows = statement<object, ArchiveRow>(
    context.database,
    `SELECT ${columns}
     FROM document JOIN staff_account ON staff_account.id = document.recorded_by
     WHERE business_day BETWEEN @fromDay AND @toDay
       AND (@kind IS NULL OR kind = @kind)
       AND (@clerk = '' OR (display_name >= @clerk AND display_name < @clerkEnd))
       AND (@text = '' OR (number >= @text AND number < @textEnd) OR document.person_id IN (${personsNamed}))
     ORDER BY document.id DESC LIMIT 0 + @limit`,
  ).all({
    ...question,
    ...namedBy(question.text),
    clerkEnd: question.clerk + end,
    limit: mostArchived + 1,
  });
  const documents = rows.slice(0, mostArchived).map((row) => withName(context, row));
  return { documents, more: rows.length > mostArchived };
}

/**
 * Every print about a stay, the newest first, at most 200: slips of its settlements, reversals and top-ups, agreements, receipts,
 * certificates and fee lists.
 */
export function documentsOfStay(context: ServiceContext, stayId: string): ArchivedDocument[] {
  return statement<object, ArchiveRow>(
    context.database,
    `WITH subject(of_kind, id) AS (
       VALUES ('fee_list', @stayId), ('daily_fees', @stayId)
       UNION ALL SELECT 'slip', id FROM settlement WHERE stay_id = @stayId
       UNION ALL SELECT 'instalment_agreement', plan.id FROM settlement
         JOIN instalment_plan AS plan ON plan.settlement_id = settlement.id WHERE stay_id = @stayId
       UNION SELECT 'payment_receipt', receipt_id FROM settlement
         JOIN ledger_posting AS posting ON posting.settlement_id = settlement.id
         JOIN receipt_posting ON posting_id = posting.id WHERE stay_id = @stayId
       UNION ALL SELECT 'hardship_application', application.id FROM settlement
         JOIN hardship_application AS application ON application.settlement_id = settlement.id WHERE stay_id = @stayId
       UNION ALL SELECT 'top_up_slip', made.id FROM settlement
         JOIN top_up AS made ON made.settlement_id = settlement.id WHERE stay_id = @stayId
       UNION ALL SELECT 'treat_first_agreement', id FROM treat_first_agreement WHERE stay_id = @stayId
       UNION ALL SELECT 'referral_certificate', id FROM issued_referral WHERE stay_id = @stayId)
     SELECT ${columns}
     FROM subject CROSS JOIN document ON kind = of_kind AND subject_id = subject.id
     JOIN staff_account ON staff_account.id = document.recorded_by
     ORDER BY document.id DESC LIMIT 0 + @limit`,
  )
    .all({ stayId, limit: mostOfStay })
    .map((row) => withName(context, row));
}

type ArchiveRow = Omit<ArchivedDocument, 'personName'>;

const columns = `document.id AS documentId, kind, subject_id AS subjectId, nullif(subject_day, '') AS day, title, number,
  document.person_id AS personId, business_day AS businessDay, paper, copy_number AS copyNumber, reason, sha256,
  document.recorded_at AS recordedAt, display_name AS recordedByName,
  (SELECT outcome FROM document_print AS print WHERE print.document_id = document.id
   ORDER BY print.id DESC LIMIT 1) AS outcome`;

function withName(context: ServiceContext, row: ArchiveRow): ArchivedDocument {
  return { ...row, personName: row.personId === null ? null : readPerson(context, row.personId).name };
}
