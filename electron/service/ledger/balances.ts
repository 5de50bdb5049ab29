import type { Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Account, Entry, PostingKind } from './post.ts';

export interface Balance {
  readonly account: Account;
  readonly payer: string | null;
  readonly amountFen: Fen;
}

/** What each account holds over all postings; accounts that hold nothing are left out. */
export function balances(context: ServiceContext): Balance[] {
  return statement<[], Balance>(
    context.database,
    `SELECT account, payer, sum(amount_fen) AS amountFen FROM ledger_entry
     GROUP BY account, payer HAVING sum(amount_fen) <> 0 ORDER BY account, payer`,
  ).all();
}

export interface PostedEntry extends Entry {
  readonly postingId: string;
  readonly kind: PostingKind;
  readonly reference: string | null;
}

/** Every entry that one settlement or reversal posted, in the order of writing. */
export function entriesOfSettlement(context: ServiceContext, settlementId: string): PostedEntry[] {
  return statement<[string], PostedEntry>(
    context.database,
    `SELECT posting.id AS postingId, posting.kind, posting.reference, account, payer, amount_fen AS amountFen
     FROM ledger_posting AS posting JOIN ledger_entry ON ledger_entry.posting_id = posting.id
     WHERE posting.settlement_id = ? ORDER BY posting.rowid, position`,
  ).all(settlementId);
}
