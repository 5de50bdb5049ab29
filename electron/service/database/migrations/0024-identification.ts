import { appendOnly, type Migration } from './migration.ts';

/**
 * Who a person was taken for, by which paper, and what was accepted. What the platform says of a person (1101) stands
 * beside the roster as dated snapshots; numbers of cards are dated facts, since cards are lost and given out anew. A
 * settlement names the newest identification of its person.
 */
export const identification: Migration = {
  version: 24,
  title: 'identification',
  sql: `
CREATE TABLE identification (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id),
  means TEXT NOT NULL CHECK (means IN ('card_reader','scanner','typed','picked')),
  paper TEXT CHECK (paper IN ('id_card','social_security_card','electronic_credential','health_card')),
  -- What was read, without the picture; null where only a number or a name was given.
  told TEXT CHECK (told IS NULL OR json_valid(told)),
  differences TEXT NOT NULL CHECK (json_valid(differences)), reason TEXT,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK ((differences = '[]') = (reason IS NULL))
) STRICT;
CREATE INDEX identification_by_person ON identification(person_id);

CREATE TABLE card_number (
  id TEXT PRIMARY KEY,
  paper TEXT NOT NULL CHECK (paper IN ('social_security_card','health_card')), number TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person(id), source TEXT NOT NULL CHECK (source IN ('platform','roster')),
  recorded_at TEXT NOT NULL, recorded_by TEXT REFERENCES staff_account(id)
) STRICT;
CREATE INDEX card_number_by_number ON card_number(paper, number);

CREATE TABLE platform_identity (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id),
  said TEXT NOT NULL CHECK (json_valid(said)), said_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX platform_identity_by_person ON platform_identity(person_id);

ALTER TABLE settlement ADD COLUMN identification_id TEXT REFERENCES identification(id);
${['identification', 'card_number', 'platform_identity'].map(appendOnly).join('\n')}
`,
};
