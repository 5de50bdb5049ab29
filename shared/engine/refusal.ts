export type RefusalCode =
  | 'no_rule'
  | 'age_unknown'
  | 'cost_parts_differ'
  | 'negative_amount'
  | 'approved_layer_unknown'
  | 'unknown_layer';

/** The policy gives no answer for this claim. Never zero instead: the trial is refused with a sentence. */
export class PolicyRefusal extends Error {
  readonly code: RefusalCode;
  /** Chinese, says what to do. */
  readonly sentence: string;
  constructor(code: RefusalCode, sentence: string) {
    super(sentence);
    this.name = 'PolicyRefusal';
    this.code = code;
    this.sentence = sentence;
  }
}
