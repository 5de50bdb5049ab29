import { afterEach, beforeEach, expect, it } from 'vitest';
import { draftFundClaim } from '../../../electron/service/fund-claims/draft.ts';
import { fundClaimHandlers } from '../../../electron/service/fund-claims/handlers.ts';
import { readFundClaim } from '../../../electron/service/fund-claims/read.ts';
import { sendFundClaim } from '../../../electron/service/fund-claims/send.ts';
import { submitFundClaim } from '../../../electron/service/fund-claims/steps.ts';
import { fundQuestion, type FundMessage } from '../../../electron/service/platform/messages/fund-claim.ts';
import type { Platform } from '../../../electron/service/platform/platform.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import type { FundClaim } from '../../../shared/contract/fund-claims.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, addPerson, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { qualified, visit } from './visits.ts';

/* The platform clears stays and visits apart: a claim that goes there is of one kind of care, and says which. */

let hospital: TestHospital;
let stays: SettlementRecord[];
let visits: SettlementRecord[];

/** Critical illness insurance pays in both kinds of care. */
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital, { outpatient_hypertension_ratio: '50%' });
  stays = [settle(hospital, addPatient(hospital).stayId)];
  const qualificationId = qualified(hospital, addPerson(hospital));
  visits = [60_000, 30_000].map((inScope) =>
    settle(hospital, visit(hospital, qualificationId, { inScope }).stayId),
  );
});
afterEach(() => hospital.close());

const finance = () => hospital.actor('finance');
const draft = (payer: string): FundClaim =>
  draftFundClaim(hospital.context, finance(), {
    requestId: hospital.context.newId(),
    payer,
    month: '2020-03',
  });
const idsIn = ({ lines }: FundClaim): string[] => lines.map(({ settlementId }) => settlementId);
const idsOf = (settled: readonly SettlementRecord[]): string[] =>
  settled.map(({ settlementId }) => settlementId);

/** How the platform is told the clearing type of a claim. */
async function clearingTypeOf({ claimId }: FundClaim): Promise<unknown> {
  const told: FundMessage[] = [];
  const platform = {
    fundMessage: (message: FundMessage) => {
      told.push(message);
      return Promise.resolve({ outcome: 'accepted', value: 'Q1', code: null, reason: null });
    },
  } as unknown as Platform;
  submitFundClaim(hospital.context, finance(), claimId);
  await sendFundClaim(hospital.context, finance(), claimId, platform);
  const [message] = told;
  return message === undefined ? undefined : fundQuestion(message, '421321').input;
}

it('a payer of both is claimed from for stays first and for visits by the next claim, each by its clearing type', async () => {
  const call = { input: { payer: 'critical_illness', month: '2020-03' }, actor: finance(), windowId: 1 };
  const preview = () =>
    fundClaimHandlers['fundClaims.preview'](hospital.context, { ...call, filePath: undefined });
  expect(await preview()).toMatchObject({ lineCount: 1, otherCareCount: 2 });
  const ofStays = draft('critical_illness');
  expect(idsIn(ofStays)).toEqual(idsOf(stays));
  expect(await preview()).toMatchObject({ lineCount: 2, otherCareCount: 0 });
  const ofVisits = draft('critical_illness');
  expect(idsIn(ofVisits)).toEqual(idsOf(visits));
  expect(await clearingTypeOf(ofStays)).toMatchObject({ data: { clr_type: '21', psntime: '1' } });
  expect(await clearingTypeOf(ofVisits)).toMatchObject({ data: { clr_type: '11', psntime: '2' } });
});

it('visits are claimed where stays come to nothing', async () => {
  const claimed = draft('critical_illness');
  submitFundClaim(hospital.context, finance(), claimed.claimId);
  await reverseSettlement(hospital.context, hospital.actor('clerk'), {
    requestId: hospital.context.newId(),
    settlementId: stays[0]!.settlementId,
    reason: '录错',
    secondPerson: { login: 'cashier_lead', password: testPassword },
  });
  expect(idsIn(draft('critical_illness'))).toEqual(idsOf(visits));
});

it('a claim of both that was drafted for a list is not sent to the platform', async () => {
  const { claimId } = draft('supplementary');
  submitFundClaim(hospital.context, finance(), claimId);
  const sent = sendFundClaim(hospital.context, finance(), claimId, {} as Platform);
  await expect(sent).rejects.toMatchObject({ code: 'fund_claim_mixed' });
  expect(readFundClaim(hospital.context, claimId).delivery).toBeNull();
});

it('a payer that is sent a list has stays and visits in one', () => {
  expect(idsIn(draft('supplementary'))).toEqual(idsOf([...stays, ...visits]));
});
