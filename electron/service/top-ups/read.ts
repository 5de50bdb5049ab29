import type { TopUp } from '../../../shared/contract/top-ups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import { type Fen, fen, zeroFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readPerson } from '../people/person.ts';

const mostListed = 200;

/** SQL: the top-up of that name stands. */
export const stands = (name: string): string => `${name}.kind = 'top_up'
  AND NOT EXISTS (SELECT 1 FROM top_up AS taker WHERE taker.withdraws_id = ${name}.id)`;

type Row = Omit<
  TopUp,
  'personName' | 'maskedIdNumber' | 'withdrawn' | 'title' | 'fromDebtFen' | 'refundFen' | 'refundedFen'
> & {
  readonly title: string;
  readonly withdrawnNumber: string | null;
  readonly withdrawnReason: string | null;
  readonly withdrawnOn: TopUp['businessDay'] | null;
};

const selectTopUp = `SELECT made.id AS topUpId, made.number, made.settlement_id AS settlementId,
  slip_number AS slipNumber, settled_on AS settledOn, made.person_id AS personId, made.application_id AS applicationId,
  made.payer, made.payer_title AS title, made.clause, made.amount_fen AS amountFen, made.approval_number AS approvalNumber,
  made.approved_on AS approvedOn, made.approver, made.business_day AS businessDay, made.recorded_at AS recordedAt,
  display_name AS recordedByName, taken.number AS withdrawnNumber, taken.reason AS withdrawnReason,
  taken.business_day AS withdrawnOn
  FROM top_up AS made JOIN settlement ON settlement.id = made.settlement_id
  JOIN staff_account ON staff_account.id = made.recorded_by
  LEFT JOIN top_up AS taken ON taken.withdraws_id = made.id`;

/** Refuses `top_up_unknown`. */
export function readTopUp(context: ServiceContext, topUpId: string): TopUp {
  const row = statement<[string], Row>(
    context.database,
    `${selectTopUp} WHERE made.id = ? AND made.kind = 'top_up'`,
  ).get(topUpId);
  if (row === undefined) throw new Refusal('top_up_unknown', '没有找到这笔补助结算，请刷新后再选。');
  return shown(context, row);
}

/** Of one settlement, the oldest first. */
export function topUpsOf(context: ServiceContext, settlementId: string): TopUp[] {
  return statement<[string], Row>(
    context.database,
    `${selectTopUp} WHERE made.settlement_id = ? AND made.kind = 'top_up' ORDER BY made.rowid LIMIT 100`,
  )
    .all(settlementId)
    .map((row) => shown(context, row));
}

/** Of everybody, the newest first; at most 200. */
export function listTopUps(context: ServiceContext): {
  readonly topUps: TopUp[];
  readonly more: boolean;
} {
  const rows = statement<[], Row>(
    context.database,
    `${selectTopUp} WHERE made.kind = 'top_up' ORDER BY made.rowid DESC LIMIT ${mostListed + 1}`,
  ).all();
  return {
    topUps: rows.slice(0, mostListed).map((row) => shown(context, row)),
    more: rows.length > mostListed,
  };
}

/** What top-ups that stand pay of a settlement, and how much of it is in scope. */
export function toppedUp(context: ServiceContext, settlementId: string): { amountFen: Fen; inScopeFen: Fen } {
  const row = statement<[string], { amountFen: Fen; inScopeFen: Fen }>(
    context.database,
    `SELECT coalesce(sum(amount_fen), 0) AS amountFen, coalesce(sum(in_scope_fen), 0) AS inScopeFen
     FROM top_up WHERE settlement_id = ?`,
  ).get(settlementId);
  return row ?? { amountFen: zeroFen, inScopeFen: zeroFen };
}

/** Refuses `settlement_has_top_up`: what was computed stays under what was approved for it. */
export function requireNoTopUp(context: ServiceContext, settlementId: string): void {
  const row = statement<[string], { number: string }>(
    context.database,
    `SELECT number FROM top_up AS made WHERE settlement_id = ? AND ${stands('made')} LIMIT 1`,
  ).get(settlementId);
  if (row === undefined) return;
  throw new Refusal(
    'settlement_has_top_up',
    `这张结算单结算后有补助 ${row.number}。请先在“更正”的“困难救助”里撤销这笔补助，再撤销结算；重新结算后按批件再补。`,
  );
}

function shown(
  context: ServiceContext,
  { withdrawnNumber, withdrawnReason, withdrawnOn, ...row }: Row,
): TopUp {
  const { name: personName, idNumber } = readPerson(context, row.personId);
  const isWithdrawn = withdrawnNumber !== null && withdrawnReason !== null && withdrawnOn !== null;
  return {
    ...row,
    personName,
    maskedIdNumber: maskIdNumber(idNumber),
    ...metBy(context, row.topUpId),
    withdrawn: isWithdrawn
      ? { number: withdrawnNumber, reason: withdrawnReason, businessDay: withdrawnOn }
      : null,
  };
}

/** How the ledger met it: debt, refund, and what of the refund went out. */
function metBy(
  context: ServiceContext,
  topUpId: string,
): Pick<TopUp, 'fromDebtFen' | 'refundFen' | 'refundedFen'> {
  const sums = statement<[string], { debtFen: number; dueFen: number; refundedFen: number }>(
    context.database,
    `SELECT coalesce(-sum(amount_fen) FILTER (WHERE account = 'patient_deferred'), 0) AS debtFen,
       coalesce(-sum(amount_fen) FILTER (WHERE account = 'refund_due' AND kind = 'top_up'), 0) AS dueFen,
       coalesce(sum(amount_fen) FILTER (WHERE account = 'refund_due' AND kind = 'refund'), 0) AS refundedFen
     FROM ledger_posting AS posting JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE posting.top_up_id = ?`,
  ).get(topUpId);
  return {
    fromDebtFen: fen(sums?.debtFen ?? 0),
    refundFen: fen(sums?.dueFen ?? 0),
    refundedFen: fen(sums?.refundedFen ?? 0),
  };
}
