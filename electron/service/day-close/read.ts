import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { CashCount, DayClose, DayCloseRow } from '../../../shared/contract/day-close.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { aloneActsOf } from './alone-acts.ts';
import { shiftWithin } from './shift.ts';

interface CloseRow {
  readonly number: string;
  readonly clerkId: string;
  readonly businessDay: LocalDate;
  readonly closedAt: string;
  readonly closedByName: string;
  readonly closedForReason: string | null;
  readonly since: string | null;
  readonly previousId: string | null;
  readonly afterPostingId: string | null;
  readonly upToPostingId: string;
  readonly afterDocumentId: string | null;
  readonly upToDocumentId: string | null;
  readonly openingFloatFen: Fen;
  readonly countedFen: Fen;
  readonly floatLeftFen: Fen;
  readonly varianceFen: Fen;
  readonly varianceReason: string | null;
}

/** A close with every figure, reckoned anew from the ledger within its bounds. Refuses `day_close_unknown`. */
export function readDayClose(context: ServiceContext, dayCloseId: string): DayClose {
  const row = statement<[string], CloseRow>(
    context.database,
    `SELECT this.number, this.clerk_id AS clerkId, this.business_day AS businessDay, this.recorded_at AS closedAt,
       this.previous_id AS previousId, closer.display_name AS closedByName, this.closed_for_reason AS closedForReason, previous.recorded_at AS since,
       this.after_posting_id AS afterPostingId, this.up_to_posting_id AS upToPostingId,
       previous.up_to_document_id AS afterDocumentId, this.up_to_document_id AS upToDocumentId,
       this.opening_float_fen AS openingFloatFen, this.counted_fen AS countedFen, this.float_left_fen AS floatLeftFen,
       this.variance_fen AS varianceFen, this.variance_reason AS varianceReason
     FROM day_close AS this JOIN staff_account AS closer ON closer.id = this.recorded_by
     LEFT JOIN day_close AS previous ON previous.id = this.previous_id WHERE this.id = ?`,
  ).get(dayCloseId);
  if (row === undefined) throw new Refusal('day_close_unknown', '没有这张日结单，请刷新后重试。');
  const {
    afterPostingId,
    upToPostingId,
    afterDocumentId,
    upToDocumentId,
    clerkId,
    since,
    previousId,
    ...shown
  } = row;
  const { openingFloatFen } = shown;
  const bounds = { afterPostingId, upToPostingId, afterDocumentId, upToDocumentId };
  return {
    ...shiftWithin(context, { clerkId, since, openingFloatFen, ...bounds }),
    ...shown,
    dayCloseId,
    counts: statement<[string], CashCount[number]>(
      context.database,
      'SELECT face_fen AS faceFen, pieces FROM cash_count WHERE day_close_id = ? ORDER BY face_fen DESC',
    ).all(dayCloseId),
    handedOverFen: fen(row.countedFen - row.floatLeftFen),
    confirmation: confirmationOf(context, dayCloseId),
    aloneActs: aloneActsOf(context, { clerkId, dayCloseId, previousId }),
    corrections: correctionsOf(context, dayCloseId),
  };
}

function confirmationOf(context: ServiceContext, dayCloseId: string): DayClose['confirmation'] {
  const row = statement<[string], { at: string; byName: string }>(
    context.database,
    `SELECT recorded_at AS at, display_name AS byName FROM day_close_confirmation
     JOIN staff_account ON staff_account.id = recorded_by WHERE day_close_id = ?`,
  ).get(dayCloseId);
  return row ?? null;
}

function correctionsOf(context: ServiceContext, dayCloseId: string): DayClose['corrections'] {
  return statement<[string], DayClose['corrections'][number]>(
    context.database,
    `SELECT posting.recorded_at AS at, display_name AS byName, entry.amount_fen AS amountFen, reason
     FROM day_close_correction AS correction JOIN ledger_posting AS posting ON posting.id = correction.posting_id
     JOIN ledger_entry AS entry ON entry.posting_id = posting.id AND entry.account = 'cash_drawer'
     JOIN staff_account ON staff_account.id = posting.recorded_by
     WHERE day_close_id = ? ORDER BY posting.rowid`,
  ).all(dayCloseId);
}

/** As many as one list shows. */
const mostListed = 1000;

/** Closes of a span of business days, both inclusive, the newest first; of one clerk, or of all. */
export function listDayCloses(
  context: ServiceContext,
  { from, to, clerkId }: { from: LocalDate; to: LocalDate; clerkId: string | null },
): { rows: DayCloseRow[]; isCut: boolean } {
  type Row = Omit<DayCloseRow, 'confirmation'> & { confirmedAt: string | null; confirmedBy: string | null };
  const rows = statement<[{ from: string; to: string; clerkId: string | null; most: number }], Row>(
    context.database,
    `SELECT day_close.id AS dayCloseId, number, business_day AS businessDay, clerk.display_name AS clerkName,
       day_close.recorded_at AS closedAt, counted_fen AS countedFen, counted_fen - float_left_fen AS handedOverFen,
       variance_fen AS varianceFen, confirmation.recorded_at AS confirmedAt, confirmer.display_name AS confirmedBy
     FROM day_close JOIN staff_account AS clerk ON clerk.id = clerk_id
     LEFT JOIN day_close_confirmation AS confirmation ON confirmation.day_close_id = day_close.id
     LEFT JOIN staff_account AS confirmer ON confirmer.id = confirmation.recorded_by
     WHERE business_day BETWEEN @from AND @to AND (@clerkId IS NULL OR clerk_id = @clerkId)
     ORDER BY day_close.rowid DESC LIMIT 0 + @most`,
  ).all({ from, to, clerkId, most: mostListed + 1 });
  const shown = rows.slice(0, mostListed).map(({ confirmedAt, confirmedBy, ...row }) => ({
    ...row,
    confirmation:
      confirmedAt === null || confirmedBy === null ? null : { at: confirmedAt, byName: confirmedBy },
  }));
  return { rows: shown, isCut: rows.length > mostListed };
}
