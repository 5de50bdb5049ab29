import { daysBetween, daysLater, type LocalDate } from '../../../shared/calendar/local-date.ts';
import { standingLimits } from '../../../shared/engine/limit.ts';
import { Exact, readExact } from '../../../shared/money/exact.ts';
import { type Fen, formatYuan } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { readClaim } from '../settlements/claim.ts';
import { readFactLayers, readSettlementRow } from '../settlements/record.ts';
import { limitsOn } from './limits.ts';
import type { Pattern } from './pattern.ts';
import { type SettledStay, stayWords } from './stays-of-person.ts';

interface FeeLine {
  readonly code: string;
  readonly name: string;
  readonly costClass: string;
  readonly unit: string | null;
  readonly quantity: string;
  readonly chargedOn: LocalDate;
  readonly amountFen: Fen;
}

/** Units of what is charged by the day. */
const dailyUnits: ReadonlySet<string> = new Set(['日', '天', '床日', '日次']);

/** What the fees of a stay show: an item of every day too often, and costs that rise as a limit comes near. */
export function feePatterns(context: ServiceContext, stay: SettledStay): Pattern[] {
  if (stay.isVisit) return [];
  const lines = linesOf(context, stay);
  return [...dailyItems(context, stay, lines), ...riseBeforeCap(context, stay, lines)];
}

/**
 * The same daily item on more days, or in a larger number, than the stay has, both the day of admission and of discharge
 * counted. An item is daily by its unit; beds and nursing without a unit are. Returns count against it.
 */
function dailyItems(context: ServiceContext, stay: SettledStay, lines: readonly FeeLine[]): Pattern[] {
  const { admittedOn, endedOn, settledOn, settlementIds } = stay;
  const stayDays = daysBetween(admittedOn, endedOn) + 1;
  const { dailyItemExtraDays } = limitsOn(context, settledOn);
  const items = new Map<string, FeeLine[]>();
  for (const line of lines.filter(isDaily)) items.set(line.code, [...(items.get(line.code) ?? []), line]);
  return [...items.values()].flatMap((same): Pattern[] => {
    const quantity = same.reduce((sum, line) => sum.plus(readExact(line.quantity) ?? 0), new Exact(0));
    const days = chargedDays(same);
    const most = Exact.max(quantity, days);
    if (most.lessThanOrEqualTo(stayDays + dailyItemExtraDays)) return [];
    const name = same[0]?.name ?? '';
    const sentence = `${stayWords(stay)}共 ${stayDays} 天，“${name}”数量 ${quantity.toString()}、记在 ${days} 个日期。`;
    return [{ kind: 'daily_item', settlementIds, sentence }];
  });
}

/** The dates on which something was left of it: what was charged by mistake and returned on the same day is none. */
function chargedDays(lines: readonly FeeLine[]): number {
  const ofDay = new Map<LocalDate, number>();
  for (const { chargedOn, amountFen } of lines) {
    ofDay.set(chargedOn, (ofDay.get(chargedOn) ?? 0) + amountFen);
  }
  return [...ofDay.values()].filter((amount) => amount > 0).length;
}

function isDaily({ unit, costClass }: FeeLine): boolean {
  return unit === null ? costClass === 'bed' || costClass === 'nursing' : dailyUnits.has(unit.trim());
}

/**
 * A stay that ends just below the limit of a layer and whose last days cost clearly more a day than those before. A limit
 * that is used up was passed and is not near; a stay too short to compare says nothing.
 */
function riseBeforeCap(context: ServiceContext, stay: SettledStay, lines: readonly FeeLine[]): Pattern[] {
  const { admittedOn, endedOn, settledOn, settlementIds } = stay;
  const { capNearPercent, capLastDays, capRisePercent } = limitsOn(context, settledOn);
  const days = daysBetween(admittedOn, endedOn) + 1;
  if (days < 2 * capLastDays) return [];
  const lastFrom = daysLater(endedOn, 1 - capLastDays);
  const sum = (of: readonly FeeLine[]) => of.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n);
  const lateFen = sum(lines.filter(({ chargedOn }) => chargedOn >= lastFrom));
  const earlyFen = sum(lines.filter(({ chargedOn }) => chargedOn < lastFrom));
  const earlyDays = days - capLastDays;
  // late a day against early a day, multiplied out.
  if (lateFen * BigInt(earlyDays) * 100n < earlyFen * BigInt(capLastDays) * BigInt(capRisePercent)) return [];
  if (earlyFen <= 0n) return [];
  const near = limitsNear(context, settlementIds, capNearPercent);
  if (near.length === 0) return [];
  const perDay = (fen: bigint, over: number) => formatYuan(Number(fen / BigInt(over)) as Fen);
  const sentence =
    `${stayWords(stay)}最后 ${capLastDays} 天平均每天 ${perDay(lateFen, capLastDays)} 元，之前平均每天 ` +
    `${perDay(earlyFen, earlyDays)} 元；结算后${near.join('，')}。`;
  return [{ kind: 'rise_before_cap', settlementIds, sentence }];
}

/** The layers that paid and whose limit has some left, but at most that share of it. */
function limitsNear(
  context: ServiceContext,
  settlementIds: readonly string[],
  nearPercent: number,
): string[] {
  return settlementIds.flatMap((settlementId) => {
    const row = readSettlementRow(context, settlementId);
    const layers = readFactLayers(context, settlementId);
    const kinds = new Map(layers.flatMap(({ layer, kind }) => (kind === null ? [] : [[layer, kind]])));
    const policy = policyOfAct(context, row.inForceId);
    const limits = standingLimits(policy, readClaim(context, settlementId), row.explanation.before, kinds);
    return limits.flatMap(({ layer: id, limitFen, usedBeforeFen }) => {
      const paid = layers.find(({ layer, payFen }) => layer === id && payFen > 0);
      if (paid === undefined) return [];
      const leftFen = (limitFen - usedBeforeFen - paid.payFen) as Fen;
      if (leftFen <= 0 || leftFen * 100 > limitFen * nearPercent) return [];
      return [`${paid.title}离限额 ${formatYuan(limitFen)} 元还差 ${formatYuan(leftFen)} 元`];
    });
  });
}

function linesOf({ database }: ServiceContext, { settlementIds }: SettledStay): FeeLine[] {
  return statement<[string], FeeLine>(
    database,
    `SELECT code, name, cost_class AS costClass, unit, quantity, charged_on AS chargedOn, amount_fen AS amountFen
     FROM settlement_fee_list AS list JOIN fee_item ON fee_item.fee_list_id = list.fee_list_id
     WHERE settlement_id IN (SELECT value FROM json_each(?)) ORDER BY list.fee_list_id, line`,
  ).all(JSON.stringify(settlementIds));
}
