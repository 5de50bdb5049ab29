import type { PaperName } from '../../shared/contract/documents/paper.ts';
import { textPt } from './sheet-style.ts';

/** What the slip adds to the sheet: tables of 9 pt, the patient's amount in 20 pt. */
export function slipStyle(paper: PaperName): string {
  return `
.amounts, .layers, .payers { font-size: 9pt; line-height: 1.22 }
.amounts th, .amounts td, .layers th, .layers td { padding: 0.1mm 0.8mm; text-align: left; vertical-align: top }
.amounts td, .amounts th:not(:first-child) { text-align: right !important; white-space: nowrap }
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
section.patient { break-inside: avoid; display: flex; flex-wrap: wrap; gap: 0 4mm; align-items: baseline; border-top-width: 0.5mm; font-size: ${textPt[paper] + 1}pt }
section.patient b { font-size: 20pt; line-height: 1.15 }
`;
}
