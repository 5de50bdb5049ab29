export type RefusalCode =
  | 'no_rule'
  | 'age_unknown'
  | 'cost_parts_differ'
  | 'negative_amount'
  | 'approved_layer_unknown'
  | 'top_up_too_much'
  | 'unknown_layer'
  | 'care_unknown';

/** The policy gives no answer for this claim. Never zero instead: the trial is refused with a sentence. */
export class PolicyRefusal extends Error {
  readonly code: RefusalCode;
  /** Chinese, says what to do. */
  readonly sentence: string;
  /** The option that somebody has to set first, where that is the reason. */
  readonly option: string | undefined;
  constructor(code: RefusalCode, sentence: string, option?: string) {
    super(sentence);
    this.name = 'PolicyRefusal';
    this.code = code;
    this.sentence = sentence;
    this.option = option;
  }
}
