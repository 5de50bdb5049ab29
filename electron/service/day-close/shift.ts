import type { OpenShift, Shift } from '../../../shared/contract/day-close.ts';
import { localDateOf } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { figuresOf } from './figures.ts';
import { reprintsOf, slipsOf } from './papers.ts';
import { inSpan, lastClose, type Span } from './span.ts';

/** Where a shift lies in ledger and archive, and with what float it began. */
export interface ShiftBounds extends Span {
  readonly since: string | null;
  readonly openingFloatFen: Fen;
  readonly afterDocumentId: string | null;
  readonly upToDocumentId: string | null;
}

/** Whose shift is meant. Refuses `day_close_of_another` where a clerk names somebody else. */
export function clerkMeant(actor: Actor, clerkId: string | null): string {
  if (clerkId === null || clerkId === actor.accountId) return actor.accountId;
  if (actor.role === 'finance' || actor.role === 'cashier_lead') return clerkId;
  throw new Refusal('day_close_of_another', '只能办理自己的日结。替别人日结请找收费组长或财务。');
}

/** What a clerk did since the last close. */
export function openShift(context: ServiceContext, clerkId: string): Shift {
  return shiftWithin(context, openBounds(context, clerkId));
}

export function openBounds(context: ServiceContext, clerkId: string): ShiftBounds {
  const last = lastClose(context, clerkId);
  return {
    clerkId,
    since: last?.closedAt ?? null,
    openingFloatFen: fen(last?.floatLeftFen ?? 0),
    afterPostingId: last?.upToPostingId ?? null,
    upToPostingId: null,
    afterDocumentId: last?.upToDocumentId ?? null,
    upToDocumentId: null,
  };
}

/** The same between any two closes: what a sheet said when it was signed it says for ever. */
export function shiftWithin(context: ServiceContext, bounds: ShiftBounds): Shift {
  const { clerkId, since, openingFloatFen, afterPostingId, upToPostingId, ...papers } = bounds;
  const span = { clerkId, afterPostingId, upToPostingId };
  const ends = statement<[Span], { firstAt: string; lastPostingId: string }>(
    context.database,
    `SELECT (SELECT recorded_at FROM ledger_posting AS posting WHERE ${inSpan} ORDER BY posting.rowid LIMIT 1) AS firstAt,
       (SELECT id FROM ledger_posting AS posting WHERE ${inSpan} ORDER BY posting.rowid DESC LIMIT 1) AS lastPostingId`,
  ).get(span);
  return {
    clerkId,
    clerkName: nameOf(context, clerkId),
    since,
    firstAt: ends?.firstAt ?? null,
    lastPostingId: ends?.lastPostingId ?? null,
    openingFloatFen,
    ...figuresOf(context, span, openingFloatFen),
    ...slipsOf(context, span),
    ...reprintsOf(context, { clerkId, ...papers }),
  };
}

/** Refuses `staff_account_unknown`. */
function nameOf(context: ServiceContext, accountId: string): string {
  const sql = 'SELECT display_name AS name FROM staff_account WHERE id = ?';
  const row = statement<[string], { name: string }>(context.database, sql).get(accountId);
  if (row === undefined) throw new Refusal('staff_account_unknown', '没有这个账号，请刷新后重试。');
  return row.name;
}

/** Everybody who moved money since the last own close, who has waited longest first. */
export function openShifts(context: ServiceContext): OpenShift[] {
  const day = today(context);
  const { zone } = readHospital(context, day);
  const accounts = statement<[], { accountId: string }>(
    context.database,
    'SELECT id AS accountId FROM staff_account ORDER BY rowid',
  ).all();
  return accounts
    .map(({ accountId }) => openShift(context, accountId))
    .flatMap(({ clerkId, clerkName, firstAt, expectedCashFen, ...shift }) => {
      if (firstAt === null || !hasMoney(shift)) return [];
      const isFromBefore = localDateOf(firstAt, zone) < day;
      return [{ clerkId, clerkName, firstAt, expectedCashFen, isFromBefore }];
    })
    .sort((one, other) => (one.firstAt < other.firstAt ? -1 : 1));
}

function hasMoney({ takings, settlementCount, reversalCount, correctedFen }: Partial<Shift>): boolean {
  const isMoved = takings?.some(
    (one) => one.collectedFen !== 0 || one.debtFen !== 0 || one.refundedFen !== 0,
  );
  return isMoved === true || settlementCount !== 0 || reversalCount !== 0 || correctedFen !== 0;
}
