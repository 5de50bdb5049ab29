import type { HardshipYear } from '../../../shared/contract/hardship.ts';
import { fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { owedBy } from '../debts/owed.ts';
import { isLive } from '../settlements/live.ts';

const live = `original.person_id = @personId AND original.year = @year AND ${isLive('original')}`;

/**
 * All amounts of a person's year in this hospital, over every insurance: cost, what each layer and the hospital bore, and the
 * patient's part. Sums over the live settlements, so total = payers + patient's part. What other hospitals hold is not in it.
 */
export function yearAmountsOf(context: ServiceContext, personId: string, year: number): HardshipYear {
  const of = { personId, year };
  const sums = statement<typeof of, { totalFen: number; personalFen: number }>(
    context.database,
    `SELECT coalesce(sum(total_fen), 0) AS totalFen, coalesce(sum(personal_fen), 0) AS personalFen
     FROM settlement AS original WHERE ${live}`,
  ).get(of);
  const payers = statement<typeof of, { layer: string; title: string; amountFen: number }>(
    context.database,
    `SELECT layer.layer, max(layer.title) AS title, sum(layer.pay_fen) AS amountFen FROM settlement AS original
     JOIN settlement_layer AS layer ON layer.settlement_id = original.id
     WHERE ${live} GROUP BY layer.layer HAVING sum(layer.pay_fen) <> 0 ORDER BY min(layer.position)`,
  ).all(of);
  return {
    year,
    totalFen: fen(sums?.totalFen ?? 0),
    payers: payers.map((payer) => ({ ...payer, amountFen: fen(payer.amountFen) })),
    personalFen: fen(sums?.personalFen ?? 0),
    owedFen: owedBy(context, personId),
  };
}
