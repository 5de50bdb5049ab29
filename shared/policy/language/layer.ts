import * as z from 'zod';
import { kindsOfCare } from '../../engine/claim.ts';
import { band } from './option.ts';
import { categories, category, condition } from './condition.ts';
import {
  givenAmount,
  givenDay,
  givenFactor,
  givenPoints,
  givenShare,
  identifier,
  oneOrMore,
  optionName,
  truth,
  words,
} from './scalar.ts';

const period = z.enum(['stay', 'year']);

/** `of: total`, or an option that chooses between the two. */
const guaranteeBase = z.union([z.enum(['total', 'in_scope']), optionName]);

const guarantee = z.strictObject({
  lift_paid_share_to: givenShare.optional().describe('把已付比例补到这么多'),
  bring_patient_down_to: givenAmount.optional().describe('把个人负担降到这么多'),
  of: guaranteeBase.describe('按总费用还是按政策范围内费用'),
  per: period.default('stay').describe('按次还是按年'),
});

/** One rule: when it applies, the one way in which it pays, and the clause that says so. */
export const paymentRule = z.strictObject({
  when: condition.optional(),
  ratio: givenShare.optional().describe('按比例支付'),
  bands: z
    .union([z.array(band).min(1).max(50), optionName])
    .optional()
    .describe('分段按比例支付'),
  bands_apply_to: z.enum(['each_part', 'whole_amount']).optional().describe('分段累进，或全额按所在段的比例'),
  amount: givenAmount.optional().describe('定额'),
  approved: truth.optional().describe('按批准的金额支付'),
  nothing: truth.optional().describe('不支付'),
  lift_paid_share_to: givenShare.optional().describe('把已付比例补到这么多'),
  bring_patient_down_to: givenAmount.optional().describe('把个人负担降到这么多'),
  of: guaranteeBase.optional(),
  per: period.optional(),
  pays_the_larger_of: z.array(guarantee).length(2).optional(),
  kind: identifier.optional().describe('层内分类，年度已付按它分别累计'),
  clause: words.optional(),
});

/** Either one value for everybody, or rules of which exactly one must match. */
const deductible = z.union([
  optionName,
  z.strictObject({
    amount: givenAmount.optional(),
    rules: z
      .array(z.strictObject({ when: condition.optional(), amount: givenAmount, clause: words.optional() }))
      .min(1)
      .max(100)
      .optional(),
    per: z.enum(['stay', 'year', 'year_and_disease']).default('stay'),
    clause: words.optional(),
  }),
]);

/** A limit on what was paid. No rule that matches means no limit. */
const limit = z.strictObject({
  amount: givenAmount.optional(),
  rules: z
    .array(z.strictObject({ when: condition.optional(), amount: givenAmount, clause: words.optional() }))
    .min(1)
    .max(100)
    .optional(),
  per: z
    .enum(['stay', 'year', 'year_and_kind', 'year_and_disease', 'month_and_disease'])
    .describe('按次、按年、按年分类；门诊慢特病的层可以按病种分年、分月'),
  clause: words.optional(),
});

/** A preference laid over the county's own values: groups apply in page order, in each at most one rule. */
const tilt = z.strictObject({
  on: z.enum(['deductible', 'ratio', 'limit', 'result']),
  rules: z
    .array(
      z.strictObject({
        when: condition.optional(),
        points: givenPoints.optional(),
        factor: givenFactor.optional(),
        to: z.union([givenAmount, z.literal('none')]).optional(),
        to_ratio: givenShare.optional(),
        clause: words.optional(),
      }),
    )
    .min(1)
    .max(100),
});

/** How a person with several eligibilities is counted: as the one that pays most, or as the first in the list. */
export const several = z.union([z.literal('best'), z.array(category).min(2).max(20)]);

export const layer = z.strictObject({
  id: identifier,
  title: words,
  active: optionName.optional().describe('由选项决定本层是否结算'),
  inactive_says: words.optional().describe('本层不结算时要告诉经办人的话'),
  for: categories.optional().describe('谁能享受，不写即所有人'),
  care: oneOrMore(z.enum(kindsOfCare)).optional().describe('管住院还是门诊慢特病，不写只管住院'),
  insured_only: truth.optional().describe('只给参保人'),
  from: givenDay.optional(),
  until: givenDay.optional().describe('本层最后一天'),
  base: z.union([
    z.enum(['total', 'in_scope', 'remaining', 'in_scope_rest', 'out_of_catalogue', 'out_of_scope']),
    z.string().regex(/^items:[a-z][a-z0-9_]*$/, '基数不对。'),
  ]),
  cumulative: z.enum(['year', 'stay']).default('stay'),
  leaves_out: z
    .array(
      z.strictObject({
        what: z.enum(['deductible', 'reduction']),
        when: condition.optional(),
        clause: words.optional(),
      }),
    )
    .max(10)
    .optional()
    .describe('不计入本层的部分：基本医保起付线、因未转诊等少付的部分'),
  several_eligibilities: several.optional(),
  deductible: deductible.optional(),
  rules: z.array(paymentRule).min(1).max(200),
  otherwise_nothing: words.optional().describe('没有规则适用时不支付，并写明依据；不写即拒绝结算'),
  tilt: z.array(tilt).max(20).optional(),
  pays_at_most: z.union([limit, z.array(limit).min(1).max(10)]).optional(),
  rounding: z
    .strictObject({
      unit: z.enum(['fen', 'jiao', 'yuan']),
      mode: z.enum(['half_up', 'truncate']),
      clause: words,
    })
    .optional(),
  premium: z
    .strictObject({ amount: givenAmount, per: z.literal('person_and_year'), paid_by: words, clause: words })
    .optional()
    .describe('谁为本层缴保费，供名册统计'),
  clause: words.optional().describe('本层各数共同的依据'),
});

export type Tilt = z.output<typeof tilt>;
export type Limit = z.output<typeof limit>;
export type Layer = z.output<typeof layer>;
export type PaymentRule = z.output<typeof paymentRule>;
export type Guarantee = z.output<typeof guarantee>;
