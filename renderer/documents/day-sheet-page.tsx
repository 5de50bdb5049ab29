import { aloneActTitles } from '../../shared/contract/approvals.ts';
import { type AloneAct, type DayClose, faceTitle } from '../../shared/contract/day-close.ts';
import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { meansTitles } from '../../shared/contract/payments.ts';
import { capitalYuan } from '../../shared/money/capital.ts';
import { type Fen, fen, formatYuan } from '../../shared/money/fen.ts';
import { formatInstant } from '../components/moment.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

const pageStyle = () => `
.figures th, .figures td { padding: 0.5mm 1mm; text-align: left }
.figures th.number, .figures td.number { text-align: right }
.figures thead th { border-bottom: 0.2mm solid #000 }
.figures tbody tr { border-bottom: 0.1mm solid #000 }
.figures tr.sum td { font-weight: bold }
.notes { columns: 3; column-gap: 6mm }
.notes div { display: flex; justify-content: space-between; break-inside: avoid }
`;

/** One clerk's day: money by means, cash counted beside expected, slips, what was taken back, two signatures. */
export function DaySheetPage({ document }: { document: DocumentOf<'day_sheet'> }) {
  const { content } = document;
  const { closedForReason, confirmation } = content;
  return (
    <Sheet
      document={document}
      style={pageStyle()}
      headFacts={
        <>
          <Fact name="收费员">{content.clerkName}</Fact>
          <Fact name="业务日期">{content.businessDay}</Fact>
          <Fact name="起">{content.since === null ? '首次日结' : formatInstant(content.since)}</Fact>
          <Fact name="止">{formatInstant(content.closedAt)}</Fact>
        </>
      }
    >
      <Takings content={content} />
      <Cash content={content} />
      <Slips content={content} />
      {content.aloneActs.length > 0 && <AloneActs acts={content.aloneActs} />}
      {closedForReason !== null && (
        <section className="plain">
          <p>
            由 {content.closedByName} 代办日结：{closedForReason}
          </p>
        </section>
      )}
      <section className="signatures">
        <span>收费员签字：</span>
        <span>财务签字：{confirmation !== null && confirmation.byName}</span>
        <span>{confirmation === null ? '日期：' : formatInstant(confirmation.at)}</span>
      </section>
    </Sheet>
  );
}

