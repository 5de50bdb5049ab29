import type { DayClose } from '../../shared/contract/day-close.ts';
import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { meansTitles, type PaymentMeans, paymentMeans } from '../../shared/contract/payments.ts';
import { capitalYuan } from '../../shared/money/capital.ts';
import { type Fen, formatYuan, sumFen, zeroFen } from '../../shared/money/fen.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';

const pageStyle = () => `
.closes th, .closes td { padding: 0.7mm 1mm; text-align: left }
.closes thead th { border-bottom: 0.2mm solid #000; vertical-align: bottom }
.closes tbody tr { border-bottom: 0.1mm solid #000 }
.closes tr.sum td { font-weight: bold }
`;

const money: readonly PaymentMeans[] = paymentMeans.filter((means) => means !== 'deferred');
const amounts: readonly { readonly title: string; readonly of: (close: DayClose) => Fen }[] = [
  { title: '总费用', of: ({ settledFen }) => settledFen },
  ...money.map((means) => ({ title: meansTitles[means], of: (close: DayClose) => netOf(close, means) })),
  { title: '新缓交', of: (close) => netOf(close, 'deferred') },
  { title: '减免核销', of: ({ waivedFen, writtenOffFen }) => sumFen([waivedFen, writtenOffFen]) },
  { title: '长短款', of: ({ varianceFen }) => varianceFen },
  { title: '上交现金', of: ({ handedOverFen }) => handedOverFen },
];

/** A window's day: a row for each clerk's close, the sums, what was uneven, who has not closed. */
export function WindowDaySheetPage({ document }: { document: DocumentOf<'window_day_sheet'> }) {
  const { businessDay, closes, openClerks } = document.content;
  const handedOverFen = sumFen(closes.map((close) => close.handedOverFen));
  return (
    <Sheet
      document={document}
      style={pageStyle()}
      headFacts={
        <>
          <Fact name="业务日期">{businessDay}</Fact>
          <Fact name="日结">{closes.length} 张</Fact>
        </>
      }
    >
      <Closes closes={closes} />
      <section>
        <Facts>
          <Fact name="上交现金合计">
            <b>{formatYuan(handedOverFen)}</b>（{capitalYuan(handedOverFen)}）
          </Fact>
          <Fact name="还没有日结">{openClerks.length === 0 ? '无' : openClerks.join('、')}</Fact>
        </Facts>
      </section>
      <section className="signatures">
        <span>窗口负责人签字：</span>
        <span>财务签字：</span>
        <span>日期：</span>
      </section>
    </Sheet>
  );
}

function Closes({ closes }: { closes: readonly DayClose[] }) {
  return (
    <table className="closes">
      <thead>
        <tr>
          <th>收费员</th>
          <th>日结单号</th>
          <th>单号起止</th>
          <th className="number">结算</th>
          <th className="number">撤销</th>
          {amounts.map(({ title }) => (
            <th key={title} className="number">
              {title}
            </th>
          ))}
          <th>财务确认及说明</th>
        </tr>
      </thead>
      <tbody>
        {closes.map((close) => (
          <CloseRow key={close.dayCloseId} close={close} />
        ))}
        <tr className="sum">
          <td colSpan={3}>合计</td>
          <td className="number">{countOf(closes, 'settlementCount')}</td>
          <td className="number">{countOf(closes, 'reversalCount')}</td>
          {amounts.map(({ title, of }) => (
            <td key={title} className="number">
              {formatYuan(sumFen(closes.map((close) => of(close))))}
            </td>
          ))}
          <td />
        </tr>
      </tbody>
    </table>
  );
}

function CloseRow({ close }: { close: DayClose }) {
  const { firstSlip, lastSlip, confirmation, varianceReason, aloneActs } = close;
  const waitingCount = aloneActs.filter(({ verdict }) => verdict === null).length;
  const objectedCount = aloneActs.filter(({ verdict }) => verdict === 'objected').length;
  return (
    <tr>
      <td>{close.clerkName}</td>
      <td>{close.number}</td>
      <td>
        {firstSlip !== null && (
          <>
            {firstSlip}
            <br />
            {lastSlip}
          </>
        )}
      </td>
      <td className="number">{close.settlementCount}</td>
      <td className="number">{close.reversalCount}</td>
      {amounts.map(({ title, of }) => (
        <td key={title} className="number">
          {formatYuan(of(close))}
        </td>
      ))}
      <td>
        {confirmation?.byName ?? '待确认'}
        {varianceReason !== null && <div>{varianceReason}</div>}
        {waitingCount > 0 && <div>夜间一人先办待复核 {waitingCount} 项</div>}
        {objectedCount > 0 && <div>复核不同意 {objectedCount} 项</div>}
      </td>
    </tr>
  );
}

function countOf(closes: readonly DayClose[], what: 'settlementCount' | 'reversalCount'): number {
  return closes.reduce((sum, close) => sum + close[what], 0);
}

function netOf({ takings }: DayClose, means: PaymentMeans): Fen {
  return takings.find((taking) => taking.means === means)?.netFen ?? zeroFen;
}
