/** The last row of the log at some moment: whoever holds it outside of the file can tell whether the log goes on from it. */
export interface LogHead {
  readonly sequence: number;
  /** SHA-256 in 64 hexadecimal digits; of a head read off paper only its beginning. */
  readonly hash: string;
}

/** So many digits of the hash stand on paper: 64 bits, which nobody meets by trying. */
const digitsOnPaper = 16;

/** As it stands on day sheets: the number of the row and four groups of four, `1234-9f2c-04be-77d1-ab30`. */
export function writtenLogHead({ sequence, hash }: LogHead): string {
  const groups = hash.slice(0, digitsOnPaper).match(/.{4}/g) ?? [];
  return [sequence, ...groups].join('-');
}

/** As it goes with every message: the number of the row and the whole hash. */
export function sentLogHead({ sequence, hash }: LogHead): string {
  return `log=${sequence}-${hash}`;
}

/** @returns undefined where the text is no head that was sent */
export function readSentLogHead(text: string): LogHead | undefined {
  const [, sequence, hash] = /^log=(\d{1,15})-([0-9a-f]{64})$/.exec(text) ?? [];
  return sequence === undefined || hash === undefined ? undefined : { sequence: Number(sequence), hash };
}

/**
 * A head as it was printed, sent or noted by hand: with the number of its row, or sixteen digits of its hash and more alone.
 * Blanks, letters' case and the kind of the dashes do not matter.
 * @returns undefined where the text is none
 */
export function readLogHead(
  text: string,
): { readonly sequence: number | null; readonly hash: string } | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/\p{Pd}/gu, '-')
    .toLowerCase()
    .replace(/^log=/, '');
  const [, sequence, hash] =
    /^(?:(\d{1,15})-)?([0-9a-f]{16,64}|[0-9a-f]{4}(?:-[0-9a-f]{4}){3})$/.exec(plain) ?? [];
  if (hash === undefined) return undefined;
  return { sequence: sequence === undefined ? null : Number(sequence), hash: hash.replaceAll('-', '') };
}
