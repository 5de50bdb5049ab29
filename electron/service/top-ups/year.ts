import { emptyYear, type YearState } from '../../../shared/engine/claim.ts';
import { addToYear } from '../../../shared/engine/year-state.ts';
import { type Fen, negateFen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { PersonYear } from '../settlements/year-snapshot.ts';

interface Paid {
  readonly payer: string;
  readonly amountFen: Fen;
  readonly inScopeFen: Fen;
}

/**
 * What top-ups change of a person's year, that of their settlement: the patient's part is lower and the payer paid more, as
 * the layer of the policy counts it where its approval comes before the settlement. What was taken back sums to nothing. The
 * platform hears nothing of top-ups, so that no snapshot contains one.
 */
export function topUpsOfYear(context: ServiceContext, { personId, insurance, year }: PersonYear): YearState {
  const rows = statement<object, Paid>(
    context.database,
    `SELECT made.payer, sum(made.amount_fen) AS amountFen, sum(made.in_scope_fen) AS inScopeFen
     FROM top_up AS made JOIN settlement ON settlement.id = made.settlement_id
     WHERE made.person_id = @personId AND settlement.insurance = @insurance AND settlement.year = @year
     GROUP BY made.payer HAVING sum(made.amount_fen) <> 0 ORDER BY made.payer`,
  ).all({ personId, insurance, year });
  if (rows.length === 0) return emptyYear;
  return addToYear(emptyYear, {
    criticalIllnessBurdenFen: zeroFen,
    personalFen: negateFen(sumFen(rows.map(({ amountFen }) => amountFen))),
    personalInScopeFen: negateFen(sumFen(rows.map(({ inScopeFen }) => inScopeFen))),
    deductibleFen: zeroFen,
    stays: 0,
    paid: rows.map(({ payer, amountFen }) => ({ layer: payer, kind: undefined, payFen: amountFen })),
  });
}
