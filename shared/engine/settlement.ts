import type { Fen } from '../money/fen.ts';
import type { CostParts, YearState } from './claim.ts';

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
  | {
      readonly kind: 'tilt';
      readonly what: string;
      readonly from: string;
      readonly to: string;
      readonly clause: string;
    }
  | { readonly kind: 'not_applied'; readonly reason: string; readonly clause: string };

/** One payer's layer of a settlement. Amounts in fen. */
export interface LayerResult {
  readonly layer: string;
  readonly title: string;
  /** Kind within the layer where a pack counts kinds apart, else undefined. */
  readonly kind: string | undefined;
  /** What the ratio or the bands were applied to. */
  readonly baseFen: Fen;
  readonly payFen: Fen;
  /** What the patient still bears after this layer. */
  readonly leftFen: Fen;
  /** The clauses that decided, joined for the slip: 三·二定. */
  readonly clause: string;
  readonly steps: readonly Step[];
}

/** The answer of the engine. `Σ layers.payFen + personalFen = cost.totalFen`, always. */
export interface Settlement {
  readonly cost: CostParts;
  readonly layers: readonly LayerResult[];
  /** Deductible of basic insurance borne in this stay. */
  readonly deductibleFen: Fen;
  /** What entered critical illness insurance from this stay. */
  readonly criticalIllnessBurdenFen: Fen;
  /** The patient's part: personal account plus cash. The remainder, never computed by itself. */
  readonly personalFen: Fen;
  readonly personalInScopeFen: Fen;
  readonly after: YearState;
  /** What the clerk has to know: a guarantee that fell short, a layer that ends soon. */
  readonly warnings: readonly { readonly code: string; readonly sentence: string }[];
}
