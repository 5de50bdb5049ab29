import type { FundClaim } from '../../../shared/contract/fund-claims.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
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
    const { lines, isCut, otherCareCount } = unclaimedLines(context, payer, month);
    return {
      lineCount: lines.length,
      reversalCount: lines.filter(({ isReversal }) => isReversal === 1).length,
      earlierCount: lines.filter(({ businessDay }) => businessDay < month).length,
      amountFen: sumOfLines(lines),
      isCut,
      otherCareCount,
    };
  },
  'fundClaims.draft': (context, { input, actor }) => forWindow(draftFundClaim(context, actor, input)),
  'fundClaims.list': (context, { input }) => listFundClaims(context, input),
  'fundClaims.read': (context, { input }) => forWindow(readFundClaim(context, input.claimId)),
  'fundClaims.submit': (context, { input, actor }) =>
    forWindow(submitFundClaim(context, actor, input.claimId)),
  'fundClaims.send': async (context, { input, actor }) =>
    forWindow(await sendFundClaim(context, actor, input.claimId)),
  'fundClaims.withdraw': async (context, { input, actor }) =>
    forWindow(await withdrawFundClaim(context, actor, input)),
  'fundClaims.receive': (context, { input, actor }) => forWindow(receiveFunds(context, actor, input)),
  'fundClaims.writeOff': async (context, { input, actor }) =>
    forWindow(await writeOffRefused(context, actor, input)),
  'fundClaims.importReply': async (context, { actor, filePath }) => {
    if (filePath === undefined) throw new Refusal('file_not_chosen', '请先选择回执文件。');
    const imported = await importFundReply(context, actor, await readReceiptFile(filePath));
    return { ...imported, claim: forWindow(imported.claim) };
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

/** Lists for the bureau name people by their whole numbers; a window needs them masked. */
function forWindow(claim: FundClaim): FundClaim {
  const lines = claim.lines.map((line) => ({ ...line, idNumber: maskIdNumber(line.idNumber) }));
  return { ...claim, lines };
}

/** What main asks on behalf of a window that saves a table. */
export const fundClaimHostHandlers: Pick<
  HostHandlers,
  'host.fundClaimTable' | 'host.fundClaimFile' | 'host.voucherTable'
> = {
  'host.fundClaimTable': (context, { input, actor }) => fundClaimTable(context, actor, input),
  'host.fundClaimFile': (context, { input, actor }) => fundClaimFile(context, actor, input.claimId),
  'host.voucherTable': (context, { input, actor }) => voucherTable(context, actor, input),
};
