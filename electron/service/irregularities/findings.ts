import type {
  Irregularity,
  IrregularityAnswer,
  IrregularityState,
} from '../../../shared/contract/irregularities.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readPerson } from '../people/person.ts';
import { isStanding } from './keep-portion.ts';

const mostFindings = 200;

const answered = 'EXISTS (SELECT 1 FROM irregularity_answer WHERE finding_id = one.id)';
const closed = 'EXISTS (SELECT 1 FROM irregularity_closure WHERE finding_id = one.id)';
const conditions: Readonly<Record<IrregularityState, string>> = {
  open: `${isStanding('one')} AND NOT ${answered}`,
  answered: `${isStanding('one')} AND ${answered} AND NOT ${closed}`,
  closed,
  lapsed: `NOT ${isStanding('one')}`,
};

interface FindingRow extends Pick<Irregularity, 'findingId' | 'kind' | 'sentence' | 'foundAt'> {
  readonly personId: string | null;
  readonly slipNumbers: string;
}

/** The findings of a state, the oldest first among those to work off, else the newest. */
export function listFindings(
  context: ServiceContext,
  state: IrregularityState,
  most = mostFindings,
): { readonly findings: Irregularity[]; readonly more: boolean } {
  const isWork = state === 'open' || state === 'answered';
  const rows = statement<[number], FindingRow>(
    context.database,
    `SELECT one.id AS findingId, kind, sentence, one.recorded_at AS foundAt, person_id AS personId,
       (SELECT json_group_array(slip_number ORDER BY position) FROM irregularity_settlement AS named
         JOIN settlement ON settlement.id = named.settlement_id WHERE finding_id = one.id) AS slipNumbers
     FROM irregularity_finding AS one LEFT JOIN insured_year AS whose ON whose.id = one.insured_year_id
     WHERE ${conditions[state]} ORDER BY one.rowid ${isWork ? 'ASC' : 'DESC'} LIMIT 0 + ?`,
  ).all(most + 1);
  const findings = rows.slice(0, most).map((row) => findingOf(context, row, state));
  return { findings, more: rows.length > most };
}

/** What is to be worked off: without an answer, and answered but not closed. */
export function countFindings({ database }: ServiceContext): {
  readonly openCount: number;
  readonly answeredCount: number;
} {
  const row = statement<[], { openCount: number; answeredCount: number }>(
    database,
    `SELECT count(*) FILTER (WHERE ${conditions.open}) AS openCount,
       count(*) FILTER (WHERE ${conditions.answered}) AS answeredCount FROM irregularity_finding AS one`,
  ).get();
  if (row === undefined) throw new Error('an aggregate gave no row');
  return row;
}

function findingOf(
  context: ServiceContext,
  { personId, slipNumbers, ...row }: FindingRow,
  state: IrregularityState,
): Irregularity {
  return {
    ...row,
    state,
    person: personId === null ? null : personOf(context, personId),
    slipNumbers: JSON.parse(slipNumbers) as string[],
    answer: lastAnswer(context, row.findingId),
    closure: closureOf(context, row.findingId),
  };
}

function personOf(context: ServiceContext, personId: string): Irregularity['person'] {
  const { name, idNumber } = readPerson(context, personId);
  return { personId, name, maskedIdNumber: maskIdNumber(idNumber) };
}

function lastAnswer({ database }: ServiceContext, findingId: string): Irregularity['answer'] {
  return (
    statement<[string], NonNullable<Irregularity['answer']>>(
      database,
      `SELECT answer, words, said.recorded_at AS at, display_name AS "by" FROM irregularity_answer AS said
       JOIN staff_account ON staff_account.id = said.recorded_by WHERE finding_id = ? ORDER BY said.rowid DESC LIMIT 1`,
    ).get(findingId) ?? null
  );
}

function closureOf({ database }: ServiceContext, findingId: string): Irregularity['closure'] {
  return (
    statement<[string], NonNullable<Irregularity['closure']>>(
      database,
      `SELECT words, said.recorded_at AS at, display_name AS "by" FROM irregularity_closure AS said
       JOIN staff_account ON staff_account.id = said.recorded_by WHERE finding_id = ?`,
    ).get(findingId) ?? null
  );
}

/**
 * Puts down what was found out; another answer later counts instead. Refuses `irregularity_unknown`, `irregularity_over`
 * for one that lapsed or was closed, and `irregularity_own` for the account that it is about.
 */
export function answerFinding(
  context: ServiceContext,
  actor: Actor,
  said: { readonly findingId: string; readonly answer: IrregularityAnswer; readonly words: string },
): Record<string, never> {
  const { findingId, answer, words } = said;
  inTransaction(context.database, () => {
    requireMine(context, actor, findingId);
    const id = context.newId();
    const by = stampOf(context, actor);
    insertRow(context.database, 'irregularity_answer', { id, finding_id: findingId, answer, words, ...by });
    appendAudit(context, actor, 'irregularities.answered', findingId, { answer });
  });
  return {};
}

/**
 * Says that it is done. Refuses what `answerFinding` does, `irregularity_not_answered`, and `irregularity_same_person` for
 * who gave the answer.
 */
export function closeFinding(
  context: ServiceContext,
  actor: Actor,
  { findingId, words }: { readonly findingId: string; readonly words: string },
): Record<string, never> {
  const { database } = context;
  inTransaction(database, () => {
    requireMine(context, actor, findingId);
    const by = statement<[string], { accountId: string }>(
      database,
      `SELECT recorded_by AS accountId FROM irregularity_answer WHERE finding_id = ? ORDER BY rowid DESC LIMIT 1`,
    ).get(findingId)?.accountId;
    if (by === undefined) {
      throw new Refusal('irregularity_not_answered', '这一条还没有答复，请财务先核实、答复，再办结。');
    }
    if (by === actor.accountId) {
      throw new Refusal('irregularity_same_person', '答复的人不能自己办结，请换一位财务或审计人员办结。');
    }
    insertRow(database, 'irregularity_closure', {
      finding_id: findingId,
      words,
      ...stampOf(context, actor),
    });
    appendAudit(context, actor, 'irregularities.closed', findingId, {});
  });
  return {};
}

function requireMine({ database }: ServiceContext, actor: Actor, findingId: string): void {
  const row = statement<[string], { isOver: 0 | 1; accountId: string | null }>(
    database,
    `SELECT (NOT ${isStanding('one')}) OR ${closed} AS isOver, account_id AS accountId
     FROM irregularity_finding AS one WHERE id = ?`,
  ).get(findingId);
  if (row === undefined) throw new Refusal('irregularity_unknown', '没有找到这一条，请刷新清单后再选。');
  if (row.isOver === 1) throw new Refusal('irregularity_over', '这一条已经办结或不再成立，请刷新清单。');
  if (row.accountId !== actor.accountId) return;
  throw new Refusal('irregularity_own', '这一条说的是您自己的账号，请换一位财务或审计人员处理。');
}

function stampOf(
  context: ServiceContext,
  actor: Actor,
): { readonly recorded_at: string; readonly recorded_by: string } {
  return { recorded_at: context.clock.now().toISOString(), recorded_by: actor.accountId };
}
