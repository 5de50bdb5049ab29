import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations, newestVersion } from '../../../electron/service/database/migrations/migrations.ts';

let database: Database;

beforeEach(() => {
  database = new SqliteDatabase(':memory:');
  database.pragma('foreign_keys = ON');
});
afterEach(() => database.close());

function migrateTo(count: number): void {
  for (const migration of migrations.slice(0, count)) database.exec(migration.sql);
}

const tables = () =>
  database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name").all() as {
    name: string;
    sql: string;
  }[];

/** What each step brings. A step that was released never changes: a change here means that one was edited. */
const brings: readonly (readonly string[])[] = [
  ['staff_account', 'staff_role', 'staff_password', 'approval', 'audit'],
  ['setting', 'policy_pack', 'policy_in_force'],
  ['person', 'person_number', 'roster_import', 'roster_entry', 'roster_eligibility'],
  ['stay', 'stay_detail', 'fee_list', 'fee_item', 'fee_list_withdrawal'],
  ['settlement', 'settlement_layer', 'settlement_fee_list', 'ledger_entry', 'ledger_posting'],
  ['outbox', 'outbox_attempt', 'platform_identifier', 'platform_answer', 'platform_difference'],
  ['document', 'document_print'],
  ['settlement_claim'],
  ['year_snapshot', 'year_snapshot_settlement', 'correction', 'correction_step'],
  ['outbox_resolution', 'outbox_note', 'platform_item_difference', 'referral', 'stay_cancellation'],
  ['window_key'],
  ['recovery_key_act'],
  [],
  [
    'backup',
    'backup_copy',
    'backup_removal',
    'salvage',
    'restoration',
    'centre_record',
    'centre_record_note',
  ],
  ['platform_secret'],
  ['policy_signature'],
  ['insured_year', 'claim_situation', 'claim_payers'],
  [],
  ['offline_package', 'offline_package_row', 'offline_receipt', 'offline_receipt_row'],
  [],
  ['offline_package_withdrawal'],
  ['admission_check', 'treat_first_agreement'],
  ['catalogue_import', 'catalogue_item', 'hospital_item', 'item_mapping'],
  ['identification', 'card_number', 'platform_identity'],
  [],
  ['fee_return'],
  [
    'received_certificate',
    'issued_referral',
    'issued_referral_withdrawal',
    'designated_hospital',
    'designated_hospital_end',
  ],
  ['attachment', 'attachment_withdrawal'],
  [],
  [
    'signatory',
    'invoice',
    'cash_handed_in',
    'refund_reference',
    'receipt',
    'receipt_posting',
    'instalment',
    'instalment_plan',
  ],
  ['approved_amount', 'settlement_approved_amount', 'stated_figure'],
  ['unknown_patient', 'unknown_patient_identified'],
  [
    'eligibility_set',
    'roster_absence',
    'roster_name',
    'roster_name_key',
    'roster_place',
    'roster_preparation',
  ],
  ['incoming_fee_file', 'hospital_system_token'],
  [],
  ['cash_count', 'day_close', 'day_close_confirmation', 'day_close_correction'],
  [],
  [],
  ['fund_claim', 'fund_claim_line', 'fund_claim_step', 'fund_movement', 'fund_refusal'],
  [
    'statement',
    'statement_portion',
    'statement_mapping',
    'reconciliation_difference',
    'reconciliation_run',
    'reconciliation_signature',
    'reconciliation_act',
  ],
  [
    'report_key',
    'report_mark',
    'report_member',
    'report_sum',
    'report_person',
    'report_made',
    'report_sending',
  ],
  ['fund_claim_message', 'fund_claim_attempt', 'fund_claim_list'],
  ['roster_entry_name'],
  ['debt_reminder', 'debt_relief', 'default_listing'],
  [],
  ['patient_identification', 'identification_withdrawal'],
  ['seen_fee_file'],
  ['counted_stay'],
  ['one_time_secret', 'one_time_use'],
  ['approval_answer'],
  ['audit_archive'],
  ['shift_handover'],
  ['outpatient_qualification', 'outpatient_qualification_end'],
  ['left_out_run', 'left_out_portion', 'left_out_case', 'left_out_lapse', 'left_out_answer'],
  ['hardship_application', 'hardship_step'],
  [],
  ['top_up'],
  [],
  ['treatment_line', 'treatment_step', 'treatment_package'],
  ['roster_work_portion', 'roster_work_line', 'roster_work_tick'],
  ['public_board', 'public_board_cell'],
  ['household_plan'],
  ['follow_up_portion', 'follow_up_stay', 'follow_up_call'],
  [
    'irregularity_run',
    'irregularity_portion',
    'irregularity_finding',
    'irregularity_settlement',
    'irregularity_lapse',
    'irregularity_answer',
    'irregularity_closure',
    'death_record',
  ],
  [],
  [],
  [],
  [],
  [],
];

