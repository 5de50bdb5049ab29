const longestLine = 500;

/**
 * One line as it may leave the hospital. The log holds no personal data as it is; this takes out, once more, whatever
 * could carry some: anything that is not ASCII, what stands in quotes, folders, all of an address but its host, and
 * numbers long enough for a telephone or an identity card.
 */
export function plainLine(line: string): string {
  return line
    .normalize('NFKC')
    .replaceAll(/\b(https?):\/\/(?:[^\s/@]*@)?([\w.-]+(?::\d+)?)\S*/g, '$1 $2')
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|[“「][^”」]*[”」]/g, '"..."')
    .replaceAll(/\b[A-Za-z]:\\(?:[^\\:*?"<>|]*\\)*/g, '')
    .replaceAll(/(?<![\w.])\/(?:[^\s:()]*\/)+/g, '')
    .replaceAll(/[^\x20-\x7e]+/g, '?')
    .replaceAll(/\d{7,}/g, '#')
    .slice(0, longestLine);
}
