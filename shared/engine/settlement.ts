import type { Fen } from '../money/fen.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { EligibilityCategory } from '../policy/eligibility.ts';
import type { CostParts, HospitalStanding, KindOfCare, Place, YearState } from './claim.ts';

/** One step of a layer's sum, as data: the sentence and the picture are made from it when somebody looks. */
export type Step =
  | { readonly kind: 'base'; readonly of: string; readonly amountFen: Fen }
  | { readonly kind: 'deductible'; readonly amountFen: Fen; readonly borneFen: Fen; readonly clause: string }
  | {
      readonly kind: 'ratio';
      readonly baseFen: Fen;
      readonly ratioMillionths: number;
      readonly amountFen: Fen;
      readonly clause: string;
    }
  | {
      readonly kind: 'band';
      readonly aboveFen: Fen;
      readonly upToFen: Fen | undefined;
      readonly insideFen: Fen;
      readonly ratioMillionths: number;
      readonly clause: string;
    }
  | {
      readonly kind: 'guarantee';
      readonly ratioMillionths: number;
      readonly of: string;
      readonly baseFen: Fen;
      readonly paidBeforeFen: Fen;
      readonly amountFen: Fen;
      readonly clause: string;
    }
  | {
      readonly kind: 'patient_cap';
      readonly capFen: Fen;
      readonly of: string;
      readonly patientBeforeFen: Fen;
      readonly amountFen: Fen;
      readonly clause: string;
    }
  | {
      readonly kind: 'limit';
      readonly limitFen: Fen;
      readonly usedBeforeFen: Fen;
      readonly cutFen: Fen;
      readonly clause: string;
    }
  | { readonly kind: 'approved'; readonly amountFen: Fen; readonly clause: string }
  | { readonly kind: 'flat'; readonly amountFen: Fen; readonly clause: string }
  | { readonly kind: 'free'; readonly amountFen: Fen; readonly clause: string }
  | {
      /** What the year held before this stay, what it holds after it, and what is due on each. */
      readonly kind: 'cumulative';
      readonly beforeFen: Fen;
      readonly afterFen: Fen;
      readonly dueBeforeFen: Fen;
      readonly dueAfterFen: Fen;
    }
  | {
      /** A part of the base that does not enter this layer. */
      readonly kind: 'left_out';
      readonly what: 'deductible' | 'reduction';
      readonly amountFen: Fen;
      readonly clause: string;
    }
  | {
      /** Of several eligibilities, the one by which this layer was computed. */
      readonly kind: 'counted_as';
      readonly category: EligibilityCategory;
    }
  | { readonly kind: 'rounded'; readonly unitFen: number; readonly mode: 'half_up' | 'truncate' }
  | { readonly kind: 'cut_to_rest'; readonly availableFen: Fen; readonly cutFen: Fen }
  | {
      readonly kind: 'tilt';
      readonly what: 'deductible' | 'ratio' | 'limit' | 'result';
      /** Before and after, as people read them: `100.00 元`, `80%`, `不限`. */
      readonly from: string;
      readonly to: string;
      readonly clause: string;
    }
  | { readonly kind: 'not_applied'; readonly reason: string; readonly clause: string };

/** Steps cost about as much as the amounts; who settles many stays and reads no steps asks for the amounts alone. */
export type Wanted = 'explanation' | 'amounts';

/** Where a layer writes its steps down; undefined while only amounts are asked for, and nothing is written. */
export type Steps = Step[] | undefined;

/** One payer's layer of a settlement. Amounts in fen. */
export interface LayerResult {
  readonly layer: string;
  readonly title: string;
  /** Kind within the layer where a pack counts kinds apart, else undefined. */
  readonly kind: string | undefined;
  /** What the ratio or the bands were applied to. */
  readonly baseFen: Fen;
  readonly payFen: Fen;
  /** Which rule of the layer applied, counted from 1 in page order; undefined when none did. */
  readonly rule: number | undefined;
  /** What the patient still bears after this layer. */
  readonly leftFen: Fen;
  /** The clauses that decided, joined for the slip: 三·二定. Without the steps, that of the rule alone. */
  readonly clause: string;
  /** None where only amounts were asked for. */
  readonly steps: readonly Step[];
}

/** The answer of the engine. `Σ layers.payFen + personalFen = cost.totalFen`, always. */
export interface Settlement {
  readonly policyId: string;
  /** The document that the clauses belong to: 随县卫发〔2020〕1号. */
  readonly document: string;
  readonly settledOn: LocalDate;
  readonly place: Place;
  readonly hospital: HospitalStanding;
  readonly cost: CostParts;
  readonly layers: readonly LayerResult[];
  /** Deductible of basic insurance borne in this stay, of a visit that of its disease. */
  readonly deductibleFen: Fen;
  /** What entered critical illness insurance from this stay. */
  readonly criticalIllnessBurdenFen: Fen;
  /** The patient's part: personal account plus cash. The remainder, never computed by itself. */
  readonly personalFen: Fen;
  readonly personalInScopeFen: Fen;
  /** 1, or 0 for a further settlement of a stay that the year counts already; negative in a reversal. */
  readonly staysCounted: number;
  readonly care: KindOfCare;
  readonly after: YearState;
  /** What the clerk has to know: a guarantee that fell short, a layer that ends soon. */
  readonly warnings: readonly Warning[];
}

export type WarningCode =
  | 'free_of_charge'
  | 'option_unset'
  | 'guarantee_short'
  | 'approved_more_than_rest'
  | 'layer_ends_soon'
  | 'outside_effective_dates'
  | 'above_ceiling'
  | 'out_of_catalogue_above_control';

export interface Warning {
  readonly code: WarningCode;
  readonly sentence: string;
}
