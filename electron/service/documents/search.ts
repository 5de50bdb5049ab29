import {
  type ArchivedDocument,
  type archiveAnswerSchema,
  type archiveQuestionSchema,
  mostArchived,
} from '../../../shared/contract/documents/archive.ts';
import type { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readPerson } from '../people/person.ts';
import { plainName } from '../roster/name.ts';

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
  const text = plainName(question.text.normalize('NFKC'));
  const isIdNumber = /^\d{17}[\dXx]$/.test(text);
  const rows = statement<object, Omit<ArchivedDocument, 'personName'>>(
    context.database,
    `SELECT document.id AS documentId, kind, subject_id AS subjectId, nullif(subject_day, '') AS day, title, number,
       document.person_id AS personId, business_day AS businessDay, paper, copy_number AS copyNumber, reason, sha256,
       document.recorded_at AS recordedAt, display_name AS recordedByName,
       (SELECT outcome FROM document_print AS print WHERE print.document_id = document.id
        ORDER BY print.id DESC LIMIT 1) AS outcome
     FROM document JOIN staff_account ON staff_account.id = document.recorded_by
     WHERE business_day BETWEEN @fromDay AND @toDay
       AND (@kind IS NULL OR kind = @kind)
       AND (@clerk = '' OR (display_name >= @clerk AND display_name < @clerkEnd))
       AND (@text = '' OR (number >= @text AND number < @textEnd) OR document.person_id IN (
         SELECT person.id FROM person_number JOIN person ON person.key = person_key WHERE id_number = @idNumber
         UNION ALL SELECT person.id FROM roster_name JOIN roster_entry ON name_id = roster_name.id
           JOIN person ON person.key = person_key
         WHERE @idNumber = '' AND name >= @text AND name < @textEnd))
     ORDER BY document.id DESC LIMIT @limit`,
  ).all({
    ...question,
    text,
    textEnd: text + end,
    idNumber: isIdNumber ? text.toUpperCase() : '',
    clerkEnd: question.clerk + end,
    limit: mostArchived + 1,
  });
  const documents = rows.slice(0, mostArchived).map((row) => ({
    ...row,
    personName: row.personId === null ? null : readPerson(context, row.personId).name,
  }));
  return { documents, more: rows.length > mostArchived };
}
