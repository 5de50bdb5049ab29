/** Before the keys of inner parts of names, so that whole names and their beginnings are found first. */
export const innerMark = '·';

/** Typed or stored, a name is compared without blanks and dots, at one width and in small letters. */
export function plainForSearch(text: string): string {
  return /^[\u4e00-\u9fff]+$/.test(text)
    ? text
    : text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s.•‧∙・･．●⋅·]+/gu, '')
        .replaceAll('ü', 'v');
}
