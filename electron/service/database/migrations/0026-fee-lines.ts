import { appendOnly, type Migration } from './migration.ts';

/**
 * What is known of a line of a fee list beyond its amounts: its unit, its number in the hospital's own system, what the
 * catalogue calls it, what the list said where the catalogue's word counted; and which charge a return gives back.
 */
export const feeLines: Migration = {
  version: 26,
  title: 'fee lines',
  sql: `
ALTER TABLE fee_item ADD COLUMN unit TEXT;
ALTER TABLE fee_item ADD COLUMN serial TEXT;
ALTER TABLE fee_item ADD COLUMN catalogue_code TEXT;
-- Class, ratio and limit of the list, where others counted.
ALTER TABLE fee_item ADD COLUMN listed TEXT CHECK (listed IS NULL OR json_valid(listed));
-- A return may give back parts of several charges; quantities are exact decimals above zero, kept as text.
CREATE TABLE fee_return (
  fee_list_id TEXT NOT NULL, line INTEGER NOT NULL,
  charged_list_id TEXT NOT NULL, charged_line INTEGER NOT NULL, quantity TEXT NOT NULL,
  PRIMARY KEY (fee_list_id, line, charged_list_id, charged_line),
  FOREIGN KEY (fee_list_id, line) REFERENCES fee_item(fee_list_id, line),
  FOREIGN KEY (charged_list_id, charged_line) REFERENCES fee_item(fee_list_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX fee_return_by_charge ON fee_return(charged_list_id, charged_line);
${appendOnly('fee_return')}
`,
};
