import { z } from 'zod';
import { accountRequests } from './accounts.ts';
import { admissionRequests } from './admission.ts';
import { approvalRequests } from './approvals.ts';
import { attachmentRequests } from './attachments.ts';
import { auditRequests } from './audit.ts';
import { backupRequests, backupStateSchema, recoveryProgressSchema, recoveryRequests } from './backups.ts';
import { catalogueProgressSchema, catalogueRequests } from './catalogue.ts';
import { clipboardRequests } from './clipboard.ts';
import { correctionRequests } from './corrections.ts';
import { dayCloseRequests } from './day-close.ts';
import { debtCollectionRequests } from './debt-collection.ts';
import { diagnosticsRequests } from './diagnostics.ts';
import { documentRequests } from './documents.ts';
import { feeRequests } from './fees.ts';
import { draftRequests } from './drafts.ts';
import { emergencyRequests } from './emergency.ts';
import { fileRequests } from './files.ts';
import { firstRequests } from './first.ts';
import { followUpRequests } from './follow-up.ts';
import { fundClaimRequests } from './fund-claim-requests.ts';
import { fundSettingsRequests } from './fund-settings.ts';
import { handoverRequests } from './handover.ts';
import { hardshipRequests } from './hardship.ts';
import { topUpRequests } from './top-ups.ts';
import { hospitalSystemRequests } from './hospital-system.ts';
import { uploadSummarySchema } from './hospital.ts';
import { householdRequests } from './household.ts';
import { identificationRequests } from './identification.ts';
import { keyRequests } from './keys.ts';
import { irregularityProgressSchema, irregularityRequests } from './irregularities.ts';
import { leftOutProgressSchema, leftOutRequests } from './left-out.ts';
import { offlineRequests } from './offline.ts';
import { outboxRequests } from './outbox.ts';
import { outpatientRequests } from './outpatient.ts';
import { overviewRequests } from './overview.ts';
import { parameterRequests } from './parameters.ts';
import { paymentRequests } from './payments.ts';
import { peopleRequests, rosterProgressSchema } from './people.ts';
import { platformRequests } from './platform.ts';
import { policyRequests } from './policy.ts';
import { publicBoardRequests } from './public-board.ts';
import { reconciliationRequests } from './reconciliation-requests.ts';
import { reconciliationProgressSchema } from './reconciliation.ts';
import { referralRequests } from './referrals.ts';
import { reportRequests } from './report-requests.ts';
import { rosterWorkRequests } from './roster-work.ts';
import { settlementRequests } from './settlements.ts';
import { stayRequests } from './stays.ts';
import { treatmentRequests } from './treatment-requests.ts';
import { idSchema } from './values.ts';
import { replayStateSchema } from './replay.ts';
import { workbenchRequests } from './workbench.ts';
import { yearRequests } from './year.ts';

/** Everything a window may ask, and nothing else. */
export const requests = {
  ...firstRequests,
  ...accountRequests,
  ...approvalRequests,
  ...handoverRequests,
  ...auditRequests,
  ...parameterRequests,
  ...draftRequests,
  ...peopleRequests,
  ...identificationRequests,
  ...stayRequests,
  ...outpatientRequests,
  ...catalogueRequests,
  ...feeRequests,
  ...hospitalSystemRequests,
  ...admissionRequests,
  ...referralRequests,
  ...attachmentRequests,
  ...emergencyRequests,
  ...settlementRequests,
  ...paymentRequests,
  ...debtCollectionRequests,
  ...dayCloseRequests,
  ...reconciliationRequests,
  ...fundClaimRequests,
  ...fundSettingsRequests,
  ...reportRequests,
  ...treatmentRequests,
  ...yearRequests,
  ...correctionRequests,
  ...hardshipRequests,
  ...topUpRequests,
  ...leftOutRequests,
  ...rosterWorkRequests,
  ...publicBoardRequests,
  ...householdRequests,
  ...followUpRequests,
  ...irregularityRequests,
  ...outboxRequests,
  ...overviewRequests,
  ...offlineRequests,
  ...platformRequests,
  ...policyRequests,
  ...workbenchRequests,
  ...documentRequests,
  ...fileRequests,
  ...clipboardRequests,
  ...keyRequests,
  ...diagnosticsRequests,
  ...backupRequests,
  ...recoveryRequests,
} as const;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<Name extends RequestName> = z.input<Requests[Name]['input']>;
export type RequestOutput<Name extends RequestName> = z.output<Requests[Name]['output']>;

/** Everything a window may be told without asking. */
export const events = {
  /** What waits for the platform changed. */
  'outbox.changed': uploadSummarySchema,
  /** The delivery of one settlement went on; screens that show it ask again. */
  'settlement.changed': z.strictObject({ settlementId: idSchema }),
  /** How far the replay of a year is; holds no person. */
  'replay.changed': replayStateSchema,
  /** A list was added to this stay, or taken back; screens that show it ask again. */
  'fees.changed': z.strictObject({ stayId: idSchema }),
  /** A file of the watched folder was taken or refused. */
  'hospitalSystem.changed': z.strictObject({}),
  /** How far the import of a catalogue is. */
  'catalogue.progress': catalogueProgressSchema,
  /** How far the import of a roster is; null when it has ended, one way or the other. */
  'roster.progress': rosterProgressSchema.nullable(),
  /** How far the search for who was left out is; null when it has ended, one way or the other. */
  'leftOut.progress': leftOutProgressSchema,
  'irregularities.progress': irregularityProgressSchema,
  /** A monthly table was made or sent. */
  'reports.changed': z.strictObject({}),
  /** What one person did alone was approved or objected to. */
  'approvals.changed': z.strictObject({}),
  /** How far the reading of a statement or a reconciliation is; null when it has ended, one way or the other. */
  'reconciliation.progress': reconciliationProgressSchema.nullable(),
  /** The recovery key was printed or tried; screens that show it ask again. */
  'keys.changed': z.strictObject({}),
  /** A copy of the file is being made, or ended. */
  'backups.changed': backupStateSchema,
  /** How far a rehearsal, a restoration or the saving of a damaged file is. */
  'recovery.progress': recoveryProgressSchema,
  /** The service stopped or is back; nothing that was shown as done is lost. */
  'service.state': z.strictObject({
    state: z.enum(['running', 'restarting', 'stopped']),
    sentence: z.string(),
  }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;
