import type {
  LeftOutAnswer,
  LeftOutCase,
  LeftOutFound,
  LeftOutState,
} from '../../../shared/contract/left-out.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readPerson } from '../people/person.ts';
import { isAsFound, isLapsed, isSettledAnew, isStanding } from './standing.ts';

const mostCases = 200;

const answered = 'EXISTS (SELECT 1 FROM left_out_answer WHERE case_id = one.id)';
const conditions: Readonly<Record<LeftOutState, string>> = {
  open: `${isStanding('one')} AND NOT ${answered}`,
  answered: `${isStanding('one')} AND ${answered}`,
  corrected: `NOT ${isLapsed('one')} AND ${isSettledAnew('one')}`,
  lapsed: isLapsed('one'),
};

interface CaseRow extends Pick<
  LeftOutCase,
  'caseId' | 'personId' | 'year' | 'settlementId' | 'slipNumber' | 'settledOn' | 'cause' | 'foundAt'
> {
  readonly found: string;
  readonly isAsFound: 0 | 1;
}

/** The cases of a state, the oldest first among the open, else the newest. At most 200. */
export function listCases(
  context: ServiceContext,
  state: LeftOutState,
): { readonly cases: LeftOutCase[]; readonly more: boolean } {
  const rows = statement<[], CaseRow>(
    context.database,
    `SELECT one.id AS caseId, whose.person_id AS personId, whose.year, one.settlement_id AS settlementId,
       slip_number AS slipNumber, settled_on AS settledOn, cause, found, one.recorded_at AS foundAt,
       ${isAsFound('one')} AS isAsFound
     FROM left_out_case AS one JOIN insured_year AS whose ON whose.id = one.insured_year_id
     JOIN settlement ON settlement.id = one.settlement_id
     WHERE ${conditions[state]}
     ORDER BY one.rowid ${state === 'open' ? 'ASC' : 'DESC'} LIMIT ${mostCases + 1}`,
  ).all();
  return {
    cases: rows.slice(0, mostCases).map((row) => caseOf(context, row, state)),
    more: rows.length > mostCases,
  };
}

function caseOf(
  context: ServiceContext,
  { found, isAsFound: isLiveStill, ...row }: CaseRow,
  state: LeftOutState,
): LeftOutCase {
  const { name: personName, idNumber } = readPerson(context, row.personId);
  return {
    ...row,
    state,
    isReversed: isLiveStill === 0,
    personName,
    maskedIdNumber: maskIdNumber(idNumber),
    ...(JSON.parse(found) as LeftOutFound),
    answer: lastAnswer(context, row.caseId),
  };
}

function lastAnswer({ database }: ServiceContext, caseId: string): LeftOutCase['answer'] {
  return (
    statement<[string], NonNullable<LeftOutCase['answer']>>(
      database,
      `SELECT answer, reason, said.recorded_at AS at, display_name AS "by" FROM left_out_answer AS said
       JOIN staff_account ON staff_account.id = said.recorded_by WHERE case_id = ? ORDER BY said.rowid DESC LIMIT 1`,
    ).get(caseId) ?? null
  );
}

/**
 * Puts down why nothing is settled again; another answer later counts instead. Refuses `left_out_case_unknown` and
 * `left_out_case_over` for one that was corrected or lapsed meanwhile.
 */
export function answerCase(
  context: ServiceContext,
  actor: Actor,
  {
    caseId,
    answer,
    reason,
  }: { readonly caseId: string; readonly answer: LeftOutAnswer; readonly reason: string },
): Record<string, never> {
  const { database } = context;
  inTransaction(database, () => {
    const row = statement<[string], { standing: 0 | 1 }>(
      database,
      `SELECT ${isStanding('one')} AS standing FROM left_out_case AS one WHERE id = ?`,
    ).get(caseId);
    if (row === undefined) {
      throw new Refusal('left_out_case_unknown', '没有找到这一条，请刷新清单后再选。');
    }
    if (row.standing === 0) {
      throw new Refusal('left_out_case_over', '这一条已经重新结算或不再成立，不用再答复，请刷新清单。');
    }
    const id = context.newId();
    const stamp = { recorded_at: context.clock.now().toISOString(), recorded_by: actor.accountId };
    insertRow(database, 'left_out_answer', { id, case_id: caseId, answer, reason, ...stamp });
    appendAudit(context, actor, 'leftOut.answered', caseId, { answer });
  });
  return {};
}
