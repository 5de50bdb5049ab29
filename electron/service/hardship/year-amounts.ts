import type { HardshipYear } from '../../../shared/contract/hardship.ts';
import { fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { owedBy } from '../debts/owed.ts';
import { isLive } from '../settlements/live.ts';

const live = `original.person_id = @personId AND original.year = @year AND ${isLive('original')}`;

/**
 * All amounts of a person's year in this hospital, over every insurance: cost, what each layer and the hospital bore, and the
 * patient's part. Sums over the live settlements and what was topped up since, so total = payers + patient's part. What other hospitals hold is not in it.
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
  const later = toppedUpInYear(context, personId, year);
  return {
    year,
    totalFen: fen(sums?.totalFen ?? 0),
    payers: merged([...payers, ...later]),
    personalFen: fen(later.reduce((left, { amountFen }) => left - amountFen, sums?.personalFen ?? 0)),
    owedFen: owedBy(context, personId),
  };
}

interface Payer {
  readonly layer: string;
  readonly title: string;
  readonly amountFen: number;
}

function toppedUpInYear(context: ServiceContext, personId: string, year: number): Payer[] {
  return statement<object, Payer>(
    context.database,
    `SELECT payer AS layer, max(payer_title) AS title, sum(amount_fen) AS amountFen FROM top_up AS made
     JOIN settlement ON settlement.id = made.settlement_id
     WHERE made.person_id = @personId AND settlement.year = @year GROUP BY payer HAVING sum(amount_fen) <> 0 ORDER BY payer`,
  ).all({ personId, year });
}

/** A payer that paid at a settlement and after one is one payer. */
function merged(payers: readonly Payer[]): HardshipYear['payers'] {
  const sums = new Map<string, Payer>();
  for (const payer of payers) {
    const amountFen = (sums.get(payer.layer)?.amountFen ?? 0) + payer.amountFen;
    sums.set(payer.layer, { ...payer, amountFen });
  }
  return [...sums.values()].map((payer) => ({ ...payer, amountFen: fen(payer.amountFen) }));
}
