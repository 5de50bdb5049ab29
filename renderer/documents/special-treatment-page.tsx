import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import type { SpecialCase, SpecialRow } from '../../shared/contract/special-treatment.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { NumberedSheets, numberedSheetsStyle } from './numbered-sheets.tsx';
import { Sheet } from './sheet.tsx';
import {
  OurColumns,
  PackageFacts,
  PatientCells,
  PatientHeads,
  Signatures,
} from './special-treatment-frame.tsx';

const amounts = [
  ['totalFen', '医疗费总额'],
  ['inScopeFen', '政策范围内'],
  ['basicFen', '基本医保'],
  ['criticalIllnessFen', '大病保险'],
  ['assistanceFen', '医疗救助'],
  ['otherFen', '补充及其他'],
  ['personalFen', '个人负担'],
] as const;

/** Rows of one line; the register's have two. A list of 25 diseases fits on one sheet. */
const rowsOfTable = 25;
const rowsOfRegister = 13;

const tableStyle = () => `${numberedSheetsStyle} .list tbody td { height: 4.8mm; padding-block: 0.2mm }`;
const registerStyle = () => `${numberedSheetsStyle} .list tbody td { height: 9mm }`;

/** 专项救治月报表: a row for each disease of the list, treated or not. */
export function SpecialTreatmentTablePage({ document }: { document: DocumentOf<'special_treatment_table'> }) {
  const { content, entry } = document;
  return (
    <Sheet document={document} style={tableStyle()} headFacts={<PackageFacts content={content} />}>
      <NumberedSheets rows={content.table} rowsOfSheet={rowsOfTable} title={`${entry.title} ${entry.number}`}>
        {(rows, isLast) => (
          <table className="list">
            <colgroup>
              <col style={{ width: '42mm' }} />
              <col style={{ width: '17mm' }} />
              <col style={{ width: '17mm' }} />
              <col style={{ width: '20mm' }} />
            </colgroup>
            <thead>
              <tr>
                <th>病种</th>
                <th>救治人数</th>
                <th>结算人次</th>
                <th>其中县域内</th>
                <AmountHeads />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <TableRow key={row.disease} row={row} />
              ))}
              {isLast && <TableRow row={content.total} isSum />}
              {isLast && content.lateTotal !== null && <TableRow row={content.lateTotal} />}
            </tbody>
          </table>
        )}
      </NumberedSheets>
      <OurColumns content={content} />
      <Signatures content={content} />
    </Sheet>
  );
}

function AmountHeads() {
  return amounts.map(([part, title]) => <th key={part}>{title}</th>);
}

function AmountCells({ row }: { row: SpecialRow | SpecialCase }) {
  return amounts.map(([part]) => (
    <td key={part} className="number">
      {amountOrBlank(row[part])}
    </td>
  ));
}

/** Nothing is left blank, so that the eye finds what there is. */
function amountOrBlank(amount: Fen): string {
  return amount === 0 ? '' : formatYuan(amount);
}

function TableRow({ row, isSum = false }: { row: SpecialRow; isSum?: boolean }) {
  return (
    <tr className={isSum ? 'sum' : undefined}>
      <td>{row.disease}</td>
      <td className="number">{row.peopleCount}</td>
      <td className="number">{row.count}</td>
      <td className="number">{row.inCountyCount}</td>
      <AmountCells row={row} />
    </tr>
  );
}

/** 救治台账: a line for each settlement and each that was taken back. */
export function SpecialTreatmentRegisterPage({
  document,
}: {
  document: DocumentOf<'special_treatment_register'>;
}) {
  const { content, entry } = document;
  const late = new Set(content.lateRegister.map(({ settlementId }) => settlementId));
  const lines = [...content.register, ...content.lateRegister];
  return (
    <Sheet document={document} style={registerStyle()} headFacts={<PackageFacts content={content} />}>
      <NumberedSheets rows={lines} rowsOfSheet={rowsOfRegister} title={`${entry.title} ${entry.number}`}>
        {(rows, isLast) => (
          <table className="list">
            <RegisterHead />
            <tbody>
              {rows.map((row) => (
                <RegisterRow key={row.settlementId} row={row} isLate={late.has(row.settlementId)} />
              ))}
              {isLast && (
                <tr className="sum">
                  <td colSpan={6}>
                    合计 {content.total.peopleCount} 人 {content.total.count} 人次
                    {late.size > 0 && `，不含补报 ${late.size} 笔`}
                  </td>
                  <AmountCells row={content.total} />
                </tr>
              )}
            </tbody>
          </table>
        )}
      </NumberedSheets>
      <OurColumns content={content} />
      <Signatures content={content} />
    </Sheet>
  );
}

function RegisterRow({ row, isLate }: { row: SpecialCase; isLate: boolean }) {
  return (
    <tr>
      <PatientCells row={row} isLate={isLate} />
      <td>
        <span className="clamp">{row.disease}</span>
      </td>
      <td>
        <span className="one">{row.diagnosis}</span>
        <span className="one">{row.admissionNumber}</span>
      </td>
      <td>
        {row.admittedOn}
        <br />
        {row.isReversal ? <b>撤销</b> : row.dischargedOn}
      </td>
      <AmountCells row={row} />
    </tr>
  );
}

function RegisterHead() {
  return (
    <>
      <colgroup>
        <col style={{ width: '35mm' }} />
        <col style={{ width: '24mm' }} />
        <col style={{ width: '21mm' }} />
        <col style={{ width: '21mm' }} />
        <col style={{ width: '28mm' }} />
        <col style={{ width: '20mm' }} />
      </colgroup>
      <thead>
        <tr>
          <PatientHeads />
          <th>病种</th>
          <th>
            主要诊断
            <br />
            住院号
          </th>
          <th>
            入院
            <br />
            出院
          </th>
          <AmountHeads />
        </tr>
      </thead>
    </>
  );
}
