import { type Problem, Refusal } from '../../../shared/contract/refusal.ts';
import type { CostParts } from '../../../shared/engine/claim.ts';
import { formatYuan } from '../../../shared/money/fen.ts';
import { Matcher } from '../catalogue/match.ts';
import type { ServiceContext } from '../context.ts';
import { readSetting } from '../hospital/settings.ts';
import { openCharge } from './give-back.ts';
import { type Charge, isReturn, matchReturn, readCharges, type ReturnedPart } from './returns.ts';
import type { FeeRow } from './row.ts';
import { sameTerms, splitUnder, type Terms, termsOf } from './terms.ts';

/** A line as it is written down: under the terms that count, with what the list said where that is something else. */
export interface ClassifiedRow extends FeeRow {
  readonly catalogueCode: string | null;
  readonly listed: Terms | null;
  /** Of a return: what it gives back. */
  readonly returns: readonly ReturnedPart[];
}

/**
 * Decides under which terms each line counts (setting `itemClassFrom`; a return always has those of what it gives back)
 * and what the returns give back. Refuses `returns_not_matched` with every return that gives back nothing that was
 * charged.
 */
export function classifyRows(
  context: ServiceContext,
  stayId: string,
  rows: readonly FeeRow[],
): readonly ClassifiedRow[] {
  const matcher = new Matcher(context);
  const byCatalogue = readSetting(context, 'itemClassFrom') === 'catalogue';
  const charged = rows.filter((row) => !isReturn(row)).map((row) => chargedRow(row, matcher, byCatalogue));
  const charges = chargesOf(context, stayId, rows, charged);
  const problems: Problem[] = [];
  const returned: ClassifiedRow[] = [];
  for (const row of rows
    .filter(isReturn)
    .toSorted((one, other) => (one.chargedOn < other.chargedOn ? -1 : 1))) {
    const match = matchReturn(row, charges.get(row.code) ?? []);
    if (!match.ok) problems.push(match.problem);
    else returned.push({ ...under(row, match.terms, matcher), parts: match.cost, returns: match.parts });
  }
  if (problems.length > 0) throw notMatched(problems);
  return [...charged, ...returned].toSorted((one, other) => one.line - other.line);
}

function chargedRow(row: FeeRow, matcher: Matcher, byCatalogue: boolean): ClassifiedRow {
  const { item } = matcher.match(row.code, row.chargedOn);
  const terms = byCatalogue && item !== undefined ? termsOf(item) : termsOf(row);
  return { ...under(row, terms, matcher), returns: [] };
}

function under(row: FeeRow, terms: Terms, matcher: Matcher): Omit<ClassifiedRow, 'returns'> {
  return countedUnder(row, termsOf(row), terms, matcher);
}

/** A line under terms that count, beside what its list said; its amount stays. */
export function countedUnder<Row extends FeeRow>(
  row: Row,
  said: Terms,
  terms: Terms,
  matcher: Matcher,
): Row & Pick<ClassifiedRow, 'catalogueCode' | 'listed'> {
  const catalogueCode = matcher.match(row.code, row.chargedOn).item?.code ?? null;
  const isAsSaid = sameTerms(said, terms);
  const counted = isAsSaid ? said : terms;
  const parts = sameTerms(termsOf(row), counted) ? row.parts : partsUnder(counted, row);
  return { ...row, ...counted, parts, catalogueCode, listed: isAsSaid ? null : said };
}

function partsUnder(terms: Terms, { price, quantity, parts }: FeeRow): CostParts {
  const split = splitUnder(terms, {
    price,
    quantity,
    amount: formatYuan(parts.totalFen).replaceAll(',', ''),
  });
  // The line was split under its own terms before; others change no price, quantity or amount.
  if (!split.ok) throw new Error('a line that was sound cannot be split under other terms');
  return split.parts;
}

/** For each code that is given back: what was charged of it before, and in the file at hand, the newest first. */
function chargesOf(
  context: ServiceContext,
  stayId: string,
  rows: readonly FeeRow[],
  charged: readonly ClassifiedRow[],
): ReadonlyMap<string, readonly Charge[]> {
  const codes = new Set(rows.filter(isReturn).map(({ code }) => code));
  return new Map(
    [...codes].map((code) => [
      code,
      [
        ...readCharges(context, stayId, code),
        ...charged
          .filter((row) => row.code === code)
          .map((row) => ({
            feeListId: null,
            line: row.line,
            code,
            chargedOn: row.chargedOn,
            ...openCharge(row),
          })),
      ]
        .toReversed()
        .toSorted((one, other) =>
          one.chargedOn < other.chargedOn ? 1 : one.chargedOn > other.chargedOn ? -1 : 0,
        ),
    ]),
  );
}

function notMatched(problems: readonly Problem[]): Refusal {
  const [first] = problems;
  const code =
    new Set(problems.map((problem) => problem.code)).size === 1 && first ? first.code : 'returns_not_matched';
  const where = first === undefined ? '' : `第 ${first.line} 行：${first.sentence}`;
  const more = problems.length > 1 ? `另有 ${problems.length - 1} 处，见下表。` : '';
  return new Refusal(code, `费用清单没有导入。${where}${more}`, problems);
}
