import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../../context.ts';
import { appendOnly, type Migration } from '../../database/migrations/migration.ts';
import { openDatabase } from '../../database/open.ts';
import { clearings } from './clearings.ts';
import { sessions } from './door.ts';
import { settledElsewhere } from './elsewhere.ts';
import { logHeads } from './log-heads.ts';
import { lifeOfVisit } from './life.ts';
import { packageSigners } from './package-signers.ts';
import { registry } from './registry.ts';

/**
 * What the practice platform holds, in an encrypted file of its own: a centre is another house, with other words.
 * Columns are named as on the wire; every message and its answer is kept.
 */
const book: Migration = {
  version: 1,
  title: 'practice platform',
  sql: `
CREATE TABLE message (
  sequence INTEGER PRIMARY KEY, fixmedins_code TEXT NOT NULL, msgid TEXT NOT NULL, infno TEXT NOT NULL,
  content_hash TEXT NOT NULL, infcode TEXT NOT NULL, request TEXT NOT NULL, answer TEXT NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
-- What was accepted is answered again in the same words; what was refused did nothing and may come again.
CREATE UNIQUE INDEX message_accepted_once ON message(fixmedins_code, msgid) WHERE infcode = '0';
CREATE TABLE corrected_message (
  fixmedins_code TEXT NOT NULL, msgid TEXT NOT NULL, received_at TEXT NOT NULL,
  PRIMARY KEY (fixmedins_code, msgid)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  sequence INTEGER PRIMARY KEY, psn_no TEXT NOT NULL UNIQUE, certno TEXT NOT NULL UNIQUE, psn_name TEXT NOT NULL
) STRICT;
CREATE TABLE visit (
  sequence INTEGER PRIMARY KEY, mdtrt_id TEXT NOT NULL UNIQUE, psn_no TEXT NOT NULL REFERENCES person(psn_no),
  fixmedins_code TEXT NOT NULL, ipt_no TEXT NOT NULL, our_stay_id TEXT, msgid TEXT NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
CREATE INDEX visit_by_number ON visit(fixmedins_code, ipt_no);
CREATE TABLE visit_cancellation (
  mdtrt_id TEXT PRIMARY KEY REFERENCES visit(mdtrt_id), received_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE settlement (
  sequence INTEGER PRIMARY KEY, setl_id TEXT NOT NULL UNIQUE, mdtrt_id TEXT NOT NULL REFERENCES visit(mdtrt_id),
  refd_setl_id TEXT UNIQUE REFERENCES settlement(setl_id), interim INTEGER NOT NULL CHECK (interim IN (0, 1)),
  msgid TEXT NOT NULL, declared TEXT NOT NULL CHECK (json_valid(declared)),
  answered TEXT NOT NULL CHECK (json_valid(answered)), received_at TEXT NOT NULL
) STRICT;
CREATE INDEX settlement_by_visit ON settlement(mdtrt_id);
-- Set by a teacher or a test: this centre reckons otherwise for that admission. The newest row counts.
CREATE TABLE other_amounts (
  sequence INTEGER PRIMARY KEY, ipt_no TEXT NOT NULL, field TEXT NOT NULL, more_fen INTEGER NOT NULL
) STRICT;
CREATE INDEX other_amounts_by_number ON other_amounts(ipt_no, field);
${['message', 'corrected_message', 'person', 'visit', 'visit_cancellation', 'settlement', 'other_amounts'].map(appendOnly).join('\n')}
`,
};

export interface BookOptions {
  readonly dataFolder: string;
  readonly keyHex: string;
  readonly nativeBinding: string | null;
  readonly clock: Clock;
}

export function openBook({ dataFolder, ...options }: BookOptions): Database {
  return openDatabase({
    ...options,
    file: path.join(dataFolder, 'practice-platform.db'),
    migrations: [
      book,
      settledElsewhere,
      sessions,
      lifeOfVisit,
      packageSigners,
      registry,
      clearings,
      logHeads,
    ],
  });
}

/** What the parts of the platform work with. */
export interface Office {
  readonly database: Database;
  readonly clock: Clock;
}
