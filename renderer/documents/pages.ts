import type { ReactNode } from 'react';
import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import type { DocumentKind } from '../../shared/contract/documents/kind.ts';
import { ClaimListPage } from './claim-list-page.tsx';
import { DaySheetPage } from './day-sheet-page.tsx';
import { WindowDaySheetPage } from './window-day-sheet-page.tsx';
import { PublicBoardPage } from './public-board-page.tsx';
import { ReconciliationSheetPage } from './reconciliation-sheet-page.tsx';
import { ReferralCertificatePage } from './referral-certificate-page.tsx';
import { EntitlementBoardPage } from './entitlement-board-page.tsx';
import { EntitlementCardPage } from './entitlement-card-page.tsx';
import { FeeLinesPage } from './fee-lines-page.tsx';
import { HardshipApplicationPage } from './hardship-application-page.tsx';
import { InstalmentAgreementPage } from './instalment-agreement-page.tsx';
import { PaymentReceiptPage } from './payment-receipt-page.tsx';
import { PersonHistoryPage } from './person-history-page.tsx';
import { ReportPage } from './report-page.tsx';
import { SlipPage } from './slip-page.tsx';
import { SpecialTreatmentPatientsPage } from './special-treatment-patients-page.tsx';
import { SpecialTreatmentRegisterPage, SpecialTreatmentTablePage } from './special-treatment-page.tsx';
import { TopUpSlipPage } from './top-up-slip-page.tsx';
import { TreatFirstAgreementPage } from './treat-first-agreement-page.tsx';

/** A page of one kind, for the paper that its entry names. */
export type DocumentPage<Kind extends DocumentKind> = (props: {
  readonly document: DocumentOf<Kind>;
}) => ReactNode;

/** The page of every kind; one without does not compile. */
export const documentPages: { readonly [Kind in DocumentKind]: DocumentPage<Kind> } = {
  slip: SlipPage,
  daily_fees: FeeLinesPage,
  fee_list: FeeLinesPage,
  person_history: PersonHistoryPage,
  instalment_agreement: InstalmentAgreementPage,
  payment_receipt: PaymentReceiptPage,
  treat_first_agreement: TreatFirstAgreementPage,
  referral_certificate: ReferralCertificatePage,
  day_sheet: DaySheetPage,
  reconciliation_sheet: ReconciliationSheetPage,
  report: ReportPage,
  special_treatment_table: SpecialTreatmentTablePage,
  special_treatment_register: SpecialTreatmentRegisterPage,
  special_treatment_patients: SpecialTreatmentPatientsPage,
  claim_list: ClaimListPage,
  window_day_sheet: WindowDaySheetPage,
  entitlement_card: EntitlementCardPage,
  entitlement_board: EntitlementBoardPage,
  public_board: PublicBoardPage,
  hardship_application: HardshipApplicationPage,
  top_up_slip: TopUpSlipPage,
};
