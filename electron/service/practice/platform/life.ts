import { appendOnly, type Migration } from '../../database/migrations/migration.ts';

/**
 * The rest of a visit: referral, fee items, discharge, settlement list, and their undoing. Each row knows the message
 * that made it; a message that was corrected (2601) never happened, so its rows do not count (`counts`).
 */
export const lifeOfVisit: Migration = {
  version: 4,
  title: 'life of a visit',
  sql: `
CREATE TABLE referral (
  sequence INTEGER PRIMARY KEY, trt_dcla_detl_sn TEXT NOT NULL UNIQUE, psn_no TEXT NOT NULL REFERENCES person(psn_no),
  fixmedins_code TEXT NOT NULL, content TEXT NOT NULL CHECK (json_valid(content)), msgid TEXT NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
CREATE INDEX referral_by_person ON referral(psn_no);
CREATE TABLE fee_item (
  sequence INTEGER PRIMARY KEY, fixmedins_code TEXT NOT NULL, feedetl_sn TEXT NOT NULL,
  mdtrt_id TEXT NOT NULL REFERENCES visit(mdtrt_id), amount_fen INTEGER NOT NULL, med_list_codg TEXT NOT NULL,
  msgid TEXT NOT NULL, received_at TEXT NOT NULL
) STRICT;
CREATE INDEX fee_item_by_number ON fee_item(fixmedins_code, feedetl_sn);
CREATE INDEX fee_item_by_visit ON fee_item(mdtrt_id);
CREATE TABLE fee_item_undone (
  sequence INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES fee_item(sequence), msgid TEXT NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
CREATE INDEX fee_item_undone_by_item ON fee_item_undone(item);
CREATE TABLE discharge (
  sequence INTEGER PRIMARY KEY, mdtrt_id TEXT NOT NULL REFERENCES visit(mdtrt_id), endtime TEXT NOT NULL,
  msgid TEXT NOT NULL, received_at TEXT NOT NULL
) STRICT;
CREATE INDEX discharge_by_visit ON discharge(mdtrt_id);
CREATE TABLE discharge_undone (
  sequence INTEGER PRIMARY KEY, discharge INTEGER NOT NULL REFERENCES discharge(sequence), msgid TEXT NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
CREATE INDEX discharge_undone_by_discharge ON discharge_undone(discharge);
CREATE TABLE visit_undone (
  sequence INTEGER PRIMARY KEY, mdtrt_id TEXT NOT NULL REFERENCES visit(mdtrt_id), msgid TEXT NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
CREATE INDEX visit_undone_by_visit ON visit_undone(mdtrt_id);
CREATE TABLE settlement_list (
  sequence INTEGER PRIMARY KEY, setl_list_id TEXT NOT NULL UNIQUE, setl_id TEXT NOT NULL REFERENCES settlement(setl_id),
  content TEXT NOT NULL CHECK (json_valid(content)), msgid TEXT NOT NULL, received_at TEXT NOT NULL
) STRICT;
CREATE INDEX settlement_list_by_settlement ON settlement_list(setl_id);
CREATE INDEX corrected_message_by_id ON corrected_message(msgid);
${[
  'referral',
  'fee_item',
  'fee_item_undone',
  'discharge',
  'discharge_undone',
  'visit_undone',
  'settlement_list',
]
  .map(appendOnly)
  .join('\n')}
`,
};

/** SQL condition: the message that made the row of that name was not corrected. */
export function counts(name: string): string {
  return `NOT EXISTS (SELECT 1 FROM corrected_message AS gone WHERE gone.msgid = ${name}.msgid)`;
}

/** SQL condition: the visit of that name is registered. */
export const visitStands = `${counts('visit')}
  AND NOT EXISTS (SELECT 1 FROM visit_cancellation AS gone WHERE gone.mdtrt_id = visit.mdtrt_id)
  AND NOT EXISTS (SELECT 1 FROM visit_undone WHERE visit_undone.mdtrt_id = visit.mdtrt_id AND ${counts('visit_undone')})`;

/** SQL condition: the fee item of that name is held. */
export const itemStands = `${counts('fee_item')}
  AND NOT EXISTS (SELECT 1 FROM fee_item_undone WHERE item = fee_item.sequence AND ${counts('fee_item_undone')})`;

/** SQL condition: the discharge of that name holds. */
export const dischargeStands = `${counts('discharge')}
  AND NOT EXISTS (SELECT 1 FROM discharge_undone WHERE discharge_undone.discharge = discharge.sequence AND ${counts('discharge_undone')})`;

/** SQL condition: `this` is a settlement that was not reversed. */
export const settlementStands = `this.refd_setl_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM settlement AS later WHERE later.refd_setl_id = this.setl_id)`;
