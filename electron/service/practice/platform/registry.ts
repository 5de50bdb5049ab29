import { z } from 'zod';
import { appendOnly, type Migration } from '../../database/migrations/migration.ts';
import { statement } from '../../database/statement.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Office } from './book.ts';
import { CentreRefusal, reject } from './refusal.ts';

/** People as the centre's own register has them, and the codes on their papers, as a teacher or a test says. */
export const registry: Migration = {
  version: 6,
  title: 'registry',
  sql: `
CREATE TABLE registered (
  sequence INTEGER PRIMARY KEY, certno TEXT NOT NULL, psn_name TEXT NOT NULL, psn_insu_stas TEXT NOT NULL,
  idetinfo TEXT NOT NULL CHECK (json_valid(idetinfo)), received_at TEXT NOT NULL
) STRICT;
CREATE INDEX registered_by_number ON registered(certno);
CREATE TABLE voucher (
  sequence INTEGER PRIMARY KEY, mdtrt_cert_type TEXT NOT NULL, mdtrt_cert_no TEXT NOT NULL, certno TEXT NOT NULL,
  good_until TEXT, received_at TEXT NOT NULL
) STRICT;
CREATE INDEX voucher_by_number ON voucher(mdtrt_cert_type, mdtrt_cert_no);
${['registered', 'voucher'].map(appendOnly).join('\n')}
`,
};

const identitySchema = z.strictObject({
  /** 救助对象类型. */
  kind: z.string().min(1).max(3),
  beginsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
});
export const registeredSchema = z.strictObject({
  idNumber: z.string().length(18),
  name: z.string().min(1).max(50),
  /** 人员参保状态. */
  insuranceState: z.string().min(1).max(6),
  identities: z.array(identitySchema).max(20),
  vouchers: z
    .array(
      z.strictObject({
        type: z.enum(['01', '03', '99']),
        number: z.string().min(1).max(100),
        /** A moment; null: it does not end. */
        goodUntil: z.iso.datetime().nullable(),
      }),
    )
    .max(20),
});
export type Registered = z.output<typeof registeredSchema>;

/** From now on the centre knows that person so. The newest entry counts. */
export function enter({ database, clock }: Office, person: Registered): void {
  const { idNumber, name, insuranceState, identities, vouchers } = person;
  const now = clock.now().toISOString();
  inTransaction(database, () => {
    statement<string[]>(
      database,
      'INSERT INTO registered (certno, psn_name, psn_insu_stas, idetinfo, received_at) VALUES (?, ?, ?, ?, ?)',
    ).run(idNumber, name, insuranceState, JSON.stringify(identities), now);
    for (const { type, number, goodUntil } of vouchers) {
      statement<(string | null)[]>(
        database,
        `INSERT INTO voucher (mdtrt_cert_type, mdtrt_cert_no, certno, good_until, received_at)
         VALUES (?, ?, ?, ?, ?)`,
      ).run(type, number, idNumber, goodUntil, now);
    }
  });
}

/** People of a lesson, each entered once. */
export function enterAll(office: Office, people: readonly Registered[]): void {
  for (const person of people) if (entryOf(office, person.idNumber) === undefined) enter(office, person);
}

export function entryOf({ database }: Office, certno: string): Omit<Registered, 'vouchers'> | undefined {
  const row = statement<[string], { name: string; insuranceState: string; identities: string }>(
    database,
    `SELECT psn_name AS name, psn_insu_stas AS insuranceState, idetinfo AS identities FROM registered
     WHERE certno = ? ORDER BY sequence DESC LIMIT 1`,
  ).get(certno);
  if (row === undefined) return undefined;
  return { ...row, idNumber: certno, identities: z.array(identitySchema).parse(JSON.parse(row.identities)) };
}

/** Whose code that is. Refuses one that nobody has, and one that is good no more. */
export function holderOf({ database, clock }: Office, type: string, number: string): string {
  const voucher = statement<[string, string], { certno: string; good_until: string | null }>(
    database,
    `SELECT certno, good_until FROM voucher WHERE mdtrt_cert_type = ? AND mdtrt_cert_no = ?
     ORDER BY sequence DESC LIMIT 1`,
  ).get(type, number);
  if (voucher === undefined) return reject('没有这个就诊凭证');
  if (voucher.good_until !== null && voucher.good_until < clock.now().toISOString()) {
    throw new CentreRefusal('voucher_expired', '就诊凭证已过期');
  }
  return voucher.certno;
}
