import { z } from 'zod';
import { idSchema, lineSchema, localDateSchema } from '../values.ts';
import { claimListKind } from './claim-list.ts';
import { daySheetKind } from './day-sheet.ts';
import { entitlementBoardKind, entitlementCardKind } from './entitlement.ts';
import { windowDaySheetKind } from './window-day-sheet.ts';
import { dailyFeesKind, feeListKind } from './fee-lines.ts';
import { hardshipApplicationKind } from './hardship-application.ts';
import { topUpSlipKind } from './top-up-slip.ts';
import { type DocumentKind, type DocumentKindDefinition, documentKindSchema } from './kind.ts';
import { paperSchema } from './paper.ts';
import { publicBoardKind } from './public-board.ts';
import { reconciliationSheetKind } from './reconciliation-sheet.ts';
import { referralCertificateKind } from './referral-certificate.ts';
import { instalmentAgreementKind } from './instalment-agreement.ts';
import { paymentReceiptKind } from './payment-receipt.ts';
import { personHistoryKind } from './person-history.ts';
import {
  reportKind,
  specialTreatmentPatientsKind,
  specialTreatmentRegisterKind,
  specialTreatmentTableKind,
} from './reports.ts';
import { slipKind } from './slip.ts';
import { treatFirstAgreementKind } from './treat-first-agreement.ts';

/**
 * Every kind of document there is. A new one: its name in `kind.ts`, its schema in a file here, its content function and
 * its page, and a line in each of the three registries (here, `electron/service/documents/contents.ts`, `renderer/documents/pages.ts`).
 */
export const documentKinds = {
  slip: slipKind,
  daily_fees: dailyFeesKind,
  fee_list: feeListKind,
  person_history: personHistoryKind,
  instalment_agreement: instalmentAgreementKind,
  payment_receipt: paymentReceiptKind,
  treat_first_agreement: treatFirstAgreementKind,
  referral_certificate: referralCertificateKind,
  day_sheet: daySheetKind,
  reconciliation_sheet: reconciliationSheetKind,
  report: reportKind,
  special_treatment_table: specialTreatmentTableKind,
  special_treatment_register: specialTreatmentRegisterKind,
  special_treatment_patients: specialTreatmentPatientsKind,
  claim_list: claimListKind,
  window_day_sheet: windowDaySheetKind,
  entitlement_card: entitlementCardKind,
  entitlement_board: entitlementBoardKind,
  public_board: publicBoardKind,
  hardship_application: hardshipApplicationKind,
  top_up_slip: topUpSlipKind,
} as const satisfies Record<DocumentKind, DocumentKindDefinition>;

/** Whether it is a list of patients. */
export function listsPeople(kind: DocumentKind): boolean {
  const definition: DocumentKindDefinition = documentKinds[kind];
  return definition.listsPeople === true;
}

export type DocumentContent<Kind extends DocumentKind> = z.output<(typeof documentKinds)[Kind]['content']>;

/** Which paper is meant: of what kind, about what, and about which day of it where the kind is daily. */
export const documentSubjectSchema = z.strictObject({
  kind: documentKindSchema,
  subjectId: idSchema,
  day: localDateSchema.nullable().default(null),
});
export type DocumentSubject = z.output<typeof documentSubjectSchema>;

/** One printing of a document, as the archive keeps it. */
export const documentEntrySchema = z.strictObject({
  ...documentSubjectSchema.shape,
  documentId: idSchema,
  /** What stands at the head of the page. */
  title: z.string().max(200),
  /** The number that people cite; within a kind no two subjects share one. */
  number: lineSchema(60),
  /** 0 is the first print; n is 补打 第n次. */
  copyNumber: z.int().min(0),
  /** Why it was printed again; null on the first print. */
  reason: z.string().max(200).nullable(),
  paper: paperSchema,
  /** Whose paper it is; null where it is about many. */
  personId: idSchema.nullable(),
  /** The business day it belongs to, by which it is found again. */
  businessDay: localDateSchema,
});
export type DocumentEntry = z.output<typeof documentEntrySchema>;

/** What stands at the head and foot of every page, whatever the kind. */
export const documentHeadSchema = z.strictObject({
  practice: z.boolean(),
  hospitalName: z.string(),
  hospitalLevel: z.string(),
  windowName: z.string(),
  printedAt: z.string(),
  printedByName: z.string(),
  /** The log at the time of printing, as it is written on paper; null where the kind does not bear it. */
  logHead: z.string().max(60).nullable().default(null),
});
export type DocumentHead = z.output<typeof documentHeadSchema>;

/** A whole document of one kind, ready to become a page. */
export interface DocumentOf<Kind extends DocumentKind> {
  readonly entry: DocumentEntry & { readonly kind: Kind };
  readonly head: DocumentHead;
  readonly content: DocumentContent<Kind>;
}
export type AnyDocument = DocumentOf<DocumentKind>;

/** Checks the content against the schema of its kind. */
export const documentSchema = z
  .strictObject({ entry: documentEntrySchema, head: documentHeadSchema, content: z.unknown() })
  .transform((document, checking): AnyDocument => {
    const { entry, head } = document;
    const content = documentKinds[entry.kind].content.safeParse(document.content);
    if (!content.success) {
      for (const issue of content.error.issues.slice(0, 20)) {
        const path = ['content', ...issue.path];
        checking.issues.push({ code: 'custom', message: issue.message, path, input: document.content });
      }
      return z.NEVER;
    }
    return { entry, head, content: content.data };
  });
