import { plainName } from '../roster/name.ts';

/** Text is compared up to this end: everything that begins with it. */
const end = '\u{10FFFF}';

export interface NamedBy {
  /** In its one form; empty names nobody in particular. */
  readonly text: string;
  readonly textEnd: string;
  /** The text, where it is an ID number; else empty. */
  readonly idNumber: string;
}

/** A text of 18 digits, or 17 and an X, is an ID number; any other the beginning of a name. */
export function namedBy(typed: string): NamedBy {
  const text = plainName(typed.normalize('NFKC'));
  return { text, textEnd: text + end, idNumber: /^\d{17}[\dXx]$/.test(text) ? text.toUpperCase() : '' };
}

/** The ids of those whom `namedBy` means, by any name that a roster ever gave them; its three values are bound by name. */
export const personsNamed = `
  SELECT person.id FROM person_number JOIN person ON person.key = person_key WHERE id_number = @idNumber
  UNION ALL SELECT person.id FROM roster_name JOIN roster_entry_name ON name_id = roster_name.id
    JOIN person ON person.key = person_key
  WHERE @idNumber = '' AND name >= @text AND name < @textEnd`;
