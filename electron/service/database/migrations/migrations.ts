import { staffAndAudit } from './0001-staff-and-audit.ts';
import { hospitalAndPolicy } from './0002-hospital-and-policy.ts';
import { people } from './0003-people.ts';
import { staysAndFees } from './0004-stays-and-fees.ts';
import { settlementsAndLedger } from './0005-settlements-and-ledger.ts';
import { outbox } from './0006-outbox.ts';
import { documents } from './0007-documents.ts';
import { settlementClaims } from './0008-settlement-claims.ts';
import { corrections } from './0009-corrections.ts';
import { uploadLife } from './0010-upload-life.ts';
import { windowKey } from './0011-window-key.ts';
import { recoveryKey } from './0012-recovery-key.ts';
import { sender } from './0013-sender.ts';
import { backups } from './0014-backups.ts';
import { platformSecrets } from './0015-platform-secrets.ts';
import { policySignature } from './0016-policy-signature.ts';
import { narrowClaims } from './0017-narrow-claims.ts';
import { resentInPlace } from './0018-resent-in-place.ts';
import { offlinePackages } from './0019-offline-packages.ts';
import { numberOfACancelledStay } from './0020-number-of-a-cancelled-stay.ts';
import { offlineWithdrawals } from './0021-offline-withdrawals.ts';
import { admission } from './0022-admission.ts';
import { catalogue } from './0023-catalogue.ts';
import { identification } from './0024-identification.ts';
import { everyDocument } from './0025-every-document.ts';
import { feeLines } from './0026-fee-lines.ts';
import { referrals } from './0027-referrals.ts';
import { attachments } from './0028-attachments.ts';
import { indexesThatAreAsked } from './0029-indexes-that-are-asked.ts';
import { paymentsAndDebts } from './0030-payments-and-debts.ts';
import { approvedAmounts } from './0031-approved-amounts.ts';
import { rosterKeptOnce } from './0033-roster-kept-once.ts';
import { unknownPatients } from './0032-unknown-patients.ts';
import { hospitalSystem } from './0034-hospital-system.ts';
import { correctionsUnderWay } from './0035-corrections-under-way.ts';
import { dayCloses } from './0036-day-closes.ts';
import { fewerPages } from './0037-fewer-pages.ts';
import { receiptsThatComeLater } from './0038-receipts-that-come-later.ts';
import { fundClaims } from './0039-fund-claims.ts';
import { reconciliation } from './0040-reconciliation.ts';
import { reports } from './0041-reports.ts';
import { namesOfEntries } from './0043-names-of-entries.ts';
import { fundClaimMessages } from './0042-fund-claim-messages.ts';
import { debtCollection } from './0044-debt-collection.ts';
import { forfeitedRetention } from './0046-forfeited-retention.ts';
import { withdrawnIdentifications } from './0048-withdrawn-identifications.ts';
import { seenFeeFiles } from './0049-seen-fee-files.ts';
import { countedStays } from './0050-counted-stays.ts';
import { oneTimeCodes } from './0051-one-time-codes.ts';
import { approvalsThatFollow } from './0052-approvals-that-follow.ts';
import { archivedLog } from './0053-archived-log.ts';
import { shiftHandovers } from './0057-shift-handovers.ts';
import { outpatientCare } from './0060-outpatient-care.ts';
import { leftOut } from './0063-left-out.ts';
import { knownByPlace } from './0082-known-by-place.ts';
import { approvalsUpToAClose } from './0083-approvals-up-to-a-close.ts';
import { postingsUpToAListing } from './0084-postings-up-to-a-listing.ts';
import { leftOutOfInsurance } from './0081-left-out-of-insurance.ts';
import { hardshipApplications } from './0066-hardship-applications.ts';
import { careInReports } from './0067-care-in-reports.ts';
import { topUps } from './0069-top-ups.ts';
import { claimsOfTopUps } from './0070-claims-of-top-ups.ts';
import { treatmentLedger } from './0072-treatment-ledger.ts';
import { rosterWork } from './0075-roster-work.ts';
import { publicBoards } from './0076-public-boards.ts';
import { householdPlans } from './0077-household-plans.ts';
import { followUp } from './0078-follow-up.ts';
import { irregularities } from './0079-irregularities.ts';
import { topUpsInReports } from './0080-top-ups-in-reports.ts';
import type { Migration } from './migration.ts';

/** Every step of the schema in its order. A new step is added at the end, with a test of its own. */
export const migrations: readonly Migration[] = [
  staffAndAudit,
  hospitalAndPolicy,
  people,
  staysAndFees,
  settlementsAndLedger,
  outbox,
  documents,
  settlementClaims,
  corrections,
  uploadLife,
  windowKey,
  recoveryKey,
  sender,
  backups,
  platformSecrets,
  policySignature,
  narrowClaims,
  resentInPlace,
  offlinePackages,
  numberOfACancelledStay,
  offlineWithdrawals,
  admission,
  catalogue,
  identification,
  everyDocument,
  feeLines,
  referrals,
  attachments,
  indexesThatAreAsked,
  paymentsAndDebts,
  approvedAmounts,
  unknownPatients,
  rosterKeptOnce,
  hospitalSystem,
  correctionsUnderWay,
  dayCloses,
  fewerPages,
  receiptsThatComeLater,
  fundClaims,
  reconciliation,
  reports,
  fundClaimMessages,
  namesOfEntries,
  debtCollection,
  forfeitedRetention,
  withdrawnIdentifications,
  seenFeeFiles,
  countedStays,
  oneTimeCodes,
  approvalsThatFollow,
  archivedLog,
  shiftHandovers,
  outpatientCare,
  leftOut,
  hardshipApplications,
  careInReports,
  topUps,
  claimsOfTopUps,
  treatmentLedger,
  rosterWork,
  publicBoards,
  householdPlans,
  followUp,
  irregularities,
  topUpsInReports,
  leftOutOfInsurance,
  knownByPlace,
  approvalsUpToAClose,
  postingsUpToAListing,
];

/** The version of a file that this program has brought up to date. */
export const newestVersion = migrations.reduce((_, { version }) => version, 0);
