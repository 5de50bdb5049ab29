import { type PaperName, paperSizes } from '../../shared/contract/documents/paper.ts';
import { textPt } from './sheet-style.ts';

/** What papers that are signed add to the sheet: lines to read, room to sign. */
export function agreementStyle(paper: PaperName): string {
  const isLarge = paper === 'A4';
  return `
body { font-size: ${isLarge ? textPt.A4 + 1.5 : textPt.A5}pt; line-height: ${isLarge ? 1.65 : 1.35} }
.part { margin-top: 2mm; text-align: center; font-weight: bold }
.second { break-before: page; padding-top: ${paperSizes[paper].endMarginMm / 2}mm }
.second h1 { padding-top: 1mm }
.clauses { margin: 0; padding: ${isLarge ? '2mm 0 2mm 9mm' : '1mm 0 1mm 7mm'}; list-style: trad-chinese-informal }
.clauses li { padding-left: 1mm; overflow-wrap: anywhere; break-inside: avoid }
.letter { padding: ${isLarge ? '3mm' : '1.5mm'} 0; overflow-wrap: anywhere }
.letter p + p { text-indent: 2em }
.signing span { display: flex; flex-wrap: wrap; align-items: flex-end }
.signing .blank { flex: 1; min-width: 18mm; border-bottom: 0.2mm solid #000 }
.dates { width: auto; min-width: 60%; margin: 1.5mm 0; line-height: 1.35 }
.dates :is(th, td) { padding: 0.5mm 4mm 0.5mm 2mm; border: 0.2mm solid #000; text-align: left; font-weight: normal }
.signing { display: grid; grid-template-columns: 1fr 1fr; gap: ${isLarge ? '11mm' : '7mm'} 8mm; padding: ${isLarge ? '7mm 0 3mm' : '4mm 0 2mm'}; break-inside: avoid }
`;
}
