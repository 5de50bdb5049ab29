import type { PaperName } from '../../../shared/contract/documents.ts';

/** A sheet as it stands upright, in millimetres. */
export interface Paper {
  readonly name: PaperName;
  readonly widthMm: number;
  readonly heightMm: number;
  /** What CUPS calls it (PWG 5101.1 has the self-describing names; every PPD knows these). */
  readonly cupsMedia: string;
}

/** ISO 216. */
export const papers: Readonly<Record<PaperName, Paper>> = {
  A4: { name: 'A4', widthMm: 210, heightMm: 297, cupsMedia: 'A4' },
  A5: { name: 'A5', widthMm: 148, heightMm: 210, cupsMedia: 'A5' },
};

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
