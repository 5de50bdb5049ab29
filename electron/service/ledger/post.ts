import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { type Fen, sumFen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';

export type Account =
  | 'hospital_revenue'
  | 'receivable'
  | 'patient_due'
  | 'patient_deferred'
  | 'personal_account'
  | 'cash_drawer'
  | 'bank'
  | 'mobile'
  | 'refund_due'
  | 'waiver'
  | 'cash_rounding'
  | 'write_off'
  | 'variance'
  /** What a fund paid, kept back (质保金), or refused for good. */
  | 'fund_received'
  | 'retention'
  | 'fund_refused';

export type PostingKind =
  | 'settlement'
  | 'reversal'
  | 'payment'
  | 'deferral'
  | 'waiver'
  | 'refund'
  | 'correction'
  | 'write_off'
  | 'fund_receipt'
  | 'fund_write_off'
  | 'retention_release'
  | 'top_up';

/** Debits are positive, credits negative. `payer` is a layer id and stands on what is between us and a fund. */
export interface Entry {
  readonly account: Account;
  readonly payer: string | null;
  readonly amountFen: Fen;
}

export interface Posting {
  readonly kind: PostingKind;
  readonly settlementId: string | null;
  readonly businessDay: LocalDate;
  readonly reference: string | null;
  /** Where it belongs to a top-up of that settlement (top-ups/settle.ts). */
  readonly topUpId?: string | null;
}

/**
 * Writes one posting inside the caller's transaction; returns its id. Entries of nothing are left out. Entries that
 * do not sum to zero are a fault in the program and throw; the file refuses them as well.
 */
export function post(
  context: ServiceContext,
  actor: Actor,
  posting: Posting,
  entries: readonly Entry[],
): string {
  const { database } = context;
  if (sumFen(entries.map(({ amountFen }) => amountFen)) !== 0) throw new Error('a posting does not balance');
  const postingId = context.newId();
  return inTransaction(database, () => {
    const insertEntry = statement<[string, number, Account, string | null, number]>(
      database,
      'INSERT INTO ledger_entry (posting_id, position, account, payer, amount_fen) VALUES (?, ?, ?, ?, ?)',
    );
    for (const [position, { account, payer, amountFen }] of entries.entries()) {
      if (amountFen !== 0) insertEntry.run(postingId, position, account, payer, amountFen);
    }
    statement<unknown[]>(
      database,
      `INSERT INTO ledger_posting (id, kind, settlement_id, business_day, reference, recorded_at, recorded_by, top_up_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      postingId,
      posting.kind,
      posting.settlementId,
      posting.businessDay,
      posting.reference,
      context.clock.now().toISOString(),
      actor.accountId,
      posting.topUpId ?? null,
    );
    return postingId;
  });
}
