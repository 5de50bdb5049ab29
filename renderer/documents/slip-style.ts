import type { PaperName } from '../../shared/contract/documents.ts';

/** Millimetres of the paper, of its margins, and the size of its text. */
const papers = {
  A4: { widthMm: 210, marginMm: 12, textPt: 10, tablePt: 9 },
  A5: { widthMm: 148, marginMm: 7, textPt: 9, tablePt: 9 },
} as const satisfies Record<PaperName, unknown>;

/** Black on white, sizes from 9 pt, the patient's amount 20 pt. The outer table carries the margins of every page. */
export function slipStyle(paper: PaperName): string {
  const { widthMm, marginMm, textPt, tablePt } = papers[paper];
  return `
@page { size: ${paper}; margin: 0 }
* { box-sizing: border-box }
html, body { margin: 0; color: #000; background: #fff }
body { width: ${widthMm}mm; font: ${textPt}pt/1.32 "WenQuanYi Micro Hei", "Microsoft YaHei", "SimSun-ExtB", sans-serif }
h1, h2, p, dl, dd { margin: 0 }
table { width: 100%; border-collapse: collapse }
.sheet > thead > tr > td { height: ${marginMm}mm; padding: 0 ${marginMm}mm; vertical-align: bottom }
.sheet > tbody > tr > td { padding: 0 ${marginMm}mm }
.sheet > tfoot > tr > td { height: ${marginMm + 3}mm; padding: 1mm ${marginMm}mm 0; vertical-align: top }
.practice { margin-bottom: 1mm; border: 0.4mm solid #000; font-weight: bold; letter-spacing: 1mm; text-align: center }
section { padding: 0.7mm 0; border-top: 0.2mm solid #000 }
h1 { padding-bottom: 0.6mm; font-size: ${textPt + 4}pt; line-height: 1.2; text-align: center; overflow-wrap: anywhere }
h2 { font-size: ${textPt}pt }
.copy { display: inline-block; margin-left: 3mm; padding: 0 1.5mm; border: 0.4mm solid #000; font-size: ${textPt}pt }
.facts { display: flex; flex-wrap: wrap; gap: 0 4mm }
.facts div { display: flex; min-width: 0 }
.facts dt { flex: none }
.facts dt::after { content: "：" }
.facts dd { overflow-wrap: anywhere }
header .facts { padding-bottom: 0.6mm }
tr { break-inside: avoid }
.amounts, .layers, .payers { font-size: ${tablePt}pt; line-height: 1.22 }
.amounts th, .amounts td, .layers th, .layers td { padding: 0.1mm 0.8mm; text-align: left; vertical-align: top }
.amounts td, .amounts th:not(:first-child), .number { text-align: right !important; white-space: nowrap }
.amounts thead th, .layers thead th { border-bottom: 0.2mm solid #000; font-weight: bold }
.amounts tbody th, .payers th { font-weight: normal; text-align: left }
.amounts .sum > * { border-top: 0.2mm solid #000; font-weight: bold }
.layers td { overflow-wrap: break-word }
.layers .payer { width: 25% }
.layers .clause { width: 13% }
.sentences td { padding-bottom: 0.8mm; padding-left: 4mm }
.parts { overflow-wrap: anywhere }
.payers th, .payers td { padding: 0.1mm 0.8mm; vertical-align: middle; overflow-wrap: break-word }
.payers th { width: 24% }
.payers .picture { width: 30% }
.payers svg { display: block; width: 100%; height: 2.6mm; overflow: visible }
.payers .patient > *, .payers .total > * { font-weight: bold }
.patient, .plain, .signatures { break-inside: avoid }
section.patient { display: flex; flex-wrap: wrap; gap: 0 4mm; align-items: baseline; border-top-width: 0.5mm; font-size: ${textPt + 1}pt }
section.patient b { font-size: 20pt; line-height: 1.15 }
.plain p { overflow-wrap: anywhere }
.signatures { display: flex; justify-content: space-between; padding: 2.2mm 0 4.5mm }
.signatures span { flex: 1 }
.foot { display: flex; gap: 4mm; justify-content: space-between; font-size: 9pt }
`;
}
