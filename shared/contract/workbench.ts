import { z } from 'zod';
import { optionTypes } from '../policy/language/option.ts';
import { policyInForceSchema } from './policy.ts';
import { comparisonSchema, losingPersonSchema, replaySourceSchema, replayStateSchema } from './replay.ts';
import { request } from './request.ts';
import { layerSchema } from './settlements.ts';
import {
  eligibilityCategorySchema,
  fenSchema,
  fileTokenSchema,
  idSchema,
  lineSchema,
  localDateSchema,
  secondPersonSchema,
} from './values.ts';

/** What a county sets, by option name; an option that is left out has the pack's default. */
export const optionValuesSchema = z
  .record(z.string().max(80), z.json())
  .refine((options) => Object.keys(options).length <= 200);

const packOptionSchema = z.strictObject({
  name: z.string(),
  type: z.enum(optionTypes),
  /** One value for each of these keys; empty for one value for all, or for as many visits as are written. */
  by: z.enum(['all', 'hospital_level', 'place', 'visit']),
  keys: z.array(z.string()),
  oneOf: z.array(z.string()),
  atLeast: z.string().nullable(),
  atMost: z.string().nullable(),
  /** As it stands in the pack; null where the pack has none. */
  default: z.json().nullable(),
  /** What happens while nobody has set it; null where there is a default. */
  unset: z.enum(['refuse', 'pays_nothing', 'left_out']).nullable(),
  says: z.string(),
  clause: z.string().nullable(),
});
export type PackOption = z.infer<typeof packOptionSchema>;

const packLayerSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  active: z.boolean(),
  clauses: z.array(z.string()),
  ruleCount: z.int(),
  /** The layer as it stands in its file, from that line on. */
  file: z.string(),
  line: z.int(),
  text: z.string(),
});
export type PackLayer = z.infer<typeof packLayerSchema>;

/** A pack that lies open in the workbench. It is found again by `openedId` until the program ends. */
export const openedPackSchema = z.strictObject({
  openedId: idSchema,
  packId: z.string(),
  title: z.string(),
  fileName: z.string(),
  /** The hash under which it would be, or is, in force. */
  packHash: z.string(),
  region: z.string(),
  effectiveFrom: localDateSchema,
  effectiveTo: localDateSchema.nullable(),
  document: z.string(),
  documentTitle: z.string().nullable(),
  issuedBy: z.string().nullable(),
  changes: z.array(z.string()),
  notices: z.array(z.string()),
  layers: z.array(packLayerSchema).max(40),
  options: z.array(packOptionSchema).max(500),
  /** The options it was opened with: those of the act for a pack in force. */
  values: optionValuesSchema,
});
export type OpenedPack = z.infer<typeof openedPackSchema>;

/** A pack on the bench with the options to try. */
const tried = { openedId: idSchema, options: optionValuesSchema };

const refusedSchema = z.strictObject({ code: z.string(), sentence: z.string() });

/** What one settlement comes to: who pays how much, or why it cannot be settled. */
export const outcomeSchema = z.strictObject({
  paid: z.array(z.strictObject({ layer: z.string(), title: z.string(), payFen: fenSchema })).max(40),
  personalFen: fenSchema,
  refused: refusedSchema.nullable(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** A stay of a worked case of the pack, or a stored settlement. */
export const effectKeySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('worked'), caseIndex: z.int().min(0), stayIndex: z.int().min(0) }),
  z.strictObject({ kind: z.literal('settlement'), settlementId: idSchema }),
]);

export const effectSchema = z.strictObject({
  key: effectKeySchema,
  title: z.string(),
  totalFen: fenSchema,
  /** A worked case: the pack as it was opened. A settlement: as it was settled. */
  before: outcomeSchema,
  after: outcomeSchema,
});
export type Effect = z.infer<typeof effectSchema>;

const lookers = ['information_office', 'finance', 'auditor'] as const;
const triers = ['information_office', 'finance'] as const;

