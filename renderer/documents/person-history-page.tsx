import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import type { PersonHistory } from '../../shared/contract/documents/person-history.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

const historyStyle = () => `
.history { margin-bottom: 2mm; font-size: 9pt; line-height: 1.25 }
.history th, .history td { padding: 0.5mm 0.8mm; text-align: left; white-space: nowrap }
.history th.number { text-align: right }
.history thead th { border-bottom: 0.2mm solid #000 }
.history tbody tr { border-bottom: 0.1mm solid #000 }
`;

const amounts = [
  ['totalFen', '总费用'],
  ['inScopeFen', '政策范围内'],
  ['paidFen', '各方支付'],
  ['personalFen', '个人负担'],
] as const;

type Line = PersonHistory['lines'][number];

/** What was settled and topped up for one person here: a line a settlement or top-up, and a sum a year. */
export function PersonHistoryPage({ document }: { document: DocumentOf<'person_history'> }) {
  const { person, lines, years } = document.content;
  return (
    <Sheet
      document={document}
      style={historyStyle()}
      headFacts={<Fact name="经办">{document.head.printedByName}</Fact>}
    >
      <section>
        <Facts>
          <Fact name="姓名">
            <b>{person.name}</b>
          </Fact>
          <Fact name="性别">{person.sex}</Fact>
          <Fact name="身份证号">{person.maskedIdNumber}</Fact>
          <Fact name="参保地">{person.region}</Fact>
          <Fact name="住址">{person.address}</Fact>
        </Facts>
      </section>
      <Lines lines={lines} />
      <Years years={years} />
      <section className="plain">
        <p>以上是本窗口结算的住院和门诊，不含在其他医院的结算。撤销的和撤销单相抵，合计里不算。</p>
        {lines.some(isOfTopUp) && (
          <p>补助是结算后批准、付给医院的：由支付方替患者负担，算在原结算的年度里，个人负担相应减少。</p>
        )}
      </section>
      <section className="signatures">
        <span>经办人签字：</span>
        <span>医院盖章：</span>
      </section>
    </Sheet>
  );
}

function Lines({ lines }: Pick<PersonHistory, 'lines'>) {
  return (
    <table className="history">
      <thead>
        <tr>
          <th>结算日期</th>
          <th>单号</th>
          <th>住院号、门诊号</th>
          <th />
          {amounts.map(([part, title]) => (
            <th key={part} className="number">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.slipNumber}>
            <td>{line.settledOn}</td>
            <td>{line.slipNumber}</td>
            <td>{line.admissionNumber}</td>
            <td>{stateOf(line)}</td>
            {amounts.map(([part]) => (
              <td key={part} className="number">
                {isOfTopUp(line) && line[part] === 0 ? '' : formatYuan(line[part])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Help that came later has no cost of its own. */
function isOfTopUp({ kind }: Line): boolean {
  return kind === 'top_up' || kind === 'withdrawal';
}

function stateOf({ kind, isReversed, visitType, payerTitle }: Line): string {
  if (kind === 'withdrawal') return `补助撤销：${payerTitle}`;
  if (kind === 'top_up') return `补助：${payerTitle}${isReversed ? '，后来撤销' : ''}`;
  const care = visitType === 'outpatient' ? '门诊' : '';
  if (kind === 'reversal') return `${care}撤销单`;
  if (isReversed) return `${care}后来撤销`;
  return kind === 'interim' ? '中途结算' : care;
}

function Years({ years }: Pick<PersonHistory, 'years'>) {
  return (
    <table className="history">
      <thead>
        <tr>
          <th>年度合计</th>
          <th className="number">住院次数</th>
          <th className="number">门诊次数</th>
          <th className="number">总费用</th>
          <th className="number">各方支付</th>
          <th className="number">个人负担</th>
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr key={year.year}>
            <td>{year.year} 年</td>
            <td className="number">{year.stays}</td>
            <td className="number">{year.visits}</td>
            <td className="number">{formatYuan(year.totalFen)}</td>
            <td className="number">{formatYuan(year.paidFen)}</td>
            <td className="number">
              <b>{formatYuan(year.personalFen)}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
