import type { ClaimList } from '../../shared/contract/documents/claim-list.ts';
import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { type Fen, fen, formatYuan, sumFen } from '../../shared/money/fen.ts';
import { Fact } from './facts.tsx';
import { NumberedSheets, numberedSheetsStyle } from './numbered-sheets.tsx';
import { Sheet } from './sheet.tsx';

/** Rows of two lines each: so many fit under the head of the first sheet, with sums and signatures. */
const rowsOfSheet = 14;
/** In characters; what is longer is set smaller, so that it stands there whole. */
const longestName = 11;
const longestDiagnosis = 16;
/** Payers with a column of their own; further ones share the last. */
const mostPayers = 6;

const pageStyle = () => `${numberedSheetsStyle}
.list tbody tr.line td { height: 9mm }
.list .clamp.long { max-height: 8.9mm; font-size: 7pt; -webkit-line-clamp: 3 }
.list .name { display: block; overflow-wrap: anywhere }
.list .name.long { font-size: 6.5pt }
.list .asked { font-weight: bold }
.last { padding: 1.5mm 0; font-size: 11pt; font-weight: bold }
`;

type Line = ClaimList['lines'][number];

/** The list that goes to a payer: sheets with their numbers, each with what the ones before it come to. */
export function ClaimListPage({ document }: { document: DocumentOf<'claim_list'> }) {
  const { content, entry } = document;
  return (
    <Sheet
      document={document}
      style={pageStyle()}
      headFacts={
        <>
          <Fact name="支付方">{content.payerTitle}</Fact>
          <Fact name="月份">{content.month}</Fact>
          <Fact name="笔数">{content.lines.length}</Fact>
        </>
      }
    >
      <NumberedSheets rows={content.lines} rowsOfSheet={rowsOfSheet} title={`${entry.title} ${entry.number}`}>
        {(lines, isLast, before) => <List content={content} lines={lines} before={before} isLast={isLast} />}
      </NumberedSheets>
      <p className="last">
        本次申请拨付 ¥{formatYuan(content.amountFen)}（{content.amountCapital}）
      </p>
      <section className="signatures">
        <span>制表：</span>
        <span>财务负责人：</span>
        <span>医院盖章：</span>
        <span>支付方审核：</span>
      </section>
    </Sheet>
  );
}

/** The payer that is asked comes first; who has no column is summed with the others. */
function columnsOf({
  payer,
  payers,
}: ClaimList): { title: string; isAsked: boolean; of: (line: Line) => Fen }[] {
  const all = payers.map(({ payer: id, title }, index) => ({
    title,
    isAsked: id === payer,
    of: ({ paidFen }: Line): Fen => paidFen[index] ?? fen(0),
  }));
  if (all.length <= mostPayers) return all;
  const first = [...all.filter(({ isAsked }) => isAsked), ...all.filter(({ isAsked }) => !isAsked)];
  const shown = first.slice(0, mostPayers - 1);
  const rest = first.slice(mostPayers - 1);
  return [...shown, { title: '其他', isAsked: false, of: (line) => sumFen(rest.map(({ of }) => of(line))) }];
}

interface ListProps {
  readonly content: ClaimList;
  readonly lines: readonly Line[];
  readonly before: readonly Line[];
  readonly isLast: boolean;
}

function List({ content, lines, before, isLast }: ListProps) {
  const columns = columnsOf(content);
  const sums = (title: string, of: readonly Line[]) => (
    <tr className="sum">
      <td colSpan={7}>{title}</td>
      <td className="number">{formatYuan(sumFen(of.map(({ totalFen }) => totalFen)))}</td>
      {columns.map(({ title: payer, of: paid }) => (
        <td key={payer} className="number">
          {formatYuan(sumFen(of.map(paid)))}
        </td>
      ))}
      <td className="number">{formatYuan(sumFen(of.flatMap(({ paidFen }) => paidFen)))}</td>
    </tr>
  );
  return (
    <table className="list">
      <Head columns={columns} />
      <tbody>
        {before.length > 0 && sums('承前页', before)}
        {lines.map((line, index) => (
          <Row key={line.slipNumber} line={line} number={before.length + index + 1} columns={columns} />
        ))}
        {sums(isLast ? '合计' : '过次页', [...before, ...lines])}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly line: Line;
  readonly number: number;
  readonly columns: ReturnType<typeof columnsOf>;
}

function Row({ line, number, columns }: RowProps) {
  return (
    <tr className="line">
      <td className="number">{number}</td>
      <td>
        <span className={line.name.length > longestName ? 'name long' : 'name'}>{line.name}</span>
        {line.sex} {line.idNumber}
      </td>
      <td>
        <span className="clamp">{line.category}</span>
      </td>
      <td>
        <span className="clamp">
          {line.department}
          <br />
          {line.admissionNumber}
        </span>
      </td>
      <td>
        {line.admittedOn}
        <br />
        {line.isReversal ? <b>撤销</b> : line.dischargedOn}
      </td>
      <td className="number">{line.days === 0 ? '门诊' : line.days}</td>
      <td>
        <span className={line.diagnosis.length > longestDiagnosis ? 'clamp long' : 'clamp'}>
          {line.diagnosis}
        </span>
      </td>
      <td className="number">{formatYuan(line.totalFen)}</td>
      {columns.map(({ title, isAsked, of }) => (
        <td key={title} className={isAsked ? 'number asked' : 'number'}>
          {formatYuan(of(line))}
        </td>
      ))}
      <td className="number">{formatYuan(sumFen(line.paidFen))}</td>
    </tr>
  );
}

function Head({ columns }: { columns: readonly { readonly title: string }[] }) {
  return (
    <>
      <colgroup>
        {[7, 40, 17, 24, 19, 8, 29].map((widthMm) => (
          <col key={widthMm} style={{ width: `${widthMm}mm` }} />
        ))}
        <col />
        {columns.map(({ title }) => (
          <col key={title} />
        ))}
        <col />
      </colgroup>
      <thead>
        <tr>
          <th />
          <th>姓名 / 性别 身份证号</th>
          <th>资格</th>
          <th>科室 / 住院号</th>
          <th>入院 / 出院</th>
          <th>天</th>
          <th>诊断</th>
          <th>总费用</th>
          {columns.map(({ title }) => (
            <th key={title}>{title}</th>
          ))}
          <th>合计</th>
        </tr>
      </thead>
    </>
  );
}
