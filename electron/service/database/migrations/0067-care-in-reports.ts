import type { Migration } from './migration.ts';

/**
 * 就医类别 in reports: stays and visits stand in rows of their own. What was counted before is no fact and is thrown away;
 * the next report counts it again (reports/count.ts).
 */
export const careInReports: Migration = {
  version: 67,
  title: 'care in reports',
  sql: `
DELETE FROM report_mark;
DELETE FROM report_member;
DELETE FROM report_sum;
DELETE FROM report_person;
DELETE FROM report_key;
ALTER TABLE report_member ADD COLUMN care INTEGER NOT NULL DEFAULT 0;
`,
};
