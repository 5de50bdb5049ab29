import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';

export interface RosterSnapshot {
  readonly fileName: string;
  readonly fileHash: string;
  readonly asOfDay: LocalDate;
  readonly personCount: number;
  readonly refusedCount: number;
}

/** Which of the staged numbers are known already: the same number is the same person. */
export function matchKnownPersons(context: ServiceContext): { readonly newPersonCount: number } {
  const { database } = context;
  statement<[]>(
    database,
    `UPDATE staged_person SET is_known = 1, person_id = known.person_id
     FROM person_number AS known WHERE known.id_number = staged_person.id_number`,
  ).run();
  const sql = 'SELECT count(*) AS count FROM staged_person WHERE is_known = 0';
  return { newPersonCount: statement<[], { count: number }>(database, sql).get()?.count ?? 0 };
}

/** Persons whom an earlier roster names and the staged one does not. They are listed; nothing of theirs ends. */
export function countAbsent(context: ServiceContext): number {
  const row = statement<[], { count: number }>(
    context.database,
    `SELECT count(*) AS count FROM person
     WHERE EXISTS (SELECT 1 FROM roster_entry AS entry
                   JOIN roster_import AS import ON import.sequence = entry.import_sequence
                   WHERE entry.person_id = person.id AND import.source = 'roster')
       AND NOT EXISTS (SELECT 1 FROM person_number AS number
                       JOIN staged_person AS staged ON staged.id_number = number.id_number
                       WHERE number.person_id = person.id)`,
  ).get();
  return row?.count ?? 0;
}

/** Makes facts of what is staged, in one transaction: the whole snapshot or nothing. Returns the import's id. */
export function commitRoster(
  context: ServiceContext,
  actor: Actor | undefined,
  snapshot: RosterSnapshot,
): string {
  const { database } = context;
  const importId = context.newId();
  const recordedAt = context.clock.now().toISOString();
  inTransaction(database, () => {
    matchKnownPersons(context);
    const { fileName, fileHash, asOfDay, personCount, refusedCount } = snapshot;
    const { lastInsertRowid: sequence } = statement<unknown[]>(
      database,
      `INSERT INTO roster_import (id, file_name, file_hash, accepted_count, refused_count, as_of_day, source,
         recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, 'roster', ?, ?)`,
    ).run(
      importId,
      fileName,
      fileHash,
      personCount,
      refusedCount,
      asOfDay,
      recordedAt,
      actor?.accountId ?? null,
    );
    for (const sql of factsFromStaging) statement<object>(database, sql).run({ sequence, recordedAt });
    appendAudit(context, actor, 'roster.import', importId, { ...snapshot });
  });
  return importId;
}

/** In the order of the file, which is the order of the new persons' ids: each table grows at its end. */
const factsFromStaging = [
  `INSERT INTO person (id, created_at)
   SELECT person_id, @recordedAt FROM staged_person WHERE is_known = 0 ORDER BY position`,
  `INSERT INTO person_number (id_number, person_id, recorded_at)
   SELECT id_number, person_id, @recordedAt FROM staged_person WHERE is_known = 0 ORDER BY id_number`,
  `INSERT INTO roster_entry (person_id, import_sequence, line, name, id_number, household_number, relation, region,
     township, village, insurance_state, phone)
   SELECT person_id, @sequence, line, name, id_number, household_number, relation, region, township, village,
     insurance_state, phone FROM staged_person ORDER BY position`,
  `INSERT INTO roster_eligibility (person_id, import_sequence, category, begins_on, ends_on, source, region)
   SELECT person_id, @sequence, category, begins_on, ends_on, source, eligibility.region
   FROM staged_person CROSS JOIN staged_eligibility AS eligibility USING (position) ORDER BY position`,
];
