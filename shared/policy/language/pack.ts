import * as z from 'zod';
import { categories, condition } from './condition.ts';
import { layer, several } from './layer.ts';
import { diseaseCode, option } from './option.ts';
import {
  count,
  day,
  givenAmount,
  givenDay,
  givenShare,
  identifier,
  oneOrMore,
  optionName,
  words,
} from './scalar.ts';

const disease = z.strictObject({
  name: words,
  codes: oneOrMore(diseaseCode).optional(),
  age: z.strictObject({ from: count.optional(), to: count.optional() }).optional(),
  since: day.optional(),
  until: day.optional(),
  clause: words.optional(),
});

const diseaseList = z.strictObject({
  title: words,
  diseases: z.array(disease).max(500).optional(),
  codes: optionName.optional().describe('由选项给出编码，按病种名称'),
  patients: categories.optional().describe('专项救治：谁的救治记入台账和月报'),
  clause: words.optional(),
});

const freeOfCharge = z.strictObject({
  payer: identifier,
  title: words,
  rules: z
    .array(z.strictObject({ when: condition, items: identifier.optional(), clause: words }))
    .min(1)
    .max(50),
});

const subsidyRule = z.strictObject({
  when: condition,
  share: givenShare.optional(),
  amount: givenAmount.optional(),
  clause: words,
});

const controlFigure = z.strictObject({
  at_most: givenShare.optional(),
  at_least: givenShare.optional(),
  clause: words,
});

const designatedHospital = z.strictObject({
  name: words,
  rank: z.enum(['county', 'city']),
  since: day,
  until: day.optional(),
  needs: z.array(z.enum(['city_consultation', 'referral_certificate'])).optional(),
  clause: words,
});

/** A policy pack: one document of one county as data. Unknown keys are errors everywhere. */
export const pack = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, '包的 id 用小写字母、数字和连字符，例如 suixian-2020。'),
  title: words,
  slip_title: words.optional().describe('结算单的抬头'),
  region: z.string().regex(/^\d{6}$/, '地区写六位行政区划代码，加引号。'),
  effective: z.strictObject({ from: day, to: day.optional() }),
  source: z.strictObject({ document: words, title: words.optional(), issued_by: words.optional() }),
  extends: z.string().optional().describe('在另一个包之上'),
  changes: z.array(words).min(1).max(50).optional().describe('与所继承的包有什么不同'),
  notices: z.array(words).max(50).optional().describe('启用前必须知道的事'),
  options: z.record(identifier, option).optional(),
  disease_lists: z.record(identifier, diseaseList).optional(),
  item_lists: z
    .record(
      identifier,
      z.strictObject({ title: words, codes: z.union([z.array(words).max(5000), optionName]), clause: words }),
    )
    .optional(),
  layers: z.array(layer).min(1).max(20),
  free_of_charge: freeOfCharge.optional(),
  premium_subsidies: z
    .strictObject({
      premium: givenAmount,
      several_eligibilities: several,
      rules: z.array(subsidyRule).min(1).max(50),
    })
    .optional(),
  treat_first: z
    .array(z.strictObject({ when: condition, clause: words }))
    .min(1)
    .max(50)
    .optional()
    .describe('先诊疗后付费：谁、在哪里'),
  control_figures: z
    .partialRecord(
      z.enum(['out_of_catalogue_share', 'visits_in_county', 'major_illness_treated']),
      controlFigure,
    )
    .optional(),
  ceiling: z
    .strictObject({
      paid_share: givenShare,
      of: z.enum(['total', 'in_scope']),
      exempt_until: givenDay.optional(),
      clause: words,
    })
    .optional()
    .describe('过度保障的上限，只提醒'),
  designated_hospitals: z.array(designatedHospital).max(500).optional(),
  reports: z
    .array(z.strictObject({ title: words, to: words, by_day: count, clause: words }))
    .max(20)
    .optional(),
});

/** A pack as written, every value read: amounts in fen, ratios in millionths, lists always lists. */
export type PackText = z.output<typeof pack>;
export type FreeOfCharge = z.output<typeof freeOfCharge>;
export type DiseaseList = z.output<typeof diseaseList>;

/** What a pack with `extends` may say of a layer: only the keys it changes, or a new layer and where it stands. */
const extendingLayer = layer.partial().extend({
  id: identifier,
  after: identifier.optional().describe('新增的层排在哪一层之后'),
});

/** A pack on top of another: who it is and what it changes; everything else is inherited. */
export const extendingPack = pack.partial().extend({
  id: pack.shape.id,
  title: pack.shape.title,
  region: pack.shape.region,
  effective: pack.shape.effective,
  source: pack.shape.source,
  extends: z.string(),
  changes: z.array(words).min(1).max(50),
  layers: z.array(extendingLayer).max(20).optional(),
});
