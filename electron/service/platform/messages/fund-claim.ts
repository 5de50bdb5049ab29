import { z } from 'zod';
import type { LocalDate } from '../../../../shared/calendar/local-date.ts';
import type { KindOfCare } from '../../../../shared/engine/claim.ts';
import { type Fen, plainYuan } from '../../../../shared/money/fen.ts';
import { clearingTypes, settleByProject } from '../dictionary.ts';
import { meaningful, type Question } from '../exchange.ts';
import { payerOf } from '../payers.ts';

/** What a claim asks of one payer for a month. */
export interface FundApplication {
  readonly care: KindOfCare;
  readonly payer: string;
  readonly payerTitle: string;
  readonly claimNumber: string;
  /** `2020-03` */
  readonly month: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly count: number;
  readonly totalFen: Fen;
  readonly personalFen: Fen;
  readonly amountFen: Fen;
}

/** `apply` 3203, `undo` 3204, `correct` 2601 of either. */
export type FundMessage =
  | { readonly kind: 'apply'; readonly messageId: string; readonly application: FundApplication }
  | { readonly kind: 'undo'; readonly messageId: string; readonly number: string }
  | {
      readonly kind: 'correct';
      readonly messageId: string;
      readonly of: 'apply' | 'undo';
      readonly original: string;
    };

export const fundTransactions = { apply: '3203', undo: '3204', correct: '2601' } as const;

const appliedSchema = z.looseObject({
  result: z.looseObject({ clr_appy_evt_id: z.string().trim().min(1).max(30) }),
});

/** About no person. The answer is the platform's number of the application; null for the others. */
export function fundQuestion(message: FundMessage, region: string): Question<string | null> {
  return {
    transactionCode: fundTransactions[message.kind],
    messageId: message.messageId,
    record: { insuredRegion: region, person: null },
    input: { data: dataOf(message) },
    read: (output) =>
      message.kind === 'apply' ? meaningful(appliedSchema, output).result.clr_appy_evt_id : null,
  };
}

function dataOf(message: FundMessage): object {
  if (message.kind === 'undo') return { clr_appy_evt_id: message.number };
  if (message.kind === 'correct') {
    return { psn_no: '', omsgid: message.original, oinfno: fundTransactions[message.of] };
  }
  const { application } = message;
  return {
    clr_type: clearingTypes[application.care],
    clr_way: settleByProject,
    setlym: application.month.replace('-', ''),
    psntime: String(application.count),
    medfee_sumamt: plainYuan(application.totalFen),
    med_sumfee: plainYuan(application.totalFen),
    fund_appy_sum: plainYuan(application.amountFen),
    cash_payamt: plainYuan(application.personalFen),
    acct_pay: '0.00',
    begndate: application.from,
    enddate: application.to,
    // The convention has no field for who is asked.
    exp_content: [
      {
        fund_pay_type: payerOf(application.payer).fundType,
        fund_pay_type_name: application.payerTitle,
        our_claim_no: application.claimNumber,
      },
    ],
  };
}
