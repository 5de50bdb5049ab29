import { z } from 'zod';

/**
 * A4 and A5 stand upright (ISO 216); `A4_landscape` is the same sheet lying, for tables of many columns. `two_part` is half a sheet of continuous paper of 241 mm with a carbon copy;
 * `roll` is the 80 mm roll of a receipt printer, cut off where the page ends.
 */
export const paperSchema = z.enum(['A4', 'A5', 'A4_landscape', 'two_part', 'roll']);
export type PaperName = z.infer<typeof paperSchema>;

/** Millimetres; the margins are what a page leaves blank on its sides, and above and below. */
export interface PaperSize {
  readonly title: string;
  readonly widthMm: number;
  /** Null: as long as the page. */
  readonly heightMm: number | null;
  readonly sideMarginMm: number;
  readonly endMarginMm: number;
}

export const paperSizes: Readonly<Record<PaperName, PaperSize>> = {
  A4: { title: 'A4', widthMm: 210, heightMm: 297, sideMarginMm: 12, endMarginMm: 12 },
  A5: { title: 'A5', widthMm: 148, heightMm: 210, sideMarginMm: 7, endMarginMm: 7 },
  A4_landscape: { title: 'A4 横向', widthMm: 297, heightMm: 210, sideMarginMm: 12, endMarginMm: 10 },
  // Half of 11 inches; the holes for the tractor take half an inch on each side.
  two_part: { title: '241 两联（二等分）', widthMm: 241, heightMm: 140, sideMarginMm: 15, endMarginMm: 6 },
  roll: { title: '80 毫米小票', widthMm: 80, heightMm: null, sideMarginMm: 4, endMarginMm: 4 },
};
