import type { PaperName } from '../../shared/contract/documents/paper.ts';
import { textPt } from './sheet-style.ts';

/** On a roll everything stands under each other. */
const rollStyle = `
.pay { text-align: center; border-top-width: 0.5mm }
.pay p:first-child { font-size: 13pt; font-weight: bold }
.pay b { font-size: 24pt; line-height: 1.1 }
.amounts td, .amounts th { padding: 0.4mm 0 }
.facts { display: block }
section.end { display: block }
.check { padding-top: 1.5mm }
`;

/** What the slip adds to the sheet: tables of 9 pt, the patient's amount in 20 pt. */
export function slipStyle(paper: PaperName): string {
  return `
.amounts, .layers, .payers { font-size: 9pt; line-height: 1.22 }
.amounts th, .amounts td, .layers th, .layers td { padding: 0.1mm 0.8mm; text-align: left; vertical-align: top }
.amounts td, .amounts th:not(:first-child) { text-align: right !important; white-space: nowrap }
.amounts thead th, .layers thead th { border-bottom: 0.2mm solid #000; font-weight: bold }
.layers thead + tbody > tr:first-child > * { padding-top: 0.6mm }
.amounts tbody th, .payers th { font-weight: normal; text-align: left }
.amounts .sum > * { font-weight: bold }
.amounts tr + .sum > * { border-top: 0.2mm solid #000 }
.layers td { overflow-wrap: break-word }
.layers .number + :not(.number), .payers .number + td { padding-left: 3mm }
.layers .payer { width: 25% }
.layers .clause { width: 13% }
.sentences td { padding-bottom: 0.8mm; padding-left: 4mm }
.sentences { break-before: avoid }
.parts { padding-bottom: 0.6mm }
.parts span { display: inline-block }
.payers th, .payers td { padding: 0.1mm 0.8mm; vertical-align: middle; overflow-wrap: break-word }
.payers th { width: 24% }
.payers .picture { width: 24% }
.payers svg { display: block; width: 100%; height: 2.6mm; overflow: visible }
.payers .patient > *, .payers .total > * { font-weight: bold }
section.patient { break-inside: avoid; display: flex; flex-wrap: wrap; gap: 0 4mm; align-items: baseline; border-top-width: 0.5mm; font-size: ${textPt[paper] + 1}pt }
section.patient b { font-size: 20pt; line-height: 1.15 }
section.end { display: flex; gap: 4mm; break-inside: avoid; align-items: center; justify-content: space-between }
section.end section { flex: 1; padding: 0; border-top: 0 }
.check { display: flex; flex: none; gap: 2mm; align-items: center; font-size: 9pt; line-height: 1.25 }
.qr { width: 20mm; height: 20mm }
${paper === 'two_part' ? '.layers .payer { width: 28% } .payers th { width: 28% } .columns .payers .picture { width: 16% }' : ''}
.columns { display: flex; gap: 5mm; align-items: flex-start }
.columns > div { flex: 1; min-width: 0 }
.columns > div + div { flex: 1.2 }
.columns > div > section:first-child { border-top: 0.2mm solid #000 }
${paper === 'roll' ? rollStyle : ''}`;
}
