import { expect, it } from 'vitest';
import { draftFundClaim } from '../../../electron/service/fund-claims/draft.ts';
import { receiveFunds } from '../../../electron/service/fund-claims/receive.ts';
import { submitFundClaim } from '../../../electron/service/fund-claims/steps.ts';
import { unclaimedLines } from '../../../electron/service/fund-claims/unclaimed.ts';
import { writeOffRefused } from '../../../electron/service/fund-claims/write-off.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { testPassword } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { Topping } from './topping.ts';

const at = new Topping();

it('a refused part of a top-up that was written off comes back with its withdrawal: no more is given back than came', async () => {
  const { settlementId } = at.settle();
  const { topUpId } = await at.topUp(settlementId, 100_000);
  const finance = at.hospital.actor('finance');
  const draft = { requestId: at.context.newId(), payer: 'charity', month: '2020-03' };
  const { claimId } = draftFundClaim(at.context, finance, draft);
  submitFundClaim(at.context, finance, claimId);
  receiveFunds(at.context, finance, {
    requestId: at.context.newId(),
    claimId,
    receivedFen: 90_000 as Fen,
    retainedFen: 0 as Fen,
    movedOn: day('2020-03-10'),
    reference: '银行回单',
    refusals: [{ settlementId, amountFen: 10_000 as Fen, reason: '超标准' }],
  });
  await writeOffRefused(at.context, finance, {
    requestId: at.context.newId(),
    claimId,
    settlementId,
    reason: '不再申请',
    secondPerson: { login: 'cashier_lead', password: testPassword },
  });
  await at.withdraw(topUpId);
  expect([at.ledger('receivable', 'charity'), at.ledger('fund_refused', 'charity')]).toEqual([-90_000, 0]);
  const { lines } = unclaimedLines(at.context, 'charity', null);
  expect(lines.map(({ amountFen }) => amountFen)).toEqual([-90_000]);
});
