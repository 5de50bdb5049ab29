import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { dimensionTitles, type ReportRow, type ReportTable } from '../../shared/contract/reports.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { controlTitles } from '../../shared/contract/report-titles.ts';
import { actualShare, controlValue, formatShareOf, metWords, targetWords } from '../reports/words.ts';
import { Fact } from './facts.tsx';
import { NumberedSheets, numberedSheetsStyle } from './numbered-sheets.tsx';
import { Sheet } from './sheet.tsx';

const pageStyle = () => `${numberedSheetsStyle} .list tbody td { height: 5.6mm }`;

/** Under the head of the first sheet, with the control figures. */
const rowsOfSheet = 25;
/** Beyond them the smallest of a table are one row. */
const mostRows = 40;

const amounts = [
  ['totalFen', '医疗费总额'],
  ['inScopeFen', '政策范围内'],
  ['inScopePaidFen', '三项医保支付'],
  ['paidFen', '各方支付'],
  ['personalFen', '个人负担'],
] as const;

type Content = DocumentOf<'report'>['content'];

/** A line of the paper: the head of a table, a row of it, its sum. */
type Line =
  | { readonly is: 'head'; readonly key: string; readonly title: string }
  | { readonly is: 'row' | 'sum'; readonly key: string; readonly row: ReportRow; readonly ofPayer: boolean };

/** 统计表: control figures first, then table after table, each with its sum. */
export function ReportPage({ document }: { document: DocumentOf<'report'> }) {
  const { content, entry } = document;
  return (
    <Sheet
      document={document}
      style={pageStyle()}
      headFacts={
        <Fact name="结算日期">
          {content.span.from} 起，{content.span.until} 前
        </Fact>
      }
    >
      <Controls content={content} />
      <NumberedSheets
        rows={content.tables.flatMap((table) => linesOf(content, table))}
        rowsOfSheet={rowsOfSheet}
        title={`${entry.title} ${entry.number}`}
      >
        {(lines) => (
          <table className="list">
            <colgroup>
              <col style={{ width: '78mm' }} />
              <col style={{ width: '18mm' }} />
            </colgroup>
            <thead>
              <tr>
                <th />
                <th>人次</th>
                {amounts.map(([part, title]) => (
                  <th key={part}>{title}</th>
                ))}
                <th>实际报销</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <LineRow key={line.key} line={line} />
              ))}
            </tbody>
          </table>
        )}
      </NumberedSheets>
      <section className="plain">
        <p>人次和金额为结算减撤销，撤销记在办理当日。数字都是结算和记账分录的合计。</p>
      </section>
      <section className="signatures">
        <span>制表：</span>
        <span>财务负责人：</span>
        <span>医院盖章：</span>
      </section>
    </Sheet>
  );
}

function Controls({ content: { controls } }: { content: Content }) {
  return (
    <section>
      <dl className="facts">
        {controls.map((row) => (
          <div key={row.figure}>
            <dt>{controlTitles[row.figure]}</dt>
            <dd>
              <b>{controlValue(row)}</b>
              {row.target !== null && `（${targetWords(row)}，${metWords(row)}）`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function linesOf({ total }: Content, { dimension, rows }: ReportTable): Line[] {
  const ofPayer = dimension === 'payer';
  const line = (row: ReportRow): Line => ({ is: 'row', key: `${dimension} ${row.keyId}`, row, ofPayer });
  const shown = rows.length > mostRows ? [...rows.slice(0, mostRows - 1), restOf(rows)] : rows;
  const sum = ofPayer ? { ...total, paidFen: total.totalFen } : total;
  return [
    { is: 'head', key: dimension, title: `按${dimensionTitles[dimension]}` },
    ...shown.map(line),
    { is: 'sum', key: `${dimension} sum`, row: { keyId: -1, title: '合计', sums: sum }, ofPayer },
  ];
}

function restOf(rows: readonly ReportRow[]): ReportRow {
  const rest = rows.slice(mostRows - 1);
  const [first, ...others] = rest;
  if (first === undefined) throw new Error('no rest');
  const sums = { ...first.sums };
  for (const { sums: one } of others) {
    for (const part of Object.keys(sums) as (keyof typeof sums)[]) {
      sums[part] = (sums[part] + one[part]) as Fen;
    }
  }
  return { keyId: -2, title: `其余 ${rest.length} 项`, sums };
}

function LineRow({ line }: { line: Line }) {
  if (line.is === 'head') {
    return (
      <tr className="sum">
        <td colSpan={8}>{line.title}</td>
      </tr>
    );
  }
  const { row, ofPayer, is } = line;
  return (
    <tr className={is === 'sum' ? 'sum' : undefined}>
      <td>
        <span className="one">{row.title}</span>
      </td>
      <td className="number">{row.sums.count}</td>
      {amounts.map(([part]) => (
        <td key={part} className="number">
          {ofPayer && part !== 'paidFen' ? '' : formatYuan(row.sums[part])}
        </td>
      ))}
      <td className="number">{ofPayer ? '' : formatShareOf(actualShare(row.sums))}</td>
    </tr>
  );
}
