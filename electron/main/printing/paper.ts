import { type PaperName, type PaperSize, paperSizes } from '../../../shared/contract/documents/paper.ts';

/** A sheet that goes into a printer, in millimetres. */
export interface Paper {
  readonly name: PaperName;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The papers that are sheets; a roll becomes one when the length of its page is known. */
export const papers = {
  A4: sheet('A4'),
  A5: sheet('A5'),
  A4_landscape: sheet('A4_landscape'),
  two_part: sheet('two_part'),
} as const;

function sheet(name: Exclude<PaperName, 'roll'>): Paper {
  const { widthMm, heightMm }: PaperSize = paperSizes[name];
  if (heightMm === null) throw new Error(`${name} is no sheet`);
  return { name, widthMm, heightMm };
}

/** No receipt is longer than a metre and a half; what is would run on for ever. */
const longestRollMm = 1500;

/**
 * A piece of the roll for a page of that length, cut at the next whole millimetre.
 * @throws RangeError beyond 1.5 m
 */
export function rollOf(lengthMm: number): Paper {
  if (!(lengthMm > 0 && lengthMm <= longestRollMm)) throw new RangeError('the page does not fit on a roll');
  return { name: 'roll', widthMm: paperSizes.roll.widthMm, heightMm: Math.ceil(lengthMm) + 1 };
}

/**
 * What CUPS calls it: every driver knows the sizes of ISO 216, and any other as its measures. The sheet in the tray stands
 * upright; CUPS turns a page that lies.
 */
export function cupsMedia({ name, widthMm, heightMm }: Paper): string {
  if (name === 'A4_landscape') return 'A4';
  return name === 'A4' || name === 'A5' ? name : `Custom.${widthMm}x${heightMm}mm`;
}

const millimetresPerInch = 25.4;
const micronsPerMillimetre = 1000;

/** As `webContents.print` wants it. */
export function inMicrons({ widthMm, heightMm }: Paper): { width: number; height: number } {
  return { width: widthMm * micronsPerMillimetre, height: heightMm * micronsPerMillimetre };
}

/** As `webContents.printToPDF` wants it. */
export function inInches({ widthMm, heightMm }: Paper): { width: number; height: number } {
  return { width: widthMm / millimetresPerInch, height: heightMm / millimetresPerInch };
}
