import { type Fen, zeroFen } from '../money/fen.ts';
import type { Claim, YearState } from './claim.ts';
import type { Facts } from './condition.ts';
import type { CompiledLayer } from './policy.ts';
import type { Warning } from './settlement.ts';

/**
 * Where a settlement stands between two layers: what the patient still bears, in scope and outside it. The one thing
 * in the engine that changes, and it never leaves `settle`.
 */
export interface Course {
  readonly claim: Claim;
  readonly year: YearState;
  readonly facts: Facts;
  /** Whether the layers write down their steps. */
  readonly explained: boolean;
  /** Whether this stay is free of charge: then an option that nobody set does not stop it. */
  readonly isFree: boolean;
  /** A layer alone: only rules of this kind. */
  readonly onlyKind: string | undefined;
  readonly warnings: Warning[];
  inScopeRest: number;
  outOfScopeRest: number;
  /** Deductible of basic insurance that this settlement bears. */
  deductibleFen: Fen;
  /** What factors on results took away, such as the loss from a stay without referral. */
  reductionFen: number;
  criticalIllnessBurdenFen: Fen;
}

export function beginCourse(
  claim: Claim,
  year: YearState,
  facts: Facts,
  how: Pick<Course, 'explained' | 'isFree' | 'onlyKind'>,
): Course {
  return {
    claim,
    year,
    facts,
    explained: how.explained,
    isFree: how.isFree,
    onlyKind: how.onlyKind,
    warnings: [],
    inScopeRest: claim.cost.inScopeFen,
    outOfScopeRest: claim.cost.totalFen - claim.cost.inScopeFen,
    deductibleFen: zeroFen,
    reductionFen: 0,
    criticalIllnessBurdenFen: zeroFen,
  };
}

/** What the layer is applied to, before anything is left out of it. */
export function baseOf(layer: CompiledLayer, course: Course): number {
  const { cost } = course.claim;
  switch (layer.base) {
    case 'total':
      return cost.totalFen;
    case 'in_scope':
      return cost.inScopeFen;
    case 'remaining':
      return course.inScopeRest + course.outOfScopeRest;
    case 'in_scope_rest':
      return course.inScopeRest;
    case 'out_of_catalogue':
      return cost.ownExpenseFen;
    case 'out_of_scope':
      return cost.totalFen - cost.inScopeFen;
    case 'items':
    default:
      return course.claim.itemListsFen?.[layer.itemList] ?? 0;
  }
}

/** The most that the layer can pay: what the patient still bears of the part that it speaks of. */
export function availableTo(layer: CompiledLayer, course: Course, baseFen: number): number {
  switch (layer.base) {
    case 'in_scope':
    case 'in_scope_rest':
      return course.inScopeRest;
    case 'out_of_catalogue':
    case 'out_of_scope':
      return Math.min(baseFen, course.outOfScopeRest);
    case 'items':
      return Math.min(baseFen, course.inScopeRest + course.outOfScopeRest);
    case 'total':
    case 'remaining':
    default:
      return course.inScopeRest + course.outOfScopeRest;
  }
}

/** Takes a payment off what the patient bears; one that may pay for either takes the in-scope rest first. */
export function takeOff(layer: CompiledLayer, course: Course, payFen: number): void {
  if (layer.base === 'out_of_catalogue' || layer.base === 'out_of_scope') {
    course.outOfScopeRest -= payFen;
    return;
  }
  const inScope = Math.min(payFen, course.inScopeRest);
  course.inScopeRest -= inScope;
  course.outOfScopeRest -= payFen - inScope;
}