function Takings({ content: { takings } }: { content: DayClose }) {
  const sum = (part: 'collectedFen' | 'debtFen' | 'refundedFen' | 'netFen'): string =>
    formatYuan(
      fen(takings.filter(({ means }) => means !== 'deferred').reduce((total, one) => total + one[part], 0)),
    );
  return (
    <table className="figures">
      <thead>
        <tr>
          <th>收款方式</th>
          <th className="number">结算收款</th>
          <th className="number">收回欠费</th>
          <th className="number">退款</th>
          <th className="number">净额</th>
        </tr>
      </thead>
      <tbody>
        {takings
          .filter(({ means }) => means !== 'deferred')
          .map((one) => (
            <tr key={one.means}>
              <td>{meansTitles[one.means]}</td>
              <td className="number">{formatYuan(one.collectedFen)}</td>
              <td className="number">{formatYuan(one.debtFen)}</td>
              <td className="number">{formatYuan(one.refundedFen)}</td>
              <td className="number">{formatYuan(one.netFen)}</td>
            </tr>
          ))}
        <tr className="sum">
          <td>合计</td>
          <td className="number">{sum('collectedFen')}</td>
          <td className="number">{sum('debtFen')}</td>
          <td className="number">{sum('refundedFen')}</td>
          <td className="number">{sum('netFen')}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Cash({ content }: { content: DayClose }) {
  const { varianceFen, varianceReason } = content;
  return (
    <>
      <section>
        <Facts>
          <Fact name="备用金">{formatYuan(content.openingFloatFen)}</Fact>
          <Fact name="应有现金">{formatYuan(content.expectedCashFen)}</Fact>
          <Fact name="清点现金">
            <b>{formatYuan(content.countedFen)}</b>
          </Fact>
          <Fact name={varianceFen > 0 ? '长款' : varianceFen < 0 ? '短款' : '长短款'}>
            {varianceFen === 0 ? '无' : `${formatYuan(absolute(varianceFen))}（${varianceReason ?? ''}）`}
          </Fact>
          <Fact name="留作备用金">{formatYuan(content.floatLeftFen)}</Fact>
          <Fact name="上交">
            <b>{formatYuan(content.handedOverFen)}</b>（{capitalYuan(content.handedOverFen)}）
          </Fact>
          <Fact name="现金取整">{content.roundingFen === 0 ? '' : formatYuan(content.roundingFen)}</Fact>
          <Fact name="以前日结更正">
            {content.correctedFen === 0 ? '' : formatYuan(content.correctedFen)}
          </Fact>
        </Facts>
      </section>
      <section className="notes">
        {content.counts.map(({ faceFen, pieces }) => (
          <div key={faceFen}>
            <span>
              {faceTitle(faceFen)} × {pieces}
            </span>
            <span>{formatYuan(fen(faceFen * pieces))}</span>
          </div>
        ))}
      </section>
      {content.corrections.map(({ at, byName, amountFen, reason }) => (
        <section key={at} className="plain">
          <p>
            日结后更正：{formatInstant(at)} {byName} {amountFen > 0 ? '找到' : '缺少'}{' '}
            {formatYuan(absolute(amountFen))} 元，{reason}
          </p>
        </section>
      ))}
    </>
  );
}

function Slips({ content }: { content: DayClose }) {
  const { takings, voided, reprints, reprintCount } = content;
  const deferred = takings.find(({ means }) => means === 'deferred');
  return (
    <section>
      <Facts>
        <Fact name="结算">
          {content.settlementCount} 张，撤销 {content.reversalCount} 张
        </Fact>
        <Fact name="单号">
          {content.firstSlip === null ? '' : `${content.firstSlip} 至 ${content.lastSlip ?? ''}`}
        </Fact>
        <Fact name="总费用">{formatYuan(content.settledFen)}</Fact>
        <Fact name="个人负担">{formatYuan(content.personalFen)}</Fact>
        <Fact name="新缓交">{deferred === undefined ? '' : formatYuan(deferred.collectedFen)}</Fact>
        <Fact name="减免">{content.waivedFen === 0 ? '' : formatYuan(content.waivedFen)}</Fact>
        <Fact name="核销">{content.writtenOffFen === 0 ? '' : formatYuan(content.writtenOffFen)}</Fact>
      </Facts>
      {voided.map(({ slipNumber, reversalNumber, reason }) => (
        <p key={reversalNumber}>
          撤销 {slipNumber}（撤销单 {reversalNumber}）：{reason}
        </p>
      ))}
      {reprintCount > 0 && (
        <p>
          补打 {reprintCount} 张：
          {reprints.map(({ number, copyNumber }) => `${number} 第${copyNumber}次`).join('，')}
          {reprintCount > reprints.length && ' 等'}
        </p>
      )}
    </section>
  );
}

/** Whoever signs sees what nobody else has looked at. */
function AloneActs({ acts }: { acts: readonly AloneAct[] }) {
  const waitingCount = acts.filter(({ verdict }) => verdict === null).length;
  return (
    <section>
      <p>
        <b>
          夜间一人先办 {acts.length} 项{waitingCount > 0 && `，其中 ${waitingCount} 项待复核`}
        </b>
      </p>
      {acts.map((act) => (
        <p key={`${act.at} ${act.subject}`}>
          <b>{verdictWords(act)}</b>
          {'　'}
          {formatInstant(act.at)} {aloneActTitles[act.act] ?? act.act} {act.subject}：{act.aloneReason}
        </p>
      ))}
    </section>
  );
}

function verdictWords({ verdict, answeredByName }: AloneAct): string {
  if (verdict === null) return '待复核';
  return `${answeredByName ?? ''} ${verdict === 'approved' ? '复核同意' : '复核不同意'}`;
}

function absolute(amountFen: Fen): Fen {
  return fen(Math.abs(amountFen));
}
