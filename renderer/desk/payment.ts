import type { RequestInput } from '../../shared/contract/contract.ts';
import { type Fen, MoneyError, fen, parseYuan } from '../../shared/money/fen.ts';

export type Payment = RequestInput<'settlements.settle'>['payments'][number];
export type Means = 'cash' | 'bank' | 'mobile';

export const meansTitles: Record<Means, string> = { cash: '现金', bank: '银行卡', mobile: '手机支付' };

/** What the clerk typed into the payment part of the dialog. */
export interface TypedPayment {
  readonly means: Means;
  readonly handedIn: string;
  readonly reference: string;
}

/** The whole amount by one means; nothing where nothing is due. */
export function paymentsOf(dueFen: Fen, { means, reference }: TypedPayment): Payment[] {
  if (dueFen === 0) return [];
  return [{ means, amountFen: dueFen, reference: means === 'cash' ? null : reference.trim() || null }];
}

export type Change = { readonly changeFen: Fen } | { readonly sentence: string };

/** What goes back over the counter for the cash that was handed in; blank means the exact amount. */
export function changeFor(dueFen: Fen, handedIn: string): Change {
  const typed = handedIn.normalize('NFKC').replaceAll(/[,\s]/g, '');
  if (typed === '') return { changeFen: fen(0) };
  try {
    const changeFen = fen(parseYuan(typed) - dueFen);
    return changeFen < 0 ? { sentence: '收到的现金少于应付金额。' } : { changeFen };
  } catch (error) {
    if (error instanceof MoneyError) return { sentence: error.message };
    throw error;
  }
}
