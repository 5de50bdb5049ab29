import type { TestHospital } from '../harness/hospital.ts';
import { nextIdNumber, type TestEligibility } from '../harness/patient.ts';
import type { RequestInput, RequestOutput } from '../../../shared/contract/contract.ts';
import { prepareChain } from '../../../electron/service/corrections/preview-chain.ts';
import { runChain } from '../../../electron/service/corrections/run-chain.ts';
import { testPassword } from '../harness/hospital.ts';

/** A newer roster of one line: from now on it says this of the person. */
export function importAgain(
  { context, actor }: TestHospital,
  personId: string,
  eligibilities: readonly TestEligibility[],
): void {
  const { database } = context;
  database.transaction(() => {
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO roster_import (id, file_name, file_hash, accepted_count, refused_count, as_of_day, source,
           recorded_at, recorded_by) VALUES (?, '更正.csv', 'y', 1, 0, '2020-03-09', 'roster', ?, ?)`,
      )
      .run(context.newId(), context.clock.now().toISOString(), actor('information_office').accountId);
    database
      .prepare(
        `INSERT INTO roster_entry (person_id, import_sequence, line, name, id_number, region, insurance_state)
         VALUES (?, ?, 2, '欧阳建国', ?, '421321', 'normal')`,
      )
      .run(personId, lastInsertRowid, nextIdNumber());
    for (const { category, beginsOn, endsOn } of eligibilities) {
      database
        .prepare('INSERT INTO roster_eligibility VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(personId, lastInsertRowid, category, beginsOn, endsOn, '扶贫办', '421321');
    }
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
