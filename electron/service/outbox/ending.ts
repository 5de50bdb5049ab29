import type { Acknowledgement } from '../platform/outcome.ts';
import type { Ended } from './attempts.ts';
import type { UploadRecord } from './record.ts';
import type { OutboxRow } from './row.ts';

/** So often a row may fail while the platform is well; then it is work for a person and never tried silently for ever. */
export const usualMostSetbacks = 30;

/** What becomes of a row that is not done yet. */
export interface Next {
  readonly state: 'pending' | 'unknown' | 'dead';
  readonly code: string;
  readonly reason: string | null;
  /** Null: at once. */
  readonly nextAttemptAt: Date | null;
  /** The row failed while the platform was well, so it counts towards the row's limit of attempts. */
  readonly countsAsSetback: boolean;
}

/** What came of a row in one turn, to be committed with the others of the turn. */
export type Ending = {
  readonly row: OutboxRow;
  /** Every exchange of the turn, in order. */
  readonly exchanges: readonly Ended[];
} & (
  | {
      readonly came: 'done';
      readonly record: UploadRecord;
      readonly acknowledgement: Acknowledgement;
    }
  /** 1101 told who the person is; the row itself did not move. */
  | { readonly came: 'identified'; readonly personNumber: string }
  | { readonly came: 'put_off'; readonly next: Next }
  /** The turn was cut before anything of it went out: it waits as before. */
  | { readonly came: 'not_sent' }
);
