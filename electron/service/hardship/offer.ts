import type { HardshipYear } from '../../../shared/contract/hardship.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting } from '../hospital/settings.ts';

/**
 * Whether help is to be offered: the patient's part of the year has come to what the county set, and nothing was applied for in
 * that year yet, whatever became of it. None of the documents names an amount (锦卫发〔2019〕61号 三（三）: 自付费用仍有困难), so
 * that nothing is offered by itself until the county sets one; an application is possible at any amount.
 */
export function offerOf(
  context: ServiceContext,
  personId: string,
  { year, personalFen }: HardshipYear,
): { readonly fromFen: Fen | null; readonly isDue: boolean } {
  const fromFen = readSetting(context, 'hardshipFromFen') as Fen | null;
  if (fromFen === null || personalFen < fromFen) return { fromFen, isDue: false };
  const applied = statement<[string, number], { found: 1 }>(
    context.database,
    `SELECT 1 AS found FROM hardship_application AS application JOIN settlement ON settlement.id = settlement_id
     WHERE application.person_id = ? AND settlement.year = ? LIMIT 1`,
  ).get(personId, year);
  return { fromFen, isDue: applied === undefined };
}
