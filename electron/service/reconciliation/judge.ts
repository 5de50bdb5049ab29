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

/** A settlement of these days without a line. */
export function judgeLeftHere(
  side: StatementSide,
  here: Here,
  { isDayMissing, isAtEdge }: { readonly isDayMissing: boolean; readonly isAtEdge: boolean },
): Judgement {
  const kind = here.reversesId === null ? 'only_here' : 'reversed';
  return { kind, cause: whyOnlyHere() };

  function whyOnlyHere(): DifferenceCause {
    if (isDayMissing) return 'day_missing';
    if (side === 'hospital') return here.reversesId === null ? 'not_charged' : 'refund_not_charged';
    if (here.number === null) {
      return (
        {
          pending: 'not_sent',
          in_doubt: 'answer_lost',
          dead: 'refused',
          closed: 'not_sent',
          done: 'not_listed',
        } as const
      )[here.delivery];
    }
    if (isAtEdge) return 'perhaps_other_day';
    return here.reversesId === null ? 'cancelled_at_centre' : 'not_listed';
  }
}

/** A line of these days without a settlement. */
export function judgeLeftThere(side: StatementSide, there: LeftThere): Judgement {
  const isKnown = there.namedSettlementId !== null || there.alikeSettlementId !== null || there.isStayKnown;
  if (!isKnown) return { kind: 'unknown', cause: 'not_ours' };
  if ((there.amounts.total ?? 0) < 0) {
    return { kind: 'reversed', cause: side === 'centre' ? 'cancelled_at_centre' : 'refunded_there' };
  }
  if (there.namedSettlementId !== null) return { kind: 'twice', cause: 'repeated_line' };
  if (there.isAlikePaired) return { kind: 'twice', cause: 'submitted_twice' };
  return { kind: 'only_there', cause: side === 'centre' ? 'answer_lost' : 'not_settled_here' };
}
