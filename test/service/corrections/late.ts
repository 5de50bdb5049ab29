import type { TestHospital } from '../harness/hospital.ts';
import { rosterEligibilities, type TestEligibility } from '../harness/patient.ts';
import type { RequestInput, RequestOutput } from '../../../shared/contract/contract.ts';
import { type Person, readPerson } from '../../../electron/service/people/person.ts';
import { insertEntry, personOfNumber } from '../../../electron/service/roster/entry.ts';
import { prepareChain } from '../../../electron/service/corrections/preview-chain.ts';
import { runChain } from '../../../electron/service/corrections/run-chain.ts';
import { testPassword } from '../harness/hospital.ts';

/** A newer roster of one line: from now on it says this of the person, and of all else what was known. */
export function importAgain(
  { context, actor }: TestHospital,
  personId: string,
  eligibilities: readonly TestEligibility[],
  changes: Partial<Pick<Person, 'name' | 'insuranceState'>> = {},
): void {
  const { database } = context;
  database.transaction(() => {
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO roster_import (id, file_name, file_hash, accepted_count, refused_count, as_of_day, source,
           recorded_at, recorded_by) VALUES (?, '更正.csv', 'y', 1, 0, '2020-03-09', 'roster', ?, ?)`,
      )
      .run(context.newId(), context.clock.now().toISOString(), actor('information_office').accountId);
    const known = readPerson(context, personId);
    const { personKey } = personOfNumber(database, known.idNumber, { personId, createdAt: '' });
    // Whom it does not name it is silent about.
    database
      .prepare('INSERT INTO roster_absence SELECT key, ? FROM person WHERE key <> ?')
      .run(lastInsertRowid, personKey);
    insertEntry(database, personKey, Number(lastInsertRowid), {
      ...known,
      ...changes,
      line: 2,
      eligibilities: rosterEligibilities(eligibilities, '421321'),
    });
  })();
}

export type ChainOf = Partial<RequestInput<'corrections.previewChain'>> & { readonly settlementId: string };

/** Reversed only and not ordinary, unless said otherwise. */
export function previewChain(hospital: TestHospital, of: ChainOf): RequestOutput<'corrections.previewChain'> {
  const question = { resettleFirst: false, asOrdinary: false, ...of };
  return prepareChain(hospital.context, hospital.actor('clerk'), question).preview;
}

/** What the window sends after a preview: what is due in cash. */
export function chainRequest(
  hospital: TestHospital,
  preview: RequestOutput<'corrections.previewChain'>,
): Parameters<typeof runChain>[2] {
  const { settlementId, resettleFirst, asOrdinary, previewHash, patient } = preview;
  const cash = { means: 'cash' as const, amountFen: patient.dueFen, reference: null };
  return {
    requestId: hospital.context.newId(),
    settlementId,
    resettleFirst,
    asOrdinary,
    previewHash,
    payments: patient.dueFen === 0 ? [] : [cash],
    reason: '第一次住院的费用清单录错',
    secondPerson: { login: 'finance', password: testPassword },
  };
}

export function run(hospital: TestHospital, request: Parameters<typeof runChain>[2]) {
  return runChain(hospital.context, hospital.actor('clerk'), request);
}

/** How many rows each table holds: what a reading or a failed act must leave as it was. */
export function rowsOf({ context }: TestHospital): Record<string, unknown> {
  const { database } = context;
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  return Object.fromEntries(
    (tables as string[]).map((table) => [
      table,
      database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get(),
    ]),
  );
}
