import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import { eligibilityText } from './eligibilities.ts';
import type { RosterRow } from './row.ts';
import { eligibilitySetId, nameId, placeId } from './words.ts';

/**
 * The person of a number, made where nobody has it. A roster that is being written has taken keys in advance; those
 * stay its own. Inside the caller's transaction.
 */
export function personOfNumber(
  database: Database,
  idNumber: string,
  made: { readonly personId: string; readonly createdAt: string },
): { readonly personKey: number; readonly personId: string } {
  const known = statement<[string], { personKey: number; personId: string }>(
    database,
    `SELECT person_key AS personKey, id AS personId FROM person_number JOIN person ON key = person_key
     WHERE id_number = ?`,
  ).get(idNumber);
  if (known !== undefined) return known;
  const { personId, createdAt } = made;
  const { lastInsertRowid } = statement<[string, string]>(
    database,
    `INSERT INTO person (key, id, created_at)
     SELECT 1 + max(coalesce((SELECT max(key) FROM person), 0),
       coalesce((SELECT max(last_person_key) FROM roster_preparation), 0)), ?, ?`,
  ).run(personId, createdAt);
  const personKey = Number(lastInsertRowid);
  const insertNumber = 'INSERT INTO person_number (id_number, person_key) VALUES (?, ?)';
  statement<[string, number]>(database, insertNumber).run(idNumber, personKey);
  return { personKey, personId };
}

/** Writes what an import of one row says of a person. A whole roster is written at once (write.ts). */
export function insertEntry(
  database: Database,
  personKey: number,
  importSequence: number,
  row: RosterRow,
): void {
  const name = nameId(database, row.name);
  statement<object>(
    database,
    `INSERT INTO roster_entry (person_key, import_sequence, line, id_number, name_id, household_number, relation,
       place_id, insurance_state, phone, eligibility_set_id)
     VALUES (@personKey, @importSequence, @line, @idNumber, @nameId, @householdNumber, @relation, @placeId,
       @insuranceState, @phone, @eligibilitySetId)`,
  ).run({
    personKey,
    importSequence,
    line: row.line,
    idNumber: row.idNumber,
    nameId: name,
    householdNumber: row.householdNumber,
    relation: row.relation,
    placeId: placeId(database, row),
    insuranceState: row.insuranceState,
    phone: row.phone,
    eligibilitySetId: eligibilitySetId(database, eligibilityText(row.eligibilities)),
  });
  statement<[number, number, number]>(
    database,
    'INSERT INTO roster_entry_name (name_id, person_key, import_sequence) VALUES (?, ?, ?)',
  ).run(name, personKey, importSequence);
}
