import { type PaperName, paperSizes } from '../../shared/contract/documents/paper.ts';
import { paperFonts } from './fonts.ts';

/** Size of the running text. */
export const textPt = {
  A4: 10,
  A5: 9,
  A4_landscape: 9,
  two_part: 9,
  roll: 9,
} as const satisfies Record<PaperName, number>;

/** Black on white, sizes from 9 pt. The outer table carries the margins of every page. */
export function sheetStyle(paper: PaperName): string {
  const { widthMm, sideMarginMm, endMarginMm } = paperSizes[paper];
  const text = textPt[paper];
  return `
@page { margin: 0 }
* { box-sizing: border-box }
html, body { margin: 0; color: #000; background: #fff }
body { width: ${widthMm}mm; font: ${text}pt/1.32 ${paperFonts} }
h1, h2, p, dl, dd { margin: 0 }
table { width: 100%; border-collapse: collapse }
.sheet > thead > tr > td { height: ${endMarginMm}mm; padding: ${endMarginMm / 2}mm ${sideMarginMm}mm 0; vertical-align: bottom }
.sheet > tbody > tr > td { padding: 0 ${sideMarginMm}mm }
.sheet > tfoot > tr > td { height: ${endMarginMm + 3}mm; padding: 1mm ${sideMarginMm}mm 0; vertical-align: top }
.practice { margin-bottom: 1mm; border: 0.4mm solid #000; font-weight: bold; letter-spacing: 1mm; text-align: center }
section { padding: 0.7mm 0; border-top: 0.2mm solid #000 }
h1 { padding-bottom: 0.6mm; font-size: ${text + 4}pt; line-height: 1.2; text-align: center; text-wrap: balance; overflow-wrap: anywhere }
h2 { font-size: ${text}pt; break-after: avoid }
.copy { display: inline-block; margin-left: 3mm; padding: 0 1.5mm; border: 0.4mm solid #000; font-size: ${text}pt }
.facts { display: flex; flex-wrap: wrap; gap: 0 4mm }
.facts div { display: flex; min-width: 0 }
.facts dt { flex: none }
.facts dt::after { content: "：" }
.facts dd { overflow-wrap: anywhere }
header .facts { padding-bottom: 0.6mm }
tr { break-inside: avoid }
.together, .plain, .signatures { break-inside: avoid }
.signatures { break-before: avoid }
.plain p { overflow-wrap: anywhere }
.signatures { display: flex; justify-content: space-between; padding: 2.2mm 0 4.5mm }
.signatures span { flex: 1 }
.foot { display: flex; gap: 4mm; justify-content: space-between; font-size: 9pt }
.number { text-align: right !important; white-space: nowrap }
`;
}
