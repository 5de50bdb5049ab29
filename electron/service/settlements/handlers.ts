import type { Call, Handlers, ServiceContext } from '../context.ts';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import { statement } from '../database/statement.ts';
import { readPerson } from '../people/person.ts';
import { uploadOfSettlement } from '../outbox/settlement-upload.ts';
import { approveAmount } from './approved-amounts.ts';
import { settlementsOfStay } from './parts.ts';
import { readSettlement } from './record.ts';
import { reverseSettlement } from './reverse.ts';
import { settleStay } from './settle.ts';
import { stateFigures } from './stated-figures.ts';
import { trialForWindow } from './trial.ts';

type SettlementRequest =
  | 'settlements.trial'
  | 'settlements.settle'
  | 'settlements.approveAmount'
  | 'settlements.stateFigures'
  | 'settlements.ofStay'
  | 'settlements.reverse'
  | 'settlements.get'
  | 'settlements.list';

export const settlementHandlers: Pick<Handlers, SettlementRequest> = {
  'settlements.trial': (context, { input }) => trialForWindow(context, input),
  'settlements.settle': (context, { input, actor }) => settleStay(context, actor, input),
  'settlements.approveAmount': (context, { input, actor }) => approveAmount(context, actor, input),
  'settlements.stateFigures': (context, { input: { stayId, ...figures }, actor }) => {
    stateFigures(context, actor, stayId, { source: 'hospital', ...figures });
    return {};
  },
  'settlements.ofStay': (context, { input }) => settlementsOfStay(context, input.stayId),
  'settlements.reverse': (context, { input, actor }) => reverseSettlement(context, actor, input),
  'settlements.get': (context, { input }) => readSettlement(context, input.settlementId),
  'settlements.list': listSettlements,
};

type ListedSettlement = RequestOutput<'settlements.list'>[number];
type ListedRow = Omit<ListedSettlement, 'personName' | 'uploadState'> & { readonly personId: string };

/** Newest first, of one business day or of all. */
function listSettlements(
  context: ServiceContext,
  { input }: Call<'settlements.list'>,
): RequestOutput<'settlements.list'> {
  const rows = statement<typeof input, ListedRow>(
    context.database,
    `SELECT id AS settlementId, slip_number AS slipNumber, kind, person_id AS personId, total_fen AS totalFen,
       personal_fen AS personalFen, settled_on AS settledOn, recorded_at AS recordedAt
     FROM settlement WHERE @day IS NULL OR business_day = @day ORDER BY rowid DESC LIMIT 0 + @limit`,
  ).all(input);
  return rows.map(({ personId, ...row }) => ({
    ...row,
    personName: readPerson(context, personId).name,
    uploadState: uploadOfSettlement(context, row.settlementId).state,
  }));
}
