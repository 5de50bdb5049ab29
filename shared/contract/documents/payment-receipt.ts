import { receiptSchema } from '../payments.ts';
import { documentKind } from './kind.ts';

/** 收据 of money taken later, or given back; its subject is the receipt. */
export const paymentReceiptKind = documentKind({
  title: '收据',
  papers: ['A5', 'roll'],
  isDaily: false,
  content: receiptSchema,
});
