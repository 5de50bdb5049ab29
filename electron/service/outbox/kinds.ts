import type { IdentifierKind } from './identifiers.ts';
import type { UploadKind } from './record.ts';

interface KindOfRecord {
  /** What the platform names when it accepts one, learnt for the fact of the row. */
  readonly brings: IdentifierKind | null;
  /** The platform's number of the stay goes along, so the row waits for the one that brings it. */
  readonly needsStay: boolean;
  /** 5203 tells whether the platform has it. Everything else in doubt is corrected (2601) and sent again. */
  readonly isAsked: boolean;
}

const withinStay = { brings: null, needsStay: true, isAsked: false } as const;

export const kindsOfRecord: Readonly<Record<UploadKind, KindOfRecord>> = {
  referral: { brings: 'referral', needsStay: false, isAsked: false },
  admission: { brings: 'stay', needsStay: false, isAsked: false },
  fees: withinStay,
  fees_withdrawal: withinStay,
  discharge: withinStay,
  discharge_undone: withinStay,
  admission_undone: withinStay,
  settlement: { brings: 'settlement', needsStay: true, isAsked: true },
  reversal: { brings: 'settlement', needsStay: true, isAsked: true },
  settlement_list: { ...withinStay, brings: 'settlement_list' },
};
