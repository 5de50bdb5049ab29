import type { FeeOverview, FeeReview, ItemTerms } from '../../../shared/contract/fees.ts';
import type { CostClass } from '../../../shared/contract/stays.ts';
import { type Fen, fen, formatYuan } from '../../../shared/money/fen.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Matcher } from '../catalogue/match.ts';
import { catalogueInForce } from '../catalogue/state.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readStay, readStayRow } from '../stays/stay.ts';
import { isKept } from './fee-lists.ts';
import { freeFees } from './free-items.ts';
import { countReturns, listReturns } from './list-returns.ts';
import { sameTerms, splitUnder, type Terms, termsOf } from './terms.ts';

const listed = 500;

/** Equal lines of a stay: they match alike and are split alike. */
interface LinesRow extends Terms {
  readonly code: string;
  readonly name: string;
  readonly costClass: CostClass;
  readonly price: string;
  readonly quantity: string;
  readonly chargedOn: LocalDate;
  readonly listed: string | null;
  readonly amountFen: Fen;
  readonly lineCount: number;
  readonly totalFen: number;
  readonly ownExpenseFen: number;
  readonly overLimitFen: number;
  readonly inScopeFen: number;
}

/** The figures of `reviewFees`, for the desk. */
export function overviewFees(context: ServiceContext, stayId: string): FeeOverview {
  const { unmatched, differences } = sortLines(context, stayId);
  return figures(context, stayId, unmatched.length, differences.length);
}

/**
 * Everything about a stay's items that somebody may have to look at: what nobody matched with the catalogue, what list
 * and catalogue say differently, what stands outside the catalogue (the largest first), what was given back. Codes are
 * summed. Refuses `stay_not_found`.
 */
export function reviewFees(context: ServiceContext, stayId: string): FeeReview {
  const { unmatched, differences, outside } = sortLines(context, stayId);
  return {
    ...figures(context, stayId, unmatched.length, differences.length),
    unmatched: unmatched.slice(0, listed),
    differences: differences.slice(0, listed),
    outside: outside.slice(0, listed),
    returns: listReturns(context, stayId),
  };
}

function figures(
  context: ServiceContext,
  stayId: string,
  unmatchedCount: number,
  differenceCount: number,
): FeeOverview {
  const catalogue = catalogueInForce(context);
  return {
    catalogue,
    unmatchedCount: catalogue === null ? null : unmatchedCount,
    differenceCount,
    returnCount: countReturns(context, stayId),
    free: freeFees(context, readStay(context, stayId)),
  };
}

type Sorted = Pick<FeeReview, 'unmatched' | 'differences' | 'outside'>;

function sortLines(context: ServiceContext, stayId: string): Sorted {
  readStayRow(context, stayId);
  const matcher = new Matcher(context);
  const unmatched = new Sums<FeeReview['unmatched'][number]>();
  const differences = new Sums<FeeReview['differences'][number]>();
  const outside = new Sums<FeeReview['outside'][number]>();
  for (const row of readLines(context, stayId)) {
    const { code, name, costClass } = row;
    const summed = { code, name, itemCount: row.lineCount, amountFen: fen(row.totalFen) };
    const own = { ownExpenseFen: fen(row.ownExpenseFen), overLimitFen: fen(row.overLimitFen) };
    if (own.ownExpenseFen !== 0 || own.overLimitFen !== 0) {
      outside.add(code, { ...summed, costClass, ...own });
    }
    const said = row.listed === null ? termsOf(row) : (JSON.parse(row.listed) as Terms);
    const { by, item } = matcher.match(code, row.chargedOn);
    if (by === 'none' && said.catalogueClass !== 'C') {
      unmatched.add(code, { ...summed, catalogueClass: said.catalogueClass });
    }
    if (item === undefined || sameTerms(said, item)) continue;
    const difference = differenceOf(row, said, termsOf(item));
    differences.add(`${code} ${JSON.stringify([said, termsOf(item), difference.counted])}`, {
      ...summed,
      ...difference,
    });
  }
  return {
    unmatched: unmatched.largestFirst(({ amountFen }) => amountFen),
    differences: differences.largestFirst(({ listedInScopeFen, catalogueInScopeFen }) =>
      Math.abs(catalogueInScopeFen - listedInScopeFen),
    ),
    outside: outside.largestFirst(({ ownExpenseFen, overLimitFen }) => ownExpenseFen + overLimitFen),
  };
}

function readLines(context: ServiceContext, stayId: string): LinesRow[] {
  return statement<[string], LinesRow>(
    context.database,
    `SELECT code, name, cost_class AS costClass, price, quantity, amount_fen AS amountFen, charged_on AS chargedOn,
       catalogue_class AS catalogueClass, pre_self_pay_millionths AS preSelfPayRatio, limit_price AS limitPrice, listed,
       count(*) AS lineCount, sum(amount_fen) AS totalFen, sum(item.own_expense_fen) AS ownExpenseFen,
       sum(item.over_limit_fen) AS overLimitFen, sum(item.in_scope_fen) AS inScopeFen
     FROM fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.id
     WHERE list.stay_id = ? AND ${isKept('list')}
     GROUP BY code, name, cost_class, price, quantity, amount_fen, charged_on, catalogue_class,
       pre_self_pay_millionths, limit_price, listed`,
  ).all(stayId);
}

function differenceOf(row: LinesRow, said: Terms, catalogue: Terms) {
  const counted = sameTerms(termsOf(row), catalogue) ? ('catalogue' as const) : ('fee_list' as const);
  const underTerms = (terms: Terms): Fen => fen(inScopeUnder(terms, row) * row.lineCount);
  return {
    listed: shown(said),
    catalogue: shown(catalogue),
    counted,
    listedInScopeFen: counted === 'fee_list' ? fen(row.inScopeFen) : underTerms(said),
    catalogueInScopeFen: counted === 'catalogue' ? fen(row.inScopeFen) : underTerms(catalogue),
  };
}

function inScopeUnder(terms: Terms, { price, quantity, amountFen }: LinesRow): Fen {
  const split = splitUnder(terms, { price, quantity, amount: plainYuan(amountFen) });
  if (!split.ok) throw new Error('a line that was sound cannot be split under other terms');
  return split.parts.inScopeFen;
}

function plainYuan(amountFen: Fen): string {
  return formatYuan(amountFen).replaceAll(',', '');
}

function shown({ catalogueClass, preSelfPayRatio, limitPrice }: Terms): ItemTerms {
  return { catalogueClass, preSelfPayMillionths: preSelfPayRatio, limitPrice };
}

/** Sums what has the same key: the counts and every amount in fen. */
class Sums<Row extends { readonly itemCount: number }> {
  readonly #rows = new Map<string, Row>();

  add(key: string, row: Row): void {
    const before = this.#rows.get(key);
    if (before === undefined) {
      this.#rows.set(key, row);
      return;
    }
    const summed: Record<string, unknown> = { ...before };
    for (const [name, value] of Object.entries(row)) {
      if (typeof value !== 'number' || !(name === 'itemCount' || name.endsWith('Fen'))) continue;
      summed[name] = value + Number(summed[name]);
    }
    this.#rows.set(key, summed as Row);
  }

  largestFirst(size: (row: Row) => number): Row[] {
    return [...this.#rows.values()].toSorted((one, other) => size(other) - size(one));
  }
}
