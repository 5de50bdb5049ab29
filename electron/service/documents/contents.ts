import type { DocumentKind } from '../../../shared/contract/documents/kind.ts';
import { daySheetContent, windowDaySheetContent } from '../day-close/day-sheet-content.ts';
import { entitlementBoardContent } from '../entitlements/entitlement-board-content.ts';
import { entitlementCardContent } from '../entitlements/entitlement-card-content.ts';
import { claimListContent } from '../fund-claims/claim-list-content.ts';
import { treatFirstAgreementContent } from '../admission/treat-first-agreement-content.ts';
import { publicBoardContent } from '../public-board/made.ts';
import { reconciliationSheetContent } from '../reconciliation/sheet-content.ts';
import { referralCertificateContent } from '../referrals/referral-certificate-content.ts';
import { instalmentAgreementContent } from '../debts/instalment-agreement-content.ts';
import { paymentReceiptContent } from '../payments/payment-receipt-content.ts';
import { dailyFeesContent, feeListContent } from '../fees/fee-lines-content.ts';
import { personHistoryContent } from '../settlements/person-history-content.ts';
import {
  reportContent,
  specialTreatmentPatientsContent,
  specialTreatmentRegisterContent,
  specialTreatmentTableContent,
} from '../reports/report-content.ts';
import { slipContent } from '../settlements/slip-content.ts';
import { hardshipApplicationContent } from '../hardship/hardship-application-content.ts';
import { topUpSlipContent } from '../top-ups/top-up-slip-content.ts';
import type { Gather } from './gather.ts';

/** Who gathers what stands on a document of each kind; one without does not compile. */
export const documentContents: { readonly [Kind in DocumentKind]: Gather<Kind> } = {
  slip: slipContent,
  daily_fees: dailyFeesContent,
  fee_list: feeListContent,
  person_history: personHistoryContent,
  instalment_agreement: instalmentAgreementContent,
  payment_receipt: paymentReceiptContent,
  treat_first_agreement: treatFirstAgreementContent,
  referral_certificate: referralCertificateContent,
  day_sheet: daySheetContent,
  reconciliation_sheet: reconciliationSheetContent,
  report: reportContent,
  special_treatment_table: specialTreatmentTableContent,
  special_treatment_register: specialTreatmentRegisterContent,
  special_treatment_patients: specialTreatmentPatientsContent,
  claim_list: claimListContent,
  window_day_sheet: windowDaySheetContent,
  entitlement_card: entitlementCardContent,
  entitlement_board: entitlementBoardContent,
  public_board: publicBoardContent,
  hardship_application: hardshipApplicationContent,
  top_up_slip: topUpSlipContent,
};
