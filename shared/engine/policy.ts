import type { LocalDate } from '../calendar/local-date.ts';
import type { Fen } from '../money/fen.ts';
import type { Ratio } from '../money/ratio.ts';
import type { Rounding } from '../money/rounding.ts';
import type { KindOfCare } from './claim.ts';
import type { PackText } from '../policy/language/pack.ts';
import type { Band } from './bands.ts';
import type { CompiledBox } from './condition.ts';
import type { CompiledDisease } from './disease.ts';

/** What happens while nobody has set an option that has no default. */
export interface Unset {
  readonly unset: 'refuse' | 'pays_nothing' | 'left_out';
  readonly option: string;
  readonly says: string;
}

/** A number of the pack: one for all, or one for each hospital level, place or visit. */
export interface Quantity<T extends number> {
  readonly by: 'all' | 'hospital_level' | 'place' | 'visit';
  readonly values: readonly T[];
  readonly clause: string;
}

/** One rule of a list, with what it gives. */
export interface Rule<T> {
  /** Any of these; empty means always. */
  readonly boxes: readonly CompiledBox[];
  readonly gives: T;
  readonly clause: string;
  /** The number is an option that nobody has set. */
  readonly unset: Unset | undefined;
}

export interface CompiledBand {
  readonly aboveFen: Fen;
  readonly ratio: Quantity<Ratio>;
}

export interface Guarantee {
  readonly how: 'share' | 'patient_cap';
  readonly ratio: Quantity<Ratio>;
  readonly capFen: Quantity<Fen>;
  readonly of: 'total' | 'in_scope';
  readonly per: 'stay' | 'year';
  readonly clause: string;
}

export type Payment =
  | {
      readonly how: 'bands';
      readonly bands: readonly CompiledBand[];
      readonly wholeAmount: boolean;
      /** The same bands ready for use, where no ratio depends on the claim. */
      readonly same: readonly Band[] | undefined;
    }
  | { readonly how: 'flat'; readonly amountFen: Quantity<Fen> }
  | { readonly how: 'approved' }
  | { readonly how: 'guarantee'; readonly larger: readonly Guarantee[] }
  | { readonly how: 'free'; readonly itemList: string | undefined }
  | { readonly how: 'nothing' };

export interface PaymentGift {
  readonly payment: Payment;
  readonly kind: string | undefined;
}

export type Change =
  | { readonly how: 'points'; readonly points: Quantity<number> }
  | { readonly how: 'factor'; readonly factor: Quantity<Ratio> }
  | { readonly how: 'to'; readonly amountFen: Quantity<Fen> }
  | { readonly how: 'to_ratio'; readonly ratio: Quantity<Ratio> }
  | { readonly how: 'none' };

export interface Tilt {
  readonly on: 'deductible' | 'ratio' | 'limit' | 'result';
  readonly rules: readonly Rule<Change>[];
}

export interface Limit {
  readonly per: 'stay' | 'year' | 'year_and_kind' | 'year_and_disease' | 'month_and_disease';
  readonly rules: readonly Rule<Quantity<Fen>>[];
}

export interface Deductible {
  readonly per: 'stay' | 'year' | 'year_and_disease';
  readonly rules: readonly Rule<Quantity<Fen>>[];
}

export type Base =
  | 'total'
  | 'in_scope'
  | 'remaining'
  | 'in_scope_rest'
  | 'out_of_catalogue'
  | 'out_of_scope'
  | 'items';

export interface CompiledLayer {
  readonly id: string;
  readonly title: string;
  /** Other care does not know this layer. */
  readonly care: readonly KindOfCare[];
  readonly active: boolean;
  readonly inactiveSays: string;
  /** Bits of the eligibilities that the layer is for. */
  readonly forMask: number;
  readonly insuredOnly: boolean;
  readonly from: LocalDate | undefined;
  readonly until: LocalDate | undefined;
  readonly base: Base;
  readonly itemList: string;
  readonly cumulative: boolean;
  readonly leavesOut: readonly { readonly what: 'deductible' | 'reduction'; readonly rule: Rule<true> }[];
  /** Bits to count one by one, best first on a tie; undefined counts all at once. */
  readonly several: 'best' | readonly number[] | undefined;
  readonly deductible: Deductible | undefined;
  readonly rules: readonly Rule<PaymentGift>[];
  readonly otherwiseNothing: string | undefined;
  readonly tilts: readonly Tilt[];
  readonly limits: readonly Limit[];
  /** Deductibles and limits whose option nobody has set, where that stops the layer. */
  readonly unsetRules: readonly Rule<Quantity<Fen>>[];
  readonly rounding: Rounding;
  /** Every key of `paidFen` that belongs to this layer. */
  readonly paidKeys: readonly string[];
  readonly clause: string;
  readonly takesApproval: boolean;
  readonly isFreeOfCharge: boolean;
}

export interface SubsidyRule {
  readonly share: Quantity<Ratio> | undefined;
  readonly amountFen: Quantity<Fen> | undefined;
}

/** Diseases that rules speak of by the list's id. */
export interface DiseaseList {
  readonly id: string;
  readonly title: string;
  readonly diseases: readonly CompiledDisease[];
  /** Of a list of special treatment (专项救治): bits of the eligibilities whose treatment is kept and reported. */
  readonly patients: number | undefined;
}

/** A pack with its options, checked and compiled once: everything that `settle` needs, as plain integers. */
export interface Policy {
  readonly id: string;
  readonly title: string;
  readonly slipTitle: string;
  readonly region: string;
  /** The document that the clauses belong to: 随县卫发〔2020〕1号. */
  readonly document: string;
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo: LocalDate | undefined;
  readonly notices: readonly string[];
  readonly layers: readonly CompiledLayer[];
  /** Each list is a bit of `diseaseMask`, in this order. */
  readonly diseaseLists: readonly DiseaseList[];
  /** Items that a rule speaks of; the caller sums a stay's items by list into `claim.itemListsFen`. */
  readonly itemLists: readonly {
    readonly id: string;
    readonly title: string;
    readonly codes: readonly string[];
  }[];
  readonly ceiling: Ceiling | undefined;
  readonly outOfCatalogueAtMost: Quantity<Ratio> | undefined;
  readonly treatFirst: readonly Rule<true>[];
  readonly premium: Premium | undefined;
  /** The pack as written, for what is shown and not computed: control figures, hospitals, reports, item lists. */
  readonly text: PackText;
}

export interface Ceiling {
  readonly paidShare: Quantity<Ratio>;
  readonly of: 'total' | 'in_scope';
  readonly exemptUntil: LocalDate | undefined;
  readonly clause: string;
}

export interface Premium {
  readonly amountFen: Quantity<Fen>;
  readonly several: 'best' | readonly number[];
  readonly rules: readonly Rule<SubsidyRule>[];
}
