import { z } from 'zod';
import { fundClaimLineSchema, fundClaimSchema, mostClaimLines } from '../fund-claims.ts';
import { documentKind } from './kind.ts';

/** As it was claimed: what was paid since does not stand here. */
export const claimListLineSchema = fundClaimLineSchema.omit({
  settlementId: true,
  openFen: true,
  refusedFen: true,
  refusedReason: true,
});

const content = z.strictObject({
  ...fundClaimSchema.pick({ payer: true, payerTitle: true, month: true, amountFen: true, payers: true })
    .shape,
  amountCapital: z.string(),
  lines: z.array(claimListLineSchema).max(mostClaimLines),
});
export type ClaimList = z.infer<typeof content>;

/** 拨付申请表 of one payer and month; its subject is the fund claim. */
export const claimListKind = documentKind({
  title: '拨付申请表',
  papers: ['A4_landscape'],
  isDaily: false,
  listsPeople: true,
  content,
});
