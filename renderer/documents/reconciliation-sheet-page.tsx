import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import {
  type Difference,
  differenceCauses,
  differenceTitles,
  type GroupSums,
  type Run,
} from '../../shared/contract/reconciliation.ts';
import { amountTitles, sideTitles } from '../../shared/contract/statement.ts';
import { type Fen, fen, formatYuan } from '../../shared/money/fen.ts';
import { formatInstant } from '../components/moment.ts';
import { gapWords, spanWords, whoseTitles } from '../reconciliation/words.ts';
import { Fact } from './facts.tsx';
import { Sheet } from './sheet.tsx';

const pageStyle = () => `
.figures { width: 100%; border-collapse: collapse }
.figures th, .figures td { padding: 0.5mm 1mm; text-align: left; vertical-align: top }
.figures .number { text-align: right; white-space: nowrap }
.figures .plain { white-space: nowrap }
.figures thead { display: table-header-group }
.figures thead th { border-bottom: 0.2mm solid #000 }
.figures tbody tr { border-bottom: 0.1mm solid #000; break-inside: avoid }
.small { font-size: 9pt }
.hash { font-size: 9pt; overflow-wrap: anywhere }
`;

/** One reconciliation: sums of every side, what came of each statement, and every difference with its cause. */
export function ReconciliationSheetPage({ document }: { document: DocumentOf<'reconciliation_sheet'> }) {
  const { content } = document;
  const { signature, recordedByName, resultHash } = content;
  return (
    <Sheet
      document={document}
      style={pageStyle()}
      headFacts={
        <>
          <Fact name="业务日期">{spanWords(content)}</Fact>
          <Fact name="办理">
            {recordedByName} {formatInstant(content.recordedAt)}
          </Fact>
        </>
      }
    >
      <Sums groups={content.groups} />
      <Sides content={content} />
      <Differences content={content} />
      <section className="signatures">
        <span>办理人签字：{signature?.byName}</span>
        <span>复核人签字：{signature?.secondName}</span>
        <span>{signature === null ? '日期：' : formatInstant(signature.at)}</span>
      </section>
      <p className="hash">结果校验值 {resultHash}</p>
    </Sheet>
  );
}

function Sums({ groups }: { groups: readonly GroupSums[] }) {
  const amount = (amountFen: Fen | null) => (amountFen === null ? '—' : formatYuan(amountFen));
  return (
    <table className="figures">
      <thead>
        <tr>
          <th>险种 · 医疗类别 · 清算类别</th>
          <th>哪一方</th>
          <th className="number">笔数</th>
          <th className="number">总费用（元）</th>
          <th className="number">基金支付（元）</th>
          <th className="number">个人账户（元）</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={JSON.stringify([group.side, group.insurance, group.visitType, group.clearingType])}>
            <td>
              {[group.insurance, group.visitType, group.clearingType]
                .map((title) => title ?? '未注明')
                .join(' · ')}
            </td>
            <td className="plain">{whoseTitles[group.side]}</td>
            <td className="number">{group.count}</td>
            <td className="number">{formatYuan(group.totalFen)}</td>
            <td className="number">{amount(group.fundFen)}</td>
            <td className="number">{amount(group.accountFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type SheetRun = Omit<Run, 'since'>;

function Sides({ content }: { content: SheetRun }) {
  return (
    <section className="plain">
      {content.sides.map((side) => {
        const gapFen = side.side === 'centre' ? content.centreGapFen : content.hospitalGapFen;
        const days = side.missingDays.slice(0, 10).join('、');
        return (
          <p key={side.side}>
            <b>
              {sideTitles[side.side]}比窗口{gapWords(gapFen ?? fen(0))}
            </b>
            ；一致 {side.matchedCount} 笔，{formatYuan(side.matchedFen)} 元；对账单“{side.title}”
            {side.lineCount} 行{side.nettedCount > 0 && `，自行抵消 ${side.nettedCount} 行`}
            {days !== '' && `；对方缺 ${days}${side.missingDays.length > 10 ? ' 等' : ''}`}
            {side.centreSays !== null && `；中心总账：${side.centreSays}`}
          </p>
        );
      })}
    </section>
  );
}

function Differences({ content: { differences, differenceCount } }: { content: SheetRun }) {
  if (differences.length === 0) return <p>逐笔一致，没有差异。</p>;
  return (
    <>
      <table className="figures small">
        <thead>
          <tr>
            <th className="number">序号</th>
            <th>差异</th>
            <th>单号 · 住院号</th>
            <th>日期</th>
            <th className="number">窗口（元）</th>
            <th className="number">对方（元）</th>
            <th className="number">对方减窗口</th>
            <th>可能的原因</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((one) => (
            <tr key={one.position}>
              <td className="number">{one.position}</td>
              <td className="plain">
                {sideTitles[one.side]}
                <br />
                {differenceTitles[one.kind]}
              </td>
              <td>
                {numbersOf(one).map((number) => (
                  <div key={number}>{number}</div>
                ))}
              </td>
              <td className="plain">{one.here?.day ?? one.there?.day}</td>
              <td className="number">{formatYuan(one.hereFen)}</td>
              <td className="number">{formatYuan(one.thereFen)}</td>
              <td className="number">{formatYuan(fen(one.thereFen - one.hereFen))}</td>
              <td>{causeWords(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {differences.length < differenceCount && (
        <p>
          共 {differenceCount} 条，这里列出前 {differences.length} 条，其余见导出的表格。
        </p>
      )}
    </>
  );
}

function numbersOf({ here, there }: Difference): string[] {
  const names = ['slipNumber', 'number', 'admissionNumber'] as const;
  return names
    .map((name) => here?.[name] ?? there?.[name] ?? null)
    .filter((number) => number !== null)
    .slice(0, 3);
}

/** With the parts that differ, each with both amounts. */
function causeWords({ cause, parts, here, there }: Difference): string {
  const told = parts.map((part) => {
    const [ours, theirs] = [here?.amounts[part] ?? fen(0), there?.amounts[part] ?? fen(0)];
    return `${amountTitles[part]} ${formatYuan(ours)} / ${formatYuan(theirs)}`;
  });
  return `${differenceCauses[cause]}${told.join('，')}`;
}
