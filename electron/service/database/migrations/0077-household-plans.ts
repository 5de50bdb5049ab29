import { appendOnly, type Migration } from './migration.ts';

/** 一户一策: a household's family doctor and what is planned for it. The newest of a household counts. */
export const householdPlans: Migration = {
  version: 77,
  title: 'household plans',
  sql: `
CREATE TABLE household_plan (
  id TEXT PRIMARY KEY, household_number TEXT NOT NULL, doctor_name TEXT NOT NULL, doctor_place TEXT NOT NULL,
  doctor_phone TEXT NOT NULL, note TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX household_plan_by_household ON household_plan(household_number);
${appendOnly('household_plan')}
`,
};
