import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** A top-up or its withdrawal. */
export interface ToppedUp {
  readonly number: string;
  readonly kind: 'top_up' | 'withdrawal';
  readonly isWithdrawn: 0 | 1;
  readonly payerTitle: string;
  /** Negative: taken back. */
  readonly amountFen: Fen;
  readonly businessDay: LocalDate;
  readonly recordedAt: string;
  /** Of the settlement that it is for. */
  readonly stayId: string;
  readonly year: number;
}

/** What was topped up for a person here and taken back again, the oldest first, at most 500. */
export function topUpHistory(context: ServiceContext, personId: string): ToppedUp[] {
  return statement<[string], ToppedUp>(
    context.database,
    `SELECT number, made.kind, EXISTS (SELECT 1 FROM top_up AS taker WHERE taker.withdraws_id = made.id) AS isWithdrawn,
       payer_title AS payerTitle, amount_fen AS amountFen, made.business_day AS businessDay,
       made.recorded_at AS recordedAt, stay_id AS stayId, year
     FROM top_up AS made JOIN settlement ON settlement.id = made.settlement_id
     WHERE made.person_id = ? ORDER BY made.rowid LIMIT 500`,
  ).all(personId);
}
