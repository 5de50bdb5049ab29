import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import {
  type LateStep,
  treatmentClassTitles,
  type TreatmentLine,
  treatmentStateTitles,
} from '../../shared/contract/treatment.ts';
import { NumberedSheets, numberedSheetsStyle } from './numbered-sheets.tsx';
import { Sheet } from './sheet.tsx';
import {
  OurColumns,
  PackageFacts,
  PatientCells,
  PatientHeads,
  Signatures,
} from './special-treatment-frame.tsx';

const rowsOfSheet = 13;
const style = () => `${numberedSheetsStyle} .list tbody td { height: 9mm } .late { break-before: page }`;

/** 专项救治对象名单: everybody of the ledger, and what was learnt of earlier months since. */
export function SpecialTreatmentPatientsPage({
  document,
}: {
  document: DocumentOf<'special_treatment_patients'>;
}) {
  const { content, entry } = document;
  const title = `${entry.title} ${entry.number}`;
  const { patients, lateSteps } = content;
  return (
    <Sheet document={document} style={style()} headFacts={<PackageFacts content={content} />}>
      <NumberedSheets
        rows={patients}
        rowsOfSheet={rowsOfSheet}
        title={title}
        first={`共 ${patients.length} 例`}
      >
        {(rows) => (
          <table className="list">
            <PatientHead />
            <tbody>
              {rows.map((row) => (
                <PatientRow key={row.lineId} row={row} />
              ))}
            </tbody>
          </table>
        )}
      </NumberedSheets>
      {lateSteps.length > 0 && (
        <div className="late">
          <NumberedSheets
            rows={lateSteps}
            rowsOfSheet={rowsOfSheet}
            title={`${title} 补报以前的救治情况`}
            first={`${title} 补报以前的救治情况`}
          >
            {(rows) => <LateTable rows={rows} />}
          </NumberedSheets>
        </div>
      )}
      <OurColumns content={content} />
      <Signatures content={content} />
    </Sheet>
  );
}

const widthsMm = [
  ['person', 40],
  ['home', 32],
  ['eligibilities', 26],
  ['disease', 36],
  ['state', 26],
  ['class', 34],
  ['stay', 22],
  ['hospital', 44],
] as const;

function PatientHead() {
  return (
    <>
      <colgroup>
        {widthsMm.map(([column, widthMm]) => (
          <col key={column} style={{ width: `${widthMm}mm` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <PatientHeads />
          <th>
            病种
            <br />
            名单
          </th>
          <th>状态</th>
          <th>
            救治类别
            <br />
            列入、核实
          </th>
          <th>
            入院
            <br />
            出院
          </th>
          <th>
            救治医院
            <br />
            说明
          </th>
        </tr>
      </thead>
    </>
  );
}

function PatientRow({ row }: { row: TreatmentLine }) {
  return (
    <tr>
      <PatientCells row={row} />
      <td>
        <span className="one">{row.disease}</span>
        <span className="one">{row.list}</span>
      </td>
      <td>
        {treatmentStateTitles[row.state]}
        {row.awaitsOutcome && (
          <>
            <br />
            已出院待登记
          </>
        )}
      </td>
      <td>
        <span className="one">
          {row.treatmentClass === null ? '' : treatmentClassTitles[row.treatmentClass]}
        </span>
        <span className="one">
          {row.foundOn.slice(2)}
          {row.confirmedOn !== null && ` ${row.confirmedOn.slice(2)}`}
        </span>
      </td>
      <td>
        {row.admittedOn}
        <br />
        {row.dischargedOn}
      </td>
      <td>
        <span className="one">{row.hospitalName}</span>
        <span className="one">{row.words}</span>
      </td>
    </tr>
  );
}

function LateTable({ rows }: { rows: readonly LateStep[] }) {
  return (
    <table className="list">
      <thead>
        <tr>
          <th>
            姓名
            <br />
            身份证号
          </th>
          <th>病种</th>
          <th>状态</th>
          <th>发生</th>
          <th>登记</th>
          <th>说明</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.maskedIdNumber} ${row.disease} ${row.state} ${row.happenedOn} ${row.words}`}>
            <td>
              <span className="one">{row.personName}</span>
              <span className="one">{row.maskedIdNumber}</span>
            </td>
            <td>{row.disease}</td>
            <td>{treatmentStateTitles[row.state]}</td>
            <td>{row.happenedOn}</td>
            <td>{row.recordedOn}</td>
            <td>
              <span className="clamp">{row.words}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
