import type { Migration } from './migration.ts';

/**
 * What is paid on top of a settlement is counted for reports as well, after a mark of its own: those of an older file are
 * counted by the next report (reports/count.ts).
 */
export const topUpsInReports: Migration = {
  version: 80,
  title: 'top-ups in reports',
  sql: `
ALTER TABLE report_mark ADD COLUMN top_up_id TEXT REFERENCES top_up(id);
ALTER TABLE report_member ADD COLUMN top_up_id TEXT;
`,
};
