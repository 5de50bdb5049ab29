import { bookDifference } from '../../../electron/service/reconciliation/acts.ts';
import { readRun } from '../../../electron/service/reconciliation/read.ts';
import { runReconciliation } from '../../../electron/service/reconciliation/run.ts';
import { takeInFile } from '../../../electron/service/reconciliation/take-in.ts';
import { daysLater, type LocalDate } from '../../../shared/calendar/local-date.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { type Fen, plainYuan } from '../../../shared/money/fen.ts';
import { writeStatement } from '../reconciliation/month.ts';
import { type Claiming, second } from './claiming.ts';

/** What the centre's file says of settlements of one day, by their slips. */
export interface CentreDay {
  readonly day: LocalDate;
  readonly lines: readonly { readonly slipNumber: string; readonly totalFen: number }[];
}

/** Sets the centre's file beside that day and books what is not acknowledged of one settlement of it. */
export async function bookAgainst(
  at: Claiming,
  { day, lines }: CentreDay,
  { settlementId, payer, amountFen }: { settlementId: string; payer: string; amountFen: number },
): Promise<void> {
  const rows = lines.map(({ slipNumber, totalFen }) => `${slipNumber},${day},${plainYuan(totalFen as Fen)}`);
  const text = ['结算单号,结算日期,医疗费总额', ...rows].join('\r\n');
  const filePath = writeStatement(at.hospital, 'c.csv', text);
  const file = { side: 'centre', sourceName: '医保', filePath } as const;
  const { statementId } = await takeInFile(at.context, at.finance, file);
  const { runId } = await runReconciliation(at.context, at.finance, {
    requestId: at.context.newId(),
    from: day,
    to: daysLater(day, 1),
    centreStatementId: statementId,
    hospitalStatementId: null,
    isUnitConfirmed: true,
  });
  const { differences } = readRun(at.context, runId, { side: null, kind: null });
  const found = differences.find((one) => one.settlementId === settlementId);
  if (found === undefined) throw new Error('the run has no difference about that settlement');
  await bookDifference(at.context, at.finance, {
    requestId: at.context.newId(),
    runId,
    position: found.position,
    payer,
    amountFen: amountFen as Fen,
    isAgain: true,
    reason: '中心不认',
    secondPerson: second,
  });
}

/** Of a settlement the centre acknowledges so much less. */
export function bookLess(
  at: Claiming,
  { settlementId, slipNumber, settledOn, cost }: SettlementRecord,
  payer: string,
  amountFen: number,
): Promise<void> {
  const lines = [{ slipNumber, totalFen: cost.totalFen - amountFen }];
  return bookAgainst(at, { day: settledOn, lines }, { settlementId, payer, amountFen });
}
