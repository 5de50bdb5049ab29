import { type LocalDate, parseLocalDate } from '../../../shared/calendar/local-date.ts';

/** Longer text in one cell is no table. */
export const maximumCellLength = 10_000;

export type CellFault = {
  readonly code: 'formula_in_cell' | 'cell_too_long' | 'cell_wrong_character' | 'number_lost_digits';
  readonly sentence: string;
};

/** Where patterns have to look: = + - @ begin a formula, ' stands before a text, and blanks at the ends go. */
const careful = new Set(['=', '+', '-', '@', ' ', "'"].map((sign) => sign.charCodeAt(0)));

/**
 * Whether nothing need be done to a cell and nothing can be wrong with it: letters, digits and signs that cannot hide,
 * no blank at its ends, no sign that begins a formula. A roster has ten million cells; this costs a tenth of patterns.
 */
export function isPlainCell(text: string): boolean {
  const { length } = text;
  if (length === 0) return true;
  if (length > maximumCellLength || careful.has(text.charCodeAt(0))) return false;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || (code > 0x7e && code < 0xa1)) return false;
    // General punctuation and half- and full-width forms; the blank of the width of a character.
    if (code > 0x167f && (code < 0x2e80 || code > 0xfdff || code === 0x3000)) return false;
  }
  return text.charCodeAt(length - 1) !== 0x20;
}

/** A cell as text, without blanks around it and on one line, and without a spreadsheet's own mark of a text before it. */
export function cleanCell(text: string): string {
  const trimmed = text.trim().replace(markOfText, '');
  return /[\r\n\t\v\f]/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

/** What would be a formula without its mark keeps it. */
const markOfText = /^'(?=[\p{L}\p{N}])/u;

const startsLikeFormula = /^[=+\-@＝＋－＠]/;
// Control characters, marks without width or that turn the direction of reading, and what a wrong decoding leaves.
const hidden =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/;

/** What is wrong with the text of a cell, whatever its column. */
export function faultOfCell(text: string): CellFault | undefined {
  if (text.length > maximumCellLength) {
    return { code: 'cell_too_long', sentence: `内容超过 ${maximumCellLength} 字，请核对这一格。` };
  }
  if (startsLikeFormula.test(text) && isFormula(text)) return formulaFault;
  if (!hidden.test(text)) return undefined;
  return { code: 'cell_wrong_character', sentence: '含有看不见的控制字符，请删掉后重新输入这一格。' };
}

export const formulaFault: CellFault = {
  code: 'formula_in_cell',
  sentence: '这一格是公式，不能导入。请在表格软件里“选择性粘贴为数值”后重新保存。',
};

export const lostDigitsFault: CellFault = {
  code: 'number_lost_digits',
  sentence: '长数字被表格软件存成了数值，末几位已丢失。请把这一列设为“文本”格式，从原系统重新导出。',
};

/**
 * `=…` and `@…` always; `+…` and `-…` only when letters, brackets or operators follow, since -3 is a return,
 * +86 138… a phone and a lone - means nothing. Spreadsheets take the full-width signs for the same.
 */
function isFormula(text: string): boolean {
  const plain = text.normalize('NFKC');
  if (/^[=@]./u.test(plain)) return true;
  return /^[+-].*[A-Za-z(|!=*/^&]/u.test(plain);
}

/** A day as exports write it: the forms of `parseLocalDate`, with dots, and with a time of day behind, which is dropped. */
export function readDay(text: string): LocalDate | undefined {
  const day = text.replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?$/, '');
  return parseLocalDate(/^\d{4}\.\d{1,2}\.\d{1,2}$/.test(day) ? day.replaceAll('.', '-') : day);
}