export const workbenchRequests = {
  /** Which packs can be opened without a file, and the years and places that hold settlements. */
  'workbench.shelf': request({
    input: z.strictObject({}),
    output: z.strictObject({
      builtIn: z.array(z.strictObject({ packId: z.string(), title: z.string() })).max(100),
      inForce: z.array(policyInForceSchema).max(200),
      years: z.array(z.int()).max(100),
      /** Places where people are insured who were settled for here. */
      regions: z.array(z.string()).max(500),
    }),
    allowed: lookers,
    answeredBy: 'service',
  }),
  'workbench.openPack': request({
    input: z.strictObject({
      from: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('built_in'), packId: z.string().max(80) }),
        z.strictObject({ kind: z.literal('in_force'), inForceId: idSchema }),
      ]),
    }),
    output: openedPackSchema,
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** A faulty file is refused with file, line and column of each fault. */
  'workbench.openFile': request({
    input: z.strictObject({ fileToken: fileTokenSchema }),
    output: openedPackSchema,
    allowed: triers,
    answeredBy: 'service',
  }),
  /** Live settlements to choose from, the newest first; `text` is the beginning of a slip number. */
  'workbench.settlements': request({
    input: z.strictObject({ text: lineSchema(40) }),
    output: z
      .array(
        z.strictObject({
          settlementId: idSchema,
          slipNumber: z.string(),
          settledOn: localDateSchema,
          eligibilities: z.array(eligibilityCategorySchema),
          totalFen: fenSchema,
          personalFen: fenSchema,
        }),
      )
      .max(200),
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** The worked cases of the pack and the settlements named, before and after. Values that do not fit are refused, each named. */
  'workbench.effect': request({
    input: z.strictObject({ ...tried, settlementIds: z.array(idSchema).max(50) }),
    output: z.array(effectSchema).max(500),
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** Why, layer by layer, after the change; null where it cannot be settled. */
  'workbench.explain': request({
    input: z.strictObject({ ...tried, key: effectKeySchema }),
    output: z.array(layerSchema).max(40).nullable(),
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** One at a time. `against` null compares with what was settled; a generated year needs a pack to compare with. */
  'workbench.startReplay': request({
    input: z.strictObject({
      ...tried,
      source: replaySourceSchema,
      against: z.strictObject(tried).nullable(),
      /** Layers of the pack that are taken for ended. */
      endedLayers: z.array(z.string().max(60)).max(40).optional(),
      /** Also by township and person, and what was above: of stored years alone. */
      withDetail: z.boolean().optional(),
      abovePercent: z.int().min(0).max(1000).optional(),
    }),
    output: replayStateSchema,
    allowed: triers,
    answeredBy: 'service',
  }),
  'workbench.cancelReplay': request({
    input: z.strictObject({ replayId: idSchema }),
    output: replayStateSchema,
    allowed: triers,
    answeredBy: 'service',
  }),
  /** The replay of this program's run that was started last. */
  'workbench.replay': request({
    input: z.strictObject({}),
    output: z
      .strictObject({ ...replayStateSchema.shape, comparison: comparisonSchema.nullable() })
      .nullable(),
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** Asks where to, then writes the table there; null if the person thought better of it. */
  'workbench.saveReplay': request({
    input: z.strictObject({ replayId: idSchema, format: z.enum(['csv', 'xlsx']) }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: lookers,
    answeredBy: 'main',
  }),
  /** Who would pay more, the largest difference first, at most two hundred. */
  'workbench.losingPersons': request({
    input: z.strictObject({ replayId: idSchema }),
    output: z.array(losingPersonSchema).max(200),
    allowed: ['finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** The same for a spreadsheet; asks where to and is written down. */
  'workbench.saveLosingPersons': request({
    input: z.strictObject({ replayId: idSchema, secondPerson: secondPersonSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: ['finance', 'auditor'],
    answeredBy: 'main',
  }),
  /** Exactly the pack that lies open, with the options tried; the hash is checked again. */
  'workbench.putIntoForce': request({
    input: z.strictObject({
      ...tried,
      fromDay: localDateSchema,
      toDay: localDateSchema.nullable(),
      secondPerson: secondPersonSchema,
    }),
    output: policyInForceSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
};
