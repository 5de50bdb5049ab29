import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { UploadKind } from './record.ts';
import { type ToldRow, toldRows } from './told.ts';

interface RowOfFact {
  readonly kind: UploadKind;
  readonly factId: string;
  readonly stayId: string;
  readonly part: number;
}

/** What ended a fact, as SQL over its id and its stay's; a kind without it holds for ever. */
const endings: Partial<Record<UploadKind, string>> = {
  referral: `SELECT 1 FROM stay_cancellation WHERE stay_id = @stayId
    UNION ALL SELECT 1 FROM issued_referral_withdrawal WHERE referral_id = @factId`,
  admission: 'SELECT 1 FROM stay_cancellation WHERE stay_id = @stayId',
  fees: 'SELECT 1 FROM fee_list_withdrawal WHERE fee_list_id = @factId',
  discharge: "SELECT 1 FROM outbox WHERE kind = 'discharge_undone' AND fact_id = @factId",
  settlement: 'SELECT 1 FROM settlement WHERE reverses_id = @factId',
  settlement_list: 'SELECT 1 FROM settlement WHERE reverses_id = @factId',
};

/** Whether what a row tells is still so here. */
export function factHolds(context: ServiceContext, { kind, factId, stayId }: RowOfFact): boolean {
  const sql = endings[kind];
  if (sql === undefined) return true;
  return statement<object>(context.database, sql).get({ factId, stayId }) === undefined;
}

/** The rows that undo what a row tells. */
export function undoneBy(context: ServiceContext, { kind, factId, stayId, part }: RowOfFact): ToldRow[] {
  switch (kind) {
    case 'admission':
      return toldRows(context, 'admission_undone', stayId);
    case 'fees':
      return toldRows(context, 'fees_withdrawal', factId).filter((told) => told.part === part);
    case 'discharge':
      return toldRows(context, 'discharge_undone', factId);
    case 'settlement':
      return toldRows(context, 'reversal', reversalOf(context, factId) ?? '');
    default:
      return [];
  }
}

function reversalOf(context: ServiceContext, settlementId: string): string | undefined {
  const sql = 'SELECT id FROM settlement WHERE reverses_id = ?';
  return statement<[string], { id: string }>(context.database, sql).get(settlementId)?.id;
}
