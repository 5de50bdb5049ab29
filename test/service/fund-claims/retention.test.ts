import { expect, it } from 'vitest';
import { readFundClaim } from '../../../electron/service/fund-claims/read.ts';
import { forfeitRetention } from '../../../electron/service/fund-claims/retention.ts';
import { fundStanding } from '../../../electron/service/fund-claims/standing.ts';
import { payerStandingSchema } from '../../../shared/contract/fund-claims.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { testPassword } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { Claiming, second } from './claiming.ts';

const claiming = new Claiming();

it('what was kept back and never comes is the hospital’s own, by two people, once for each request', async () => {
  claiming.settle();
  const { claimId } = claiming.submitted();
  claiming.receive(claimId, { receivedFen: 4_104_000, retainedFen: 216_000 });
  const { context, finance } = claiming;
  const forfeiture = {
    requestId: context.newId(),
    payer: 'basic_insurance',
    amountFen: 16_000 as Fen,
    movedOn: day('2020-03-10'),
    reference: '年度考核 92 分，扣 16.00 元',
    secondPerson: second,
  };
  const wrong = { ...forfeiture, amountFen: 216_001 as Fen };
  await expect(forfeitRetention(context, finance, wrong)).rejects.toMatchObject({
    code: 'fund_release_too_much',
  });
  const alone = { ...forfeiture, secondPerson: { login: 'finance', password: testPassword } };
  await expect(forfeitRetention(context, finance, alone)).rejects.toBeInstanceOf(Refusal);
  await forfeitRetention(context, finance, forfeiture);
  await forfeitRetention(context, finance, forfeiture);
  expect(claiming.ledger('retention', 'basic_insurance')).toBe(200_000);
  expect(claiming.ledger('fund_refused', 'basic_insurance')).toBe(16_000);
  const [standing] = fundStanding(context);
  expect(standing).toMatchObject({ retainedFen: 200_000, forfeitedFen: 16_000, receivedFen: 4_104_000 });
  expect(payerStandingSchema.parse(standing)).toEqual(standing);
  expect(readFundClaim(context, claimId)).toMatchObject({ state: 'paid', writtenOffFen: 0 });
});
