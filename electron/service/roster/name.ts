/** A name on an ID card has at most this many characters, rare ones counted as one. */
export const longestName = 60;

/**
 * A name as we keep and search it: the dot between the parts of a name is always ·, whichever of its look-alikes was
 * typed. Rare characters stay as they are.
 */
export function plainName(text: string): string {
  return text.trim().replace(/\s*[•‧∙・･．●⋅]\s*/g, '·');
}

/** What is wrong with a name, as a code and a sentence; undefined if nothing is. */
export function faultOfName(name: string): { readonly code: string; readonly sentence: string } | undefined {
  if (name === '') return { code: 'name_missing', sentence: '姓名为空，请补上。' };
  if (Array.from(name).length > longestName) {
    return { code: 'name_too_long', sentence: `姓名超过 ${longestName} 个字，请核对。` };
  }
  // Letters and marks of any script, dots, blanks and the signs that stand in names; digits only beyond the first.
  if (!/^[\p{L}\p{M}\p{Co}][\p{L}\p{M}\p{Co}\p{N}·.,'’()（）\- ]*$/u.test(name)) {
    return { code: 'name_wrong_character', sentence: '姓名含有不该有的字符，请对照证件核对。' };
  }
  return undefined;
}
