/**
 * The blocks of ICD-10 (World Health Organization, version 2019, tabular list), as two-digit ranges by their letter. A
 * category outside them is one that the classification does not have.
 */
const blocks: Readonly<Record<string, string>> = {
  A: '00-09 15-28 30-99',
  B: '00-09 15-99',
  C: '00-97',
  D: '00-48 50-89',
  E: '00-07 10-16 20-35 40-46 50-90',
  F: '00-99',
  G: '00-14 20-26 30-32 35-37 40-47 50-64 70-73 80-83 90-99',
  H: '00-06 10-13 15-22 25-28 30-36 40-62 65-75 80-83 90-95',
  I: '00-02 05-15 20-52 60-89 95-99',
  J: '00-06 09-22 30-47 60-70 80-86 90-99',
  K: '00-14 20-31 35-38 40-46 50-52 55-67 70-77 80-87 90-93',
  L: '00-08 10-14 20-30 40-45 50-75 80-99',
  M: '00-25 30-36 40-54 60-99',
  N: '00-08 10-23 25-51 60-64 70-77 80-99',
  O: '00-08 10-16 20-48 60-75 80-92 94-99',
  P: '00-15 20-29 35-39 50-61 70-78 80-83 90-96',
  Q: '00-07 10-18 20-28 30-45 50-56 60-99',
  R: '00-99',
  S: '00-99',
  T: '00-35 36-88 90-98',
  U: '00-49 82-85',
  V: '01-99',
  W: '00-99',
  X: '00-99',
  Y: '00-36 40-98',
  Z: '00-13 20-65 70-99',
};

/**
 * Whether ICD-10 has the category (the first three characters) of a code. Hospitals extend the codes below it in their
 * own ways, so nothing is said of those. A code of another shape is never known.
 */
export function isKnownDiagnosis(code: string): boolean {
  const [, letter = '', digits = ''] = /^([A-Z])(\d{2})(?:\..+)?$/.exec(code) ?? [];
  return (blocks[letter] ?? '').split(' ').some((range) => {
    const [from = '', to = ''] = range.split('-');
    return from !== '' && from <= digits && digits <= to;
  });
}
