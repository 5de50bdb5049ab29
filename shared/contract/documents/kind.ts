import { z } from 'zod';
import type { PaperName } from './paper.ts';

/** One kind of document as data; its page is in `renderer/documents`, its content is gathered by its subject. */
export interface DocumentKindDefinition<Content extends z.ZodType = z.ZodType> {
  /** In lists and on buttons: 结算单. */
  readonly title: string;
  /** On which papers it has a page; the first is the usual one. */
  readonly papers: readonly [PaperName, ...PaperName[]];
  /** True for a paper about one day of its subject, such as a daily list: every day has copies of its own. */
  readonly isDaily: boolean;
  /** Whether it bears the head of the log (shared/audit/log-head.ts), by which a log written anew is noticed. */
  readonly bearsLogHead?: boolean;
  /** Whether it is a list of patients: its PDF leaves the archive with a second person's word only. */
  readonly listsPeople?: boolean;
  /** What stands between head and foot. Made by the service, rendered by main; a window cannot write one. */
  readonly content: Content;
}

/** Keeps the exact schema in the type. */
export function documentKind<Content extends z.ZodType>(
  definition: DocumentKindDefinition<Content>,
): DocumentKindDefinition<Content> {
  return definition;
}

/** Every kind of document there is, in the order of lists. What each is stands in `document.ts`. */
export const documentKindSchema = z.enum([
  'slip',
  'daily_fees',
  'fee_list',
  'person_history',
  'instalment_agreement',
  'payment_receipt',
  'treat_first_agreement',
  'referral_certificate',
  'day_sheet',
  'reconciliation_sheet',
  'report',
  'special_treatment_table',
  'special_treatment_register',
  'special_treatment_patients',
  'claim_list',
  'window_day_sheet',
  'entitlement_card',
  'entitlement_board',
  'public_board',
  'hardship_application',
  'top_up_slip',
]);
export type DocumentKind = z.output<typeof documentKindSchema>;
