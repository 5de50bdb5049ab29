import { z } from 'zod';
import { type Payment, type PaymentMeans, paymentMeans } from '../../shared/contract/payments.ts';
import { type CashRounding, cashOver } from '../../shared/money/cash-rounding.ts';
import { type Fen, fen, formatYuan, zeroFen } from '../../shared/money/fen.ts';
import { yuanTyped } from '../components/typed-amount.ts';

const meansSchema = z.enum(paymentMeans);

/** What the clerk typed into the payment part of a dialog. */
export const typedPaymentsSchema = z.object({
  /** By what everything is met that no part below meets. */
  rest: meansSchema,
  /** Parts met by other means, in yuan. */
  parts: z.partialRecord(meansSchema, z.string()).readonly(),
  references: z.partialRecord(meansSchema, z.string()).readonly(),
  /** Cash as it was handed over; blank is the exact amount. */
  handedIn: z.string(),
});
export type TypedPayments = Readonly<z.infer<typeof typedPaymentsSchema>>;

export const exactCash: TypedPayments = { rest: 'cash', parts: {}, references: {}, handedIn: '' };

/** Payments that sum to what is due, and what goes over the counter. */
export interface ReadPayments {
  readonly payments: readonly Payment[];
  readonly restFen: Fen;
  readonly deferredFen: Fen;
  /** Null where nothing is paid in cash. */
  readonly cash: { readonly takenFen: Fen; readonly changeFen: Fen } | null;
}

/** A sentence about what was typed, and the field it stands at. */
export interface PaymentTrouble {
  readonly sentence: string;
  readonly at: PaymentMeans | 'handedIn';
}

export type PaymentsReading = ReadPayments | PaymentTrouble;

/** Reads what was typed: parts, then the rest; cash rounded as the hospital takes it. Nothing due is no payment. */
export function readPayments(dueFen: Fen, typed: TypedPayments, rounding: CashRounding): PaymentsReading {
  const amounts = new Map<PaymentMeans, Fen>();
  let restFen: number = dueFen;
  for (const [means, text] of Object.entries(typed.parts) as [PaymentMeans, string][]) {
    if (means === typed.rest) continue;
    const part = yuanTyped(text);
    if (typeof part === 'string') return { sentence: part, at: means };
    if (part === undefined || part === 0) continue;
    if (part < 0) return { sentence: '金额不能是负数。', at: means };
    restFen -= part;
    if (restFen < 0) return { sentence: `合计超过应付 ${formatYuan(dueFen)} 元。`, at: means };
    amounts.set(means, part);
  }
  if (restFen > 0) amounts.set(typed.rest, fen(restFen));
  const cash = cashOf(amounts.get('cash'), typed.handedIn, rounding);
  if (cash !== null && 'sentence' in cash) return cash;
  const payments = [...amounts].map(([means, amountFen]) => ({
    means,
    amountFen,
    reference: referenceOf(typed, means),
    ...(means === 'cash' && cash?.handedInFen !== undefined ? { handedInFen: cash.handedInFen } : {}),
  }));
  const unnamed = payments.find(({ means, reference }) => means === 'mobile' && reference === null);
  if (unnamed !== undefined) return { sentence: '请填手机支付的交易流水号，退款凭它。', at: 'mobile' };
  return { payments, restFen: fen(restFen), deferredFen: amounts.get('deferred') ?? zeroFen, cash };
}

function referenceOf({ references }: TypedPayments, means: PaymentMeans): string | null {
  return means === 'bank' || means === 'mobile' ? references[means]?.trim() || null : null;
}

interface Cash {
  readonly takenFen: Fen;
  readonly changeFen: Fen;
  readonly handedInFen: Fen | undefined;
}

function cashOf(
  amountFen: Fen | undefined,
  handedIn: string,
  rounding: CashRounding,
): Cash | PaymentTrouble | null {
  if (amountFen === undefined) return null;
  const takenFen = cashOver(amountFen, rounding);
  const handedInFen = yuanTyped(handedIn);
  if (typeof handedInFen === 'string') return { sentence: handedInFen, at: 'handedIn' };
  if (handedInFen === undefined) return { takenFen, changeFen: zeroFen, handedInFen };
  if (handedInFen < takenFen) return { sentence: '收到的现金少于应收的现金。', at: 'handedIn' };
  return { takenFen, changeFen: fen(handedInFen - takenFen), handedInFen };
}