describe('the steps of the schema', () => {
  it('are numbered in their order, each once', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other));
    expect(newestVersion).toBe(versions.at(-1));
    expect(brings).toHaveLength(migrations.length);
  });

  it.each(migrations.map(({ version, title }, at) => [version, title, at] as const))(
    '%i, %s, brings its tables',
    (_version, _title, at) => {
      migrateTo(at);
      const before = new Set(tables().map(({ name }) => name));
      database.exec(migrations[at]!.sql);
      const added = tables()
        .map(({ name }) => name)
        .filter((name) => !before.has(name));
      expect(added.toSorted()).toEqual([...brings[at]!].toSorted());
    },
  );
});

describe('every table', () => {
  beforeEach(() => migrateTo(migrations.length));

  it('is strict, so that a text never lies where an amount belongs', () => {
    expect(tables().filter(({ sql }) => !/\) STRICT(, WITHOUT ROWID)?$/.test(sql))).toEqual([]);
    expect(tables().filter(({ sql }) => /\bREAL\b/.test(sql))).toEqual([]);
  });

  it('of facts refuses changes and deletions; open are deliveries, what is counted for reports, an import under way and the index of names', () => {
    const guarded = database
      .prepare("SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%BEFORE UPDATE ON%'")
      .pluck()
      .all() as string[];
    const open = tables()
      .map(({ name }) => name)
      .filter((name) => !guarded.includes(name));
    expect(open).toEqual([
      'outbox',
      'report_key',
      'report_mark',
      'report_member',
      'report_person',
      'report_sum',
      'roster_name_key',
      'roster_preparation',
    ]);
  });
});

describe('the names by which entries are found', () => {
  it('are taken over from the entries that are there', () => {
    migrateTo(42);
    database.exec(`
      INSERT INTO person (key, id, created_at) VALUES (7, 'p', '');
      INSERT INTO roster_name (id, name) VALUES (3, '王秀英');
      INSERT INTO roster_place (id, region, township, village) VALUES (1, '429913', '', '');
      INSERT INTO eligibility_set (id, eligibilities) VALUES (1, '[]');
      INSERT INTO roster_entry VALUES (7, 1, 2, '429913195903181240', 3, NULL, NULL, 1, 'normal', NULL, 1);`);
    database.exec(migrations[42]!.sql);
    expect(database.prepare('SELECT * FROM roster_entry_name').all()).toEqual([
      { name_id: 3, person_key: 7, import_sequence: 1 },
    ]);
    expect(database.pragma('foreign_key_check')).toEqual([]);
  });
});

