import type { ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import type { SearchRun } from '../nightly-search/nightly-search.ts';
import type { FoundCase, Portion } from './examine.ts';
import { isAsFound, isStanding } from './standing.ts';

interface Standing {
  readonly caseId: string;
  readonly foundHash: string;
}

/**
 * Keeps what a portion found, in one transaction: what was known already stays one case with its answer, what is new becomes
 * one, and what stood for these persons and was not found again lapses. Cases of years that the run does not look at stay,
 * and so does one whose settlement was only reversed: no run can find it before the stay is settled anew.
 */
export function keepPortion(context: ServiceContext, { runId, after }: SearchRun, portion: Portion): void {
  const { database } = context;
  inTransaction(database, () => {
    const stamp = { run_id: runId, recorded_at: context.clock.now().toISOString() };
    const standing = statement<object, Standing>(
      database,
      `SELECT one.id AS caseId, found_hash AS foundHash FROM left_out_case AS one
       JOIN insured_year ON insured_year.id = insured_year_id
       JOIN left_out_run AS run ON run.id = @runId AND year BETWEEN first_year AND last_year
       WHERE insured_year_id > @after AND insured_year_id <= @upTo AND ${isStanding('one')}
         AND ${isAsFound('one')}`,
    ).all({ runId, after, upTo: portion.upTo });
    const known = new Set(standing.map(({ foundHash }) => foundHash));
    const again = new Set(portion.cases.map(({ foundHash }) => foundHash));
    for (const { caseId, foundHash } of standing) {
      if (!again.has(foundHash)) insertRow(database, 'left_out_lapse', { case_id: caseId, ...stamp });
    }
    for (const one of portion.cases) if (!known.has(one.foundHash)) keepCase(context, one, stamp);
    insertRow(database, 'left_out_portion', {
      run_id: runId,
      // The last one may be empty, behind a portion that was exactly full.
      up_to: portion.upTo === after ? after + 1 : portion.upTo,
      examined_count: portion.examinedCount,
      entitled_count: portion.entitledCount,
      refused_count: portion.refusedCount,
      is_last: Number(portion.isLast),
      recorded_at: stamp.recorded_at,
    });
  });
}

function keepCase(
  context: ServiceContext,
  { insuredYearId, settlementId, cause, foundHash, found }: FoundCase,
  stamp: { readonly run_id: string; readonly recorded_at: string },
): void {
  insertRow(context.database, 'left_out_case', {
    id: context.newId(),
    ...stamp,
    insured_year_id: insuredYearId,
    settlement_id: settlementId,
    cause,
    found_hash: foundHash,
    found: JSON.stringify(found),
  });
}
