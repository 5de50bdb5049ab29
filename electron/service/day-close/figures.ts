import type { Shift, Taking } from '../../../shared/contract/day-close.ts';
import { type PaymentMeans, paymentMeans } from '../../../shared/contract/payments.ts';
import { type Fen, fen, negateFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Account, PostingKind } from '../ledger/post.ts';
import { meansAccounts } from '../payments/means.ts';
import { inSpan, type Span } from './span.ts';

type Figures = Pick<
  Shift,
  'takings' | 'waivedFen' | 'writtenOffFen' | 'roundingFen' | 'correctedFen' | 'expectedCashFen'
>;

interface Sum {
  readonly kind: PostingKind;
  readonly account: Account;
  readonly isDebt: 0 | 1;
  readonly amountFen: number;
}

/** Every figure of a span: sums over ledger entries and nothing else. Whole fen. */
export function figuresOf(context: ServiceContext, span: Span, openingFloatFen: Fen): Figures {
  const sums = sumsOf(context, span);
  const on = (account: Account, counts: (sum: Sum) => boolean = () => true): Fen =>
    fen(
      sums
        .filter((sum) => sum.account === account && counts(sum))
        .reduce((total, { amountFen }) => total + amountFen, 0),
    );
  return {
    takings: paymentMeans.map((means) => takingOf(means, on)).filter(isSomething),
    waivedFen: on('waiver'),
    writtenOffFen: on('write_off'),
    roundingFen: negateFen(on('cash_rounding')),
    correctedFen: on('cash_drawer', ({ kind }) => kind === 'correction'),
    expectedCashFen: fen(openingFloatFen + on('cash_drawer')),
  };
}

function takingOf(means: PaymentMeans, on: (account: Account, counts: (sum: Sum) => boolean) => Fen): Taking {
  const account = meansAccounts[means];
  if (means === 'deferred') {
    const collectedFen = on(account, ({ kind, amountFen }) => kind === 'deferral' && amountFen > 0);
    const debtFen = on(account, ({ kind }) => kind === 'payment');
    const netFen = on(account, () => true);
    return { means, collectedFen, debtFen, refundedFen: fen(collectedFen + debtFen - netFen), netFen };
  }
  const collectedFen = on(account, ({ kind, isDebt }) => kind === 'payment' && isDebt === 0);
  const debtFen = on(account, ({ kind, isDebt }) => kind === 'payment' && isDebt === 1);
  const refundedFen = negateFen(on(account, ({ kind }) => kind === 'refund'));
  return { means, collectedFen, debtFen, refundedFen, netFen: fen(collectedFen + debtFen - refundedFen) };
}

function isSomething({ means, collectedFen, debtFen, refundedFen }: Taking): boolean {
  return means === 'cash' || collectedFen !== 0 || debtFen !== 0 || refundedFen !== 0;
}

/** A payment that meets a debt stands against what was deferred. What is taken off again is told from what is put on. */
function sumsOf(context: ServiceContext, span: Span): Sum[] {
  return statement<[Span], Sum>(
    context.database,
    `SELECT posting.kind, entry.account, posting.kind = 'payment' AND EXISTS (SELECT 1 FROM ledger_entry AS met
         WHERE met.posting_id = posting.id AND met.account = 'patient_deferred') AS isDebt, sum(entry.amount_fen) AS amountFen
     FROM ledger_posting AS posting JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE ${inSpan} GROUP BY posting.kind, entry.account, isDebt, entry.amount_fen > 0`,
  ).all(span);
}
