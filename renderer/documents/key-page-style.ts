import { paperFonts } from './fonts.ts';

/** One A4 sheet, black on white; the key in a typeface that tells 8 from B, 5 from S, 2 from Z. */
export const keyPageStyle = `
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
html, body { margin: 0; color: #000; background: #fff }
body { width: 210mm; padding: 15mm 18mm; font: 11pt/1.5 ${paperFonts} }
h1, h2, p, ol, dl, dd { margin: 0 }
.practice { margin-bottom: 4mm; border: 0.5mm solid #000; font-size: 14pt; font-weight: bold; letter-spacing: 1mm; text-align: center }
h1 { font-size: 20pt; text-align: center }
.warning { margin: 2mm 0 3mm; padding: 1.5mm 3mm; border: 0.3mm solid #000; font-weight: bold; text-align: center }
.facts { display: flex; flex-wrap: wrap; gap: 0 6mm }
.facts div { display: flex; min-width: 0 }
.facts dt { flex: none }
.facts dt::after { content: "：" }
.facts dd { overflow-wrap: anywhere }
.key { margin: 5mm auto; border-collapse: collapse; border: 0.5mm solid #000; font: 19pt/1.1 "DejaVu Sans Mono", Consolas, "Liberation Mono", "Courier New", monospace }
.key th { padding: 1.6mm 4mm; border-right: 0.3mm solid #000; font: 11pt ${paperFonts} }
.key td { padding: 1.6mm 5mm; letter-spacing: 1.2mm }
.key td:last-child { border-left: 0.2mm dashed #000 }
.key tr:not(:last-child) > * { border-bottom: 0.1mm solid #000 }
section { margin-top: 4mm }
h2 { font-size: 12.5pt }
ol { padding-left: 6mm }
footer { margin-top: 10mm }
footer p { margin-top: 7mm }
`;
