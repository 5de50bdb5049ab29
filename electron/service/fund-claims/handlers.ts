import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Handlers, HostHandlers } from '../context.ts';
import { readReceiptFile } from '../offline/receipt-file.ts';
import { draftFundClaim } from './draft.ts';
import { fundClaimFile } from './list-file.ts';
import { listFundClaims, readFundClaim } from './read.ts';
import { receiveFunds } from './receive.ts';
import { importFundReply } from './reply-file.ts';
import { forfeitRetention, releaseRetention } from './retention.ts';
import { sendFundClaim } from './send.ts';
import { changeFundSettings, fundSettings } from './settings.ts';
import { fundStanding } from './standing.ts';
import { submitFundClaim, withdrawFundClaim } from './steps.ts';
import { fundClaimTable } from './tables.ts';
import { sumOfLines, unclaimedLines } from './unclaimed.ts';
import { voucherTable } from './vouchers.ts';
import { writeOffRefused } from './write-off.ts';

type FundClaimRequest = Extract<keyof Handlers, `fundClaims.${string}`>;

export const fundClaimHandlers: Pick<Handlers, FundClaimRequest> = {
  'fundClaims.standing': (context) => ({ payers: fundStanding(context) }),
  'fundClaims.preview': (context, { input: { payer, month } }) => {
    const { lines, isCut } = unclaimedLines(context, payer, month);
    return {
      lineCount: lines.length,
      reversalCount: lines.filter(({ isReversal }) => isReversal === 1).length,
      earlierCount: lines.filter(({ businessDay }) => businessDay < month).length,
      amountFen: sumOfLines(lines),
      isCut,
    };
  },
  'fundClaims.draft': (context, { input, actor }) => draftFundClaim(context, actor, input),
  'fundClaims.list': (context, { input }) => listFundClaims(context, input),
  'fundClaims.read': (context, { input }) => readFundClaim(context, input.claimId),
  'fundClaims.submit': (context, { input, actor }) => submitFundClaim(context, actor, input.claimId),
  'fundClaims.send': (context, { input, actor }) => sendFundClaim(context, actor, input.claimId),
  'fundClaims.withdraw': (context, { input, actor }) => withdrawFundClaim(context, actor, input),
  'fundClaims.receive': (context, { input, actor }) => receiveFunds(context, actor, input),
  'fundClaims.writeOff': (context, { input, actor }) => writeOffRefused(context, actor, input),
  'fundClaims.importReply': async (context, { actor, filePath }) => {
    if (filePath === undefined) throw new Refusal('file_not_chosen', '请先选择回执文件。');
    return importFundReply(context, actor, await readReceiptFile(filePath));
  },
  'fundClaims.settings': (context) => fundSettings(context),
  'fundClaims.changeSettings': (context, { input, actor }) => changeFundSettings(context, actor, input),
  'fundClaims.release': (context, { input, actor }) => {
    releaseRetention(context, actor, input);
    return {};
  },
  'fundClaims.forfeit': async (context, { input, actor }) => {
    await forfeitRetention(context, actor, input);
    return {};
  },
};

/** What main asks on behalf of a window that saves a table. */
export const fundClaimHostHandlers: Pick<
  HostHandlers,
  'host.fundClaimTable' | 'host.fundClaimFile' | 'host.voucherTable'
> = {
  'host.fundClaimTable': (context, { input, actor }) => fundClaimTable(context, actor, input),
  'host.fundClaimFile': (context, { input, actor }) => fundClaimFile(context, actor, input.claimId),
  'host.voucherTable': (context, { input, actor }) => voucherTable(context, actor, input),
};
