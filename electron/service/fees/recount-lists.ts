import { Exact } from '../../../shared/money/exact.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { Matcher } from '../catalogue/match.ts';
import { type ClassifiedRow, countedUnder } from './classify.ts';
import { type OpenCharge, openCharge, partsGivenBack, takeBack } from './give-back.ts';
import { isReturn } from './returns.ts';
import { sameTerms, type Terms, termsOf } from './terms.ts';

/** A kept list of a stay with its lines as they were written. */
export interface OpenList {
  readonly feeListId: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly statedTotalFen: Fen | null;
  readonly isSettled: boolean;
  /** Whether the catalogue's word counted when it was loaded. */
  readonly byCatalogue: boolean;
  readonly rows: readonly ClassifiedRow[];
}

/**
 * The lists of a stay that are others once the lines of some codes are counted under what the catalogue says now, with
 * their new lines; a return always has the terms of what it gives back. None where a settled list is among those that
 * would change, or a return would give back charges of different terms: then all stays as it was.
 */
export function recountLists(
  lists: readonly OpenList[],
  codes: ReadonlySet<string>,
  matcher: Matcher,
): OpenList[] {
  const terms = new Map<string, Terms>();
  const recounted = lists.map((list) => {
    if (list.isSettled) return list;
    const rows = list.rows.map((row) => {
      if (!codes.has(row.code) || isReturn(row)) return row;
      const next = recountLine(row, list.byCatalogue, matcher);
      terms.set(keyOf(list.feeListId, row.line), termsOf(next));
      return next;
    });
    return { ...list, rows };
  });
  const followed = giveBackAnew(
    recounted.map((list) => ({ ...list, rows: list.rows.map((row) => followCharge(row, terms, matcher)) })),
    codes,
  );
  const changed = new Set(
    followed
      .filter(({ rows }, at) => rows.some((row, line) => isOther(row, lists[at]?.rows[line])))
      .map(({ feeListId }) => feeListId),
  );
  // In the order of loading: what gives back something of a list was loaded after it.
  for (const { feeListId, rows } of followed) if (pointsInto(rows, changed)) changed.add(feeListId);
  const affected = followed.filter(({ feeListId }) => changed.has(feeListId));
  const isBlocked =
    affected.some(({ isSettled }) => isSettled) ||
    followed.some(({ rows }) => rows.some((row) => isMixed(row, terms)));
  return isBlocked ? [] : affected;
}

/** The codes of lines, not settled yet, that catalogue and decisions say otherwise of now. */
export function codesThatDiffer(lists: readonly OpenList[], matcher: Matcher): Set<string> {
  const open = lists.filter(({ isSettled }) => !isSettled);
  return new Set(
    open.flatMap(({ rows, byCatalogue }) =>
      rows
        .filter((row) => !isReturn(row) && isOther(recountLine(row, byCatalogue, matcher), row))
        .map(({ code }) => code),
    ),
  );
}

function keyOf(feeListId: string | null, line: number): string {
  return `${feeListId} ${line}`;
}

function recountLine(row: ClassifiedRow, byCatalogue: boolean, matcher: Matcher): ClassifiedRow {
  const { item } = matcher.match(row.code, row.chargedOn);
  const said = row.listed ?? termsOf(row);
  return countedUnder(row, said, byCatalogue && item !== undefined ? termsOf(item) : said, matcher);
}

/** A return of a charge that was counted anew. */
function followCharge(
  row: ClassifiedRow,
  terms: ReadonlyMap<string, Terms>,
  matcher: Matcher,
): ClassifiedRow {
  const [first] = row.returns;
  const now = first === undefined ? undefined : terms.get(keyOf(first.feeListId, first.line));
  return now === undefined ? row : countedUnder(row, row.listed ?? termsOf(row), now, matcher);
}

/** Each return of the codes takes its shares of the charges as they count now, in the order of loading. */
function giveBackAnew(lists: readonly OpenList[], codes: ReadonlySet<string>): OpenList[] {
  const charges = new Map<string, OpenCharge>();
  for (const { feeListId, rows } of lists) {
    for (const row of rows) {
      if (codes.has(row.code) && !isReturn(row)) charges.set(keyOf(feeListId, row.line), openCharge(row));
    }
  }
  const givenBack = (row: ClassifiedRow): ClassifiedRow => {
    if (!codes.has(row.code) || !isReturn(row)) return row;
    const shares = row.returns.flatMap(({ feeListId, line, quantity }) => {
      const charge = charges.get(keyOf(feeListId, line));
      return charge === undefined ? [] : [takeBack(charge, new Exact(quantity))];
    });
    return { ...row, parts: partsGivenBack(termsOf(row), row.parts, shares) };
  };
  return lists.map((list) => {
    const rows = list.rows.map(givenBack);
    return list.isSettled ? list : { ...list, rows };
  });
}

function isMixed(row: ClassifiedRow, terms: ReadonlyMap<string, Terms>): boolean {
  return row.returns.some(({ feeListId, line }) => {
    const now = terms.get(keyOf(feeListId, line));
    return now !== undefined && !sameTerms(now, termsOf(row));
  });
}

function isOther(row: ClassifiedRow, before: ClassifiedRow | undefined): boolean {
  return (
    before === undefined ||
    row.catalogueCode !== before.catalogueCode ||
    !sameTerms(termsOf(row), termsOf(before))
  );
}

function pointsInto(rows: readonly ClassifiedRow[], lists: ReadonlySet<string>): boolean {
  return rows.some(({ returns }) =>
    returns.some(({ feeListId }) => feeListId !== null && lists.has(feeListId)),
  );
}
