import { admissionHandlers } from './admission/handlers.ts';
import type { AllHandlers } from './answer.ts';
import { approvalHandlers } from './approvals/handlers.ts';
import { attachmentHandlers } from './attachments/handlers.ts';
import { auditHandlers } from './audit/handlers.ts';
import { backupHandlers } from './backups/handlers.ts';
import { catalogueHandlers } from './catalogue/handlers.ts';
import { dayCloseHandlers, dayCloseHostHandlers } from './day-close/handlers.ts';
import { debtHandlers, debtHostHandlers } from './debts/handlers.ts';
import { correctionHandlers } from './corrections/handlers.ts';
import { diagnosticsHostHandlers } from './diagnostics/handlers.ts';
import { documentHandlers, documentHostHandlers } from './documents/handlers.ts';
import { followUpHandlers, followUpHostHandlers } from './follow-up/handlers.ts';
import { fundClaimHandlers, fundClaimHostHandlers } from './fund-claims/handlers.ts';
import { feeHandlers } from './fees/handlers.ts';
import { firstHandlers } from './first-answer.ts';
import { draftHandlers } from './drafts/handlers.ts';
import { emergencyHandlers } from './emergency/handlers.ts';
import { handoverHandlers } from './handover/handlers.ts';
import { hardshipHandlers } from './hardship/handlers.ts';
import { topUpHandlers } from './top-ups/handlers.ts';
import { hospitalSystemHandlers } from './hospital-system/handlers.ts';
import { parameterHandlers } from './hospital/parameter-handlers.ts';
import { householdHandlers } from './household/handlers.ts';
import { identificationHandlers } from './identification/handlers.ts';
import { irregularityHandlers, irregularityHostHandlers } from './irregularities/handlers.ts';
import { leftOutHandlers } from './left-out/handlers.ts';
import { keyHandlers, keyHostHandlers } from './keys/handlers.ts';
import { offlineHandlers, offlineHostHandlers } from './offline/handlers.ts';
import { outpatientHandlers } from './outpatient/handlers.ts';
import { outboxHandlers } from './outbox/handlers.ts';
import { overviewHandlers } from './overview/handlers.ts';
import { paymentHandlers } from './payments/handlers.ts';
import { peopleHandlers } from './people/handlers.ts';
import { platformHandlers } from './platform-settings/handlers.ts';
import { policyHandlers } from './policy/handlers.ts';
import { publicBoardHandlers } from './public-board/handlers.ts';
import { reconciliationHandlers, reconciliationHostHandlers } from './reconciliation/handlers.ts';
import { recoveryHandlers } from './recovery/handlers.ts';
import { referralHandlers } from './referrals/handlers.ts';
import { reportHandlers, reportHostHandlers } from './reports/handlers.ts';
import { rosterWorkHandlers } from './roster-work/handlers.ts';
import { accountHandlers } from './staff/account-handlers.ts';
import { settlementHandlers } from './settlements/handlers.ts';
import { stayHandlers } from './stays/handlers.ts';
import { treatmentHandlers } from './treatment/handlers.ts';
import { yearHandlers } from './year/handlers.ts';
import { workbenchHandlers, workbenchHostHandlers } from './workbench/handlers.ts';

/** One function for every request of the contract; a missing or a superfluous one does not compile. */
export const handlers: AllHandlers = {
  window: {
    ...firstHandlers,
    ...accountHandlers,
    ...approvalHandlers,
    ...handoverHandlers,
    ...auditHandlers,
    ...parameterHandlers,
    ...draftHandlers,
    ...peopleHandlers,
    ...identificationHandlers,
    ...stayHandlers,
    ...outpatientHandlers,
    ...admissionHandlers,
    ...referralHandlers,
    ...attachmentHandlers,
    ...emergencyHandlers,
    ...feeHandlers,
    ...catalogueHandlers,
    ...hospitalSystemHandlers,
    ...settlementHandlers,
    ...paymentHandlers,
    ...debtHandlers,
    ...dayCloseHandlers,
    ...reconciliationHandlers,
    ...fundClaimHandlers,
    ...reportHandlers,
    ...treatmentHandlers,
    ...yearHandlers,
    ...correctionHandlers,
    ...hardshipHandlers,
    ...topUpHandlers,
    ...leftOutHandlers,
    ...rosterWorkHandlers,
    ...publicBoardHandlers,
    ...householdHandlers,
    ...followUpHandlers,
    ...irregularityHandlers,
    ...outboxHandlers,
    ...overviewHandlers,
    ...offlineHandlers,
    ...platformHandlers,
    ...policyHandlers,
    ...workbenchHandlers,
    ...documentHandlers,
    ...backupHandlers,
    ...recoveryHandlers,
    ...keyHandlers,
  },
  host: {
    ...documentHostHandlers,
    ...offlineHostHandlers,
    ...workbenchHostHandlers,
    ...reportHostHandlers,
    ...reconciliationHostHandlers,
    ...fundClaimHostHandlers,
    ...debtHostHandlers,
    ...followUpHostHandlers,
    ...irregularityHostHandlers,
    ...dayCloseHostHandlers,
    ...keyHostHandlers,
    ...diagnosticsHostHandlers,
  },
};