describe('an identification of before it could be withdrawn', () => {
  it('counts on, and the patient can be identified anew after a withdrawal, not before', () => {
    const at = migrations.findIndex(({ version }) => version === 48);
    migrateTo(at);
    database.exec(`
      INSERT INTO staff_account (id, login, display_name, created_at) VALUES ('a', 'a', 'a', ''), ('b', 'b', 'b', '');
      INSERT INTO person (key, id, created_at) VALUES (1, 'u', ''), (2, 'p', ''), (3, 'q', '');
      INSERT INTO unknown_patient VALUES ('u', 'JZ1', '无名氏', 'male', 40, '', '', '429913', '2020-01-01', '', '', '', '', 'a');
      INSERT INTO unknown_patient_identified VALUES ('u', 'p', 'other', 'n', '', 'a');`);
    database.exec(migrations[at]!.sql);
    const known = () => database.prepare('SELECT unknown_id, person_id FROM known_patient').all();
    expect(known()).toEqual([{ unknown_id: 'u', person_id: 'p' }]);
    const again = "INSERT INTO patient_identification VALUES ('i', 'u', 'q', 'other', 'n', '', 'a')";
    expect(() => database.exec(again)).toThrow('already_identified');
    database.exec(`INSERT INTO approval VALUES ('v', '', '', '', 'a', 'b', '');
      INSERT INTO identification_withdrawal VALUES ('u', 'wrong', 'v', '', 'a');`);
    expect(known()).toEqual([]);
    database.exec(again);
    expect(known()).toEqual([{ unknown_id: 'u', person_id: 'q' }]);
  });
});

describe('what was counted for reports before visits stood apart', () => {
  it('is thrown away, to be counted again', () => {
    const at = migrations.findIndex(({ version }) => version === 67);
    migrateTo(at);
    database.exec(`
      INSERT INTO report_key VALUES (1, 'all', '', '合计');
      INSERT INTO report_sum VALUES ('2020-03', 1, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      INSERT INTO report_member (business_day, sequence, settlement_id, township, eligibility, disease, special, level,
        place, payers, insured_year_id) VALUES ('2020-03-10', 1, 's', 1, 1, 1, 1, 1, 1, 1, 1);`);
    database.exec(migrations[at]!.sql);
    const left = ['report_key', 'report_sum', 'report_member'].map(
      (table) => database.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number },
    );
    expect(left.map(({ count }) => count)).toEqual([0, 0, 0]);
    expect(
      database.prepare("SELECT 1 FROM pragma_table_info('report_member') WHERE name = 'care'").get(),
    ).toBeDefined();
  });
});

describe('somebody left out who was found before insurance could be the cause', () => {
  it('is a case still, with the answer to it, and nothing of it can be changed', () => {
    const at = migrations.findIndex(({ version }) => version === 81);
    migrateTo(at);
    database.pragma('foreign_keys = OFF');
    database.exec(`
      INSERT INTO left_out_case VALUES ('c', 'r', 1, 's', 'disease', 'h', '{}', ''), ('b', 'r', 2, 't', 'eligibility', 'i', '{}', '');
      INSERT INTO left_out_answer VALUES ('w', 'c', 'not_due', 'n', '', 'a');
      INSERT INTO left_out_lapse VALUES ('b', 'r', '');`);
    const cases = () => database.prepare('SELECT rowid, * FROM left_out_case ORDER BY rowid').all();
    const before = cases();
    database.exec(migrations[at]!.sql);
    expect(before).toHaveLength(2);
    expect(cases()).toEqual(before);
    const referring = database.prepare('SELECT "table" FROM pragma_foreign_key_list(?)').pluck();
    expect(referring.all('left_out_answer')).toContain('left_out_case');
    expect(referring.all('left_out_lapse')).toContain('left_out_case');
    database.exec("INSERT INTO left_out_case VALUES ('d', 'r', 3, 'u', 'insured', 'j', '{}', '')");
    expect(() => database.exec("UPDATE left_out_case SET cause = 'disease'")).toThrow('append_only');
    expect(() => database.exec('DELETE FROM left_out_case')).toThrow('append_only');
  });
});

describe('the year of a person', () => {
  it('is read through its index, not by walking the table', () => {
    migrateTo(migrations.length);
    const plan = database
      .prepare(
        'EXPLAIN QUERY PLAN SELECT sum(personal_fen) FROM settlement WHERE person_id = ? AND insurance = ? AND year = ?',
      )
      .all('p', 'resident', 2020) as { detail: string }[];
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH settlement USING INDEX settlement_by_person_and_year (person_id=? AND insurance=? AND year=?)',
    ]);
  });
});
