import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { DayClose } from '../../../shared/contract/day-close.ts';
import { meansTitles, type PaymentMeans, paymentMeans } from '../../../shared/contract/payments.ts';
import { type Fen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { SpreadsheetCell } from '../spreadsheets/cell.ts';
import { exportTable, type TableFile } from '../spreadsheets/export-table.ts';
import { listDayCloses, readDayClose } from './read.ts';

/** A column: what it is called, what stands in it, and what in its last row. */
interface Column {
  readonly title: string;
  readonly cell: (close: DayClose) => SpreadsheetCell;
  readonly sum: (closes: readonly DayClose[]) => SpreadsheetCell;
}

type Of<Value> = (close: DayClose) => Value;

const text = (title: string, cell: Of<SpreadsheetCell>): Column => ({ title, cell, sum: () => null });
const count = (title: string, of: Of<number>): Column => ({
  title,
  cell: (close) => ({ count: of(close) }),
  sum: (closes) => ({ count: closes.reduce((sum, close) => sum + of(close), 0) }),
});
const amount = (title: string, of: Of<Fen>): Column => ({
  title: `${title}（元）`,
  cell: (close) => ({ fen: of(close) }),
  sum: (closes) => ({ fen: sumFen(closes.map((close) => of(close))) }),
});
/** What one clerk leaves the same clerk begins with: a sum of it says nothing. */
const inTheDrawer = (title: string, of: Of<Fen>): Column => ({ ...amount(title, of), sum: () => null });
const net = (means: PaymentMeans) => (close: DayClose) =>
  close.takings.find((taking) => taking.means === means)?.netFen ?? zeroFen;

const columns: readonly Column[] = [
  text('日结单号', ({ number }) => number),
  text('业务日期', ({ businessDay }) => ({ day: businessDay })),
  text('收费员', ({ clerkName }) => clerkName),
  count('结算张数', ({ settlementCount }) => settlementCount),
  count('撤销张数', ({ reversalCount }) => reversalCount),
  text('起始单号', ({ firstSlip }) => firstSlip),
  text('末尾单号', ({ lastSlip }) => lastSlip),
  amount('总费用', ({ settledFen }) => settledFen),
  amount('个人负担', ({ personalFen }) => personalFen),
  ...paymentMeans.map((means) => amount(`${meansTitles[means]}净额`, net(means))),
  amount('减免', ({ waivedFen }) => waivedFen),
  amount('核销', ({ writtenOffFen }) => writtenOffFen),
  amount('现金取整', ({ roundingFen }) => roundingFen),
  inTheDrawer('备用金', ({ openingFloatFen }) => openingFloatFen),
  inTheDrawer('应有现金', ({ expectedCashFen }) => expectedCashFen),
  inTheDrawer('清点现金', ({ countedFen }) => countedFen),
  amount('长短款', ({ varianceFen }) => varianceFen),
  text('相差的原因', ({ varianceReason }) => varianceReason),
  inTheDrawer('留作备用金', ({ floatLeftFen }) => floatLeftFen),
  amount('上交', ({ handedOverFen }) => handedOverFen),
  text('财务确认', ({ confirmation }) => confirmation?.byName ?? '待确认'),
];

/** Closes of a span of business days, both inclusive: a row each in their order, and the sums. */
export async function closesTable(
  context: ServiceContext,
  actor: Actor,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<TableFile> {
  const { rows } = listDayCloses(context, { from, to, clerkId: null });
  const closes = rows.toReversed().map(({ dayCloseId }) => readDayClose(context, dayCloseId));
  const sheet = {
    name: '日结单',
    rows: [
      columns.map(({ title }) => title),
      ...closes.map((close) => columns.map(({ cell }) => cell(close))),
      ['合计', ...columns.slice(1).map(({ sum }) => sum(closes))],
    ],
    headRows: 1,
  };
  const fileName = `日结单 ${from} 至 ${to}.xlsx`;
  const detail = { from, to, count: closes.length };
  return exportTable(context, actor, {
    fileName,
    sheets: [sheet],
    act: 'dayClose.exported',
    detail,
    secondPerson: null,
  });
}
