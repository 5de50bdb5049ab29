import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { type Ratio, zeroRatio } from '../../../shared/money/ratio.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital } from '../hospital/settings.ts';
import { hasOwnField, isBorneByHospital } from '../platform/payers.ts';

/** How a payer is claimed from on a day, and the share it keeps back (质保金). */
export interface PayerTerms {
  readonly way: 'platform' | 'file';
  readonly retention: Ratio;
  /** The payer's public SM2 key: its lists are encrypted to it, and its replies signed with it. */
  readonly publicKey: string | null;
}

/** What the hospital bears itself (医院减免) is claimed from nobody. */
export function isClaimable(payer: string): boolean {
  return !isBorneByHospital(payer);
}

/**
 * What the settings of that day say of a payer. One that is not named there keeps nothing back; it is claimed from over the
 * platform where the convention has a field of its own for it, and by a list as a file otherwise.
 */
export function termsOf(context: ServiceContext, payer: string, day: LocalDate): PayerTerms {
  const set = readHospital(context, day).fundPayers.find((one) => one.payer === payer);
  if (set !== undefined) return { ...set, retention: set.retentionMillionths as Ratio };
  const way = hasOwnField(payer) ? 'platform' : 'file';
  return { way, retention: zeroRatio, publicKey: null };
}

/** Everybody who ever paid in a settlement or after one here and can be claimed from, in the order in which they pay. */
export function everyPayer(context: ServiceContext): string[] {
  return statement<[], { payer: string }>(
    context.database,
    `SELECT payer FROM (SELECT layer AS payer, min(position) AS place FROM settlement_layer WHERE pay_fen <> 0 GROUP BY layer
       UNION ALL SELECT payer, 1000 FROM top_up) GROUP BY payer ORDER BY min(place), payer LIMIT 40`,
  )
    .all()
    .map(({ payer }) => payer)
    .filter(isClaimable);
}

/** A payer's name as the newest settlement that it takes part in calls it. */
export function payerTitle(context: ServiceContext, payer: string): string {
  return newestLayer(context, payer)?.title ?? payer;
}

/** Payers with their names, in the order in which they pay. */
export function payersInOrder(
  context: ServiceContext,
  payers: readonly string[],
): { readonly payer: string; readonly title: string }[] {
  return payers
    .map((payer) => ({ payer, ...newestLayer(context, payer) }))
    .toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0))
    .map(({ payer, title = payer }) => ({ payer, title }));
}

function newestLayer(context: ServiceContext, payer: string) {
  const settled = statement<[string], { title: string; position: number }>(
    context.database,
    // CROSS: the newest settlements first until one has it, instead of sorting all that have it.
    `SELECT title, position FROM settlement CROSS JOIN settlement_layer AS layer ON layer.settlement_id = settlement.id
     WHERE layer.layer = ? ORDER BY settlement.rowid DESC LIMIT 1`,
  ).get(payer);
  if (settled !== undefined) return settled;
  return statement<[string], { title: string; position: number }>(
    context.database,
    'SELECT payer_title AS title, 1000 AS position FROM top_up WHERE payer = ? ORDER BY rowid DESC LIMIT 1',
  ).get(payer);
}
