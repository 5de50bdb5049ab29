import type { ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import type { SearchRun } from '../nightly-search/nightly-search.ts';
import type { Portion } from './examine.ts';
import type { FoundIrregularity } from './finding.ts';

/** SQL: a finding that no later search took away. */
export const isStanding = (name: string): string =>
  `NOT EXISTS (SELECT 1 FROM irregularity_lapse WHERE finding_id = ${name}.id)`;

interface Standing {
  readonly findingId: string;
  readonly foundHash: string;
  readonly isClosed: 0 | 1;
}

/**
 * Keeps what a portion found, in one transaction: what was known already stays one finding with its answer, what is new
 * becomes one, and what stood for these persons, or for accounts and departments, and was not found again lapses. What was
 * closed stays closed.
 */
export function keepPortion(context: ServiceContext, run: SearchRun, portion: Portion): void {
  const { database } = context;
  inTransaction(database, () => {
    const stamp = { run_id: run.runId, recorded_at: context.clock.now().toISOString() };
    const standing = standingOf(context, run, portion);
    const known = new Set(standing.map(({ foundHash }) => foundHash));
    const again = new Set(portion.findings.map(({ foundHash }) => foundHash));
    for (const { findingId, foundHash, isClosed } of standing) {
      if (isClosed === 1 || again.has(foundHash)) continue;
      insertRow(database, 'irregularity_lapse', { finding_id: findingId, ...stamp });
    }
    for (const one of portion.findings) if (!known.has(one.foundHash)) keepFinding(context, one, stamp);
    insertRow(database, 'irregularity_portion', {
      run_id: run.runId,
      // The last one may be empty, behind a portion that was exactly full.
      up_to: portion.upTo === run.after ? run.after + 1 : portion.upTo,
      examined_count: portion.examinedCount,
      is_last: Number(portion.isLast),
      recorded_at: stamp.recorded_at,
    });
  });
}

/** Of the years that the run looks at: what is older is not looked at again and stays as it is. */
function standingOf(context: ServiceContext, run: SearchRun, { upTo, isLast }: Portion): Standing[] {
  const { firstYear, lastYear, after } = run;
  return statement<object, Standing>(
    context.database,
    `SELECT id AS findingId, found_hash AS foundHash,
       EXISTS (SELECT 1 FROM irregularity_closure WHERE finding_id = one.id) AS isClosed
     FROM irregularity_finding AS one
     WHERE year BETWEEN @firstYear AND @lastYear AND ${isStanding('one')}
       AND iif(insured_year_id IS NULL, @isLast, insured_year_id > @after AND insured_year_id <= @upTo)`,
  ).all({ firstYear, lastYear, after, upTo, isLast: Number(isLast) });
}

function keepFinding(
  context: ServiceContext,
  { kind, year, insuredYearId, accountId, settlementIds, sentence, foundHash }: FoundIrregularity,
  stamp: { readonly run_id: string; readonly recorded_at: string },
): void {
  const findingId = context.newId();
  insertRow(context.database, 'irregularity_finding', {
    id: findingId,
    ...stamp,
    kind,
    year,
    insured_year_id: insuredYearId,
    account_id: accountId,
    found_hash: foundHash,
    sentence,
  });
  for (const [position, settlementId] of settlementIds.entries()) {
    const of = { finding_id: findingId, position, settlement_id: settlementId };
    insertRow(context.database, 'irregularity_settlement', of);
  }
}
