import type { PaymentMeans } from '../../../shared/contract/payments.ts';
import type { Account } from '../ledger/post.ts';

/** The account that each means of payment moves. */
export const meansAccounts = {
  cash: 'cash_drawer',
  bank: 'bank',
  mobile: 'mobile',
  personal_account: 'personal_account',
  deferred: 'patient_deferred',
} as const satisfies Record<PaymentMeans, Account>;

const meansByAccount = new Map<Account, PaymentMeans>([
  ...Object.entries(meansAccounts).map(([means, account]) => [account, means as PaymentMeans] as const),
  // Four fen of cash are rounded away whole: the drawer has no entry then, and it is still cash.
  ['cash_rounding', 'cash'],
]);

/** The means that an account belongs to. */
export function meansOf(account: Account): PaymentMeans | undefined {
  return meansByAccount.get(account);
}
