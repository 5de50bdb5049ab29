/** The codes of this centre. The convention fixes only 0. */
export const refusalCodes = {
  rejected: -1,
  busy: -2,
  sign_in: -3,
  duplicate: -4,
  other_content: -5,
  corrected: -6,
  bad_signature: -7,
  voucher_expired: -8,
} as const;

/** Thrown inside a transaction of the centre: nothing is kept but the message and this answer. */
export class CentreRefusal extends Error {
  readonly code: number;
  constructor(kind: keyof typeof refusalCodes, words: string) {
    super(words);
    this.code = refusalCodes[kind];
  }
}

export function reject(words: string): never {
  throw new CentreRefusal('rejected', words);
}
