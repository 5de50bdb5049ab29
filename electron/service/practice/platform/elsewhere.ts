import { z } from 'zod';
import { statement } from '../../database/statement.ts';
import { inTransaction } from '../../database/transaction.ts';
import { appendOnly, type Migration } from '../../database/migrations/migration.ts';
import type { Office } from './book.ts';

/** What other hospitals settled for a person, as a teacher or a test says. Amounts in fen, by layer as ours. */
export const settledElsewhere: Migration = {
  version: 2,
  title: 'settled elsewhere',
  sql: `
CREATE TABLE settled_elsewhere (
  sequence INTEGER PRIMARY KEY, certno TEXT NOT NULL, hospital_name TEXT NOT NULL, settled_on TEXT NOT NULL,
  stays INTEGER NOT NULL, burden_fen INTEGER NOT NULL, personal_fen INTEGER NOT NULL,
  personal_in_scope_fen INTEGER NOT NULL, deductible_fen INTEGER NOT NULL,
  paid_fen TEXT NOT NULL CHECK (json_valid(paid_fen)), received_at TEXT NOT NULL
) STRICT;
CREATE INDEX settled_elsewhere_by_person ON settled_elsewhere(certno, settled_on);
${appendOnly('settled_elsewhere')}
`,
};

const amount = z.int().min(-1_000_000_000).max(1_000_000_000);
export const elsewhereSchema = z.strictObject({
  idNumber: z.string().length(18),
  hospitalName: z.string().min(1).max(60),
  settledOn: z.iso.date(),
  /** −1 and negative amounts take one back. */
  stays: z.int().min(-1).max(1),
  burdenFen: amount,
  personalFen: amount,
  personalInScopeFen: amount,
  deductibleFen: amount,
  paidFen: z.record(z.string().min(1).max(60), amount),
});
export type SettledElsewhere = z.output<typeof elsewhereSchema>;

/** From now on the year of that person holds this, too. */
export function settleElsewhere({ database, clock }: Office, settled: SettledElsewhere): void {
  const { paidFen, ...rest } = settled;
  inTransaction(database, () =>
    statement<object>(
      database,
      `INSERT INTO settled_elsewhere (certno, hospital_name, settled_on, stays, burden_fen, personal_fen,
         personal_in_scope_fen, deductible_fen, paid_fen, received_at)
       VALUES (@idNumber, @hospitalName, @settledOn, @stays, @burdenFen, @personalFen, @personalInScopeFen,
         @deductibleFen, @paidFen, @receivedAt)`,
    ).run({ ...rest, paidFen: JSON.stringify(paidFen), receivedAt: clock.now().toISOString() }),
  );
}

/** The lessons of a year, each put down once. */
export function teach(office: Office, lessons: readonly SettledElsewhere[]): void {
  const taught = statement<[string, string], { found: 1 }>(
    office.database,
    'SELECT 1 AS found FROM settled_elsewhere WHERE certno = ? AND settled_on = ? LIMIT 1',
  );
  for (const lesson of lessons) {
    if (taught.get(lesson.idNumber, lesson.settledOn) === undefined) settleElsewhere(office, lesson);
  }
}

/** Everything that other hospitals settled for a person in that year. */
export function heldElsewhere({ database }: Office, certno: string, year: string): SettledElsewhere[] {
  return statement<[string, string], Omit<SettledElsewhere, 'paidFen'> & { readonly paidFen: string }>(
    database,
    `SELECT certno AS idNumber, hospital_name AS hospitalName, settled_on AS settledOn, stays, burden_fen AS burdenFen,
       personal_fen AS personalFen, personal_in_scope_fen AS personalInScopeFen, deductible_fen AS deductibleFen,
       paid_fen AS paidFen
     FROM settled_elsewhere WHERE certno = ? AND substr(settled_on, 1, 4) = ? ORDER BY sequence`,
  )
    .all(certno, year)
    .map(({ paidFen, ...row }) => ({ ...row, paidFen: JSON.parse(paidFen) as Record<string, number> }));
}
