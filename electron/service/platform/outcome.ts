import type { CentreAmounts } from './answers.ts';
import type { AnswerClass, OwnReason } from './codes.ts';
import type { CentreItem } from './messages/fees.ts';

/** One exchange with the platform, for the record of attempts. No personal data. */
export interface Exchange {
  readonly transactionCode: string;
  readonly messageId: string;
  readonly at: string;
  readonly durationMs: number;
  /** The centre's code, `http_503`, or one of our own (`no_answer` …). */
  readonly code: string;
  /** Plain Chinese, ready to show. */
  readonly reason: string;
  /** How long the platform asks to be left alone. */
  readonly retryAfterMs: number | undefined;
}

/** Everything but `accepted`. `not_reached`: it cannot have arrived. `unknown`: it may have. */
export type Setback = Exchange & {
  readonly outcome: Exclude<AnswerClass, 'accepted'> | 'not_reached';
};

export type Outcome<Value> = (Exchange & { readonly outcome: 'accepted'; readonly value: Value }) | Setback;

/** The platform has the record: under which number, and with which amounts of its own. */
export interface Acknowledgement {
  /** Null where it gives none. */
  readonly number: string | null;
  /** Of a settlement or reversal. */
  readonly amounts: CentreAmounts | null;
  /** Of the fee items of one message. */
  readonly items: readonly CentreItem[] | null;
  /** The output as it came, for the file. */
  readonly answer: string;
}

/** What asking after a record showed. */
export type Finding =
  | { readonly found: 'same'; readonly acknowledgement: Acknowledgement }
  | { readonly found: 'nothing' }
  /** Under our message id, but not what we sent; or equal, but perhaps somebody else's. */
  | { readonly found: 'other_content' | 'unclear' };

/** Thrown while an answer or a record is read; becomes an outcome, never leaves the adapter. */
export class OwnVerdict extends Error {
  readonly outcome: 'rejected' | 'unknown';
  readonly reason: OwnReason;
  constructor(outcome: 'rejected' | 'unknown', reason: OwnReason) {
    super(reason);
    this.outcome = outcome;
    this.reason = reason;
  }
}
