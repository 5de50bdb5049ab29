import type { DifferenceCause, DifferenceKind } from '../../../shared/contract/reconciliation.ts';
import {
  type AmountPart,
  amountParts,
  type StatedAmounts,
  type StatementLine,
  type StatementSide,
} from '../../../shared/contract/statement.ts';

/** One of our settlements or reversals. */
export interface Here extends StatementLine {
  readonly settlementId: string;
  readonly reversesId: string | null;
  readonly isInSpan: boolean;
  readonly slipNumber: string;
  /** How far its upload is. Says why, never what: it changes from day to day. */
  readonly delivery: 'done' | 'pending' | 'in_doubt' | 'dead' | 'closed';
}

/** One line of a statement, with what we know of it where it has no partner. */
export interface There extends StatementLine {
  readonly isInSpan: boolean;
}
export interface LeftThere extends There {
  /** Our settlement of that very number, or slip. */
  readonly namedSettlementId: string | null;
  /** Ours of the same stay and amount; for what is negative, of the amount that it takes back. */
  readonly alikeSettlementId: string | null;
  /** That one has its line already. */
  readonly isAlikePaired: boolean;
  /** For what is negative: what it takes back was taken back here too, and that has its line already. */
  readonly isTakenBackThere: boolean;
  readonly isStayKnown: boolean;
}

export interface Judgement {
  readonly kind: DifferenceKind;
  readonly cause: DifferenceCause;
}

/** Each part rounded on its own by two programs differs by no more than this. */
const mostRoundingFen = 5;

/** The parts that both state and that are not equal. */
export function partsThatDiffer(ours: StatedAmounts, theirs: StatedAmounts): AmountPart[] {
  return amountParts.filter((part) => theirs[part] !== null && theirs[part] !== ours[part]);
}

/** What a settlement and the line that was found for it are; undefined: they agree, or are of other days both. */
export function judgePair(side: StatementSide, here: Here, there: There): Judgement | undefined {
  if (!here.isInSpan && !there.isInSpan) return undefined;
  if (!there.isInSpan) return { kind: 'only_here', cause: 'other_day' };
  if (!here.isInSpan) return { kind: 'only_there', cause: 'other_day' };
  const parts = partsThatDiffer(here.amounts, there.amounts);
  if (parts.length > 0) {
    const isRounding = parts.every(
      (part) => Math.abs((here.amounts[part] ?? 0) - (there.amounts[part] ?? 0)) <= mostRoundingFen,
    );
    return { kind: 'amount', cause: isRounding ? 'rounding' : 'reckoned_otherwise' };
  }
  if (side === 'centre' && here.number === null && there.number !== null) {
    return { kind: 'unconfirmed', cause: 'answer_lost' };
  }
  return undefined;
}

/** Uploads that the centre cannot have. */
const cannotBeThere: Partial<Record<Here['delivery'], DifferenceCause>> = {
  pending: 'not_sent',
  closed: 'not_sent',
  dead: 'refused',
};

/** A settlement of these days without a line. */
export function judgeLeftHere(
  side: StatementSide,
  here: Here,
  { isDayMissing, isAtEdge }: { readonly isDayMissing: boolean; readonly isAtEdge: boolean },
): Judgement {
  const kind = here.reversesId === null ? 'only_here' : 'reversed';
  return { kind, cause: whyOnlyHere() };

  function whyOnlyHere(): DifferenceCause {
    const notThere = side === 'centre' && here.number === null ? cannotBeThere[here.delivery] : undefined;
    // What was never sent is missing for that alone, on a day without any line as well.
    if (notThere !== undefined) return notThere;
    if (isDayMissing) return 'day_missing';
    if (side === 'hospital') return here.reversesId === null ? 'not_charged' : 'refund_not_charged';
    if (here.number === null) return here.delivery === 'in_doubt' ? 'not_arrived' : 'not_listed';
    if (isAtEdge) return 'perhaps_other_day';
    return here.reversesId === null ? 'cancelled_at_centre' : 'not_listed';
  }
}

/** A line of these days without a settlement. */
export function judgeLeftThere(side: StatementSide, there: LeftThere): Judgement {
  const isKnown = there.namedSettlementId !== null || there.alikeSettlementId !== null || there.isStayKnown;
  if (!isKnown) return { kind: 'unknown', cause: 'not_ours' };
  if ((there.amounts.total ?? 0) < 0 && !there.isTakenBackThere) {
    return { kind: 'reversed', cause: side === 'centre' ? 'cancelled_at_centre' : 'refunded_there' };
  }
  if (there.namedSettlementId !== null) return { kind: 'twice', cause: 'repeated_line' };
  if (there.isAlikePaired || there.isTakenBackThere) return { kind: 'twice', cause: 'submitted_twice' };
  return { kind: 'only_there', cause: side === 'centre' ? 'answer_lost' : 'not_settled_here' };
}
