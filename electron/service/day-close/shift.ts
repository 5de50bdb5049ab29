import type { OpenShift, Shift } from '../../../shared/contract/day-close.ts';
import { localDateOf } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { accountName } from '../staff/accounts.ts';
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
  return {
    clerkId,
    clerkName: nameOf(context, clerkId),
    since,
    ...endsOf(context, span),
    openingFloatFen,
    ...figuresOf(context, span, openingFloatFen),
    ...slipsOf(context, span),
    ...reprintsOf(context, { clerkId, ...papers }),
  };
}

/** When the oldest posting of a span was made, and which is the newest; null where there is none. */
function endsOf(context: ServiceContext, span: Span): Pick<Shift, 'firstAt' | 'lastPostingId'> {
  const ends = statement<[Span], Pick<Shift, 'firstAt' | 'lastPostingId'>>(
    context.database,
    `SELECT (SELECT recorded_at FROM ledger_posting AS posting WHERE ${inSpan} ORDER BY posting.rowid LIMIT 1) AS firstAt,
       (SELECT id FROM ledger_posting AS posting WHERE ${inSpan} ORDER BY posting.rowid DESC LIMIT 1) AS lastPostingId`,
  ).get(span);
  return ends ?? { firstAt: null, lastPostingId: null };
}

/** Refuses `staff_account_unknown`. */
function nameOf(context: ServiceContext, accountId: string): string {
  const name = accountName(context, accountId);
  if (name === null) throw new Refusal('staff_account_unknown', '没有这个账号，请刷新后重试。');
  return name;
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
    .flatMap(({ accountId }): OpenShift[] => {
      const { clerkId, afterPostingId, upToPostingId, openingFloatFen } = openBounds(context, accountId);
      const span = { clerkId, afterPostingId, upToPostingId };
      const { firstAt } = endsOf(context, span);
      if (firstAt === null) return [];
      const figures = figuresOf(context, span, openingFloatFen);
      if (!hasMoney(figures) && slipsOf(context, span).firstSlip === null) return [];
      const isFromBefore = localDateOf(firstAt, zone) < day;
      const { expectedCashFen } = figures;
      return [{ clerkId, clerkName: nameOf(context, clerkId), firstAt, expectedCashFen, isFromBefore }];
    })
    .sort((one, other) => (one.firstAt < other.firstAt ? -1 : 1));
}

function hasMoney({ takings, correctedFen }: Pick<Shift, 'takings' | 'correctedFen'>): boolean {
  const isMoved = takings.some(
    ({ collectedFen, debtFen, refundedFen }) => collectedFen !== 0 || debtFen !== 0 || refundedFen !== 0,
  );
  return isMoved || correctedFen !== 0;
}
