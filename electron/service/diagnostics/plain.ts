/*
 * What may leave the hospital in a diagnostics file. A text of the database is shown only if it is one of the program's
 * own words; whatever else stands in its column becomes `other`.
 */

export type Known = ReadonlySet<string>;

export function knownWord(known: Known, text: unknown): string {
  return typeof text === 'string' && known.has(text) ? text : 'other';
}

/** @returns null for what is no instant of ours */
export function plainTime(text: unknown): string | null {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text) ? text : null;
}

/** What SQLite or the system says of itself: printable ASCII, numbers of seven digits and more blotted out. */
export function plainSentence(text: unknown): string {
  return String(text)
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .replaceAll(/\d{7,}/g, '#')
    .slice(0, 200);
}
