import { z } from 'zod';
import { fenSchema, localDateSchema } from '../values.ts';
import { documentKind } from './kind.ts';

/** What somebody pays of one sample bill at one kind of hospital; null where the county has not set the number yet. */
const payFenSchema = fenSchema.nullable();

/** A kind of hospital, seen from the patient's insured place. */
const whereSchema = z.strictObject({
  /** 县里二级医院. */
  title: z.string(),
  /** Who that usually is, in everyday words: 县医院、县中医院. */
  plain: z.string(),
  /** This hospital is one of them. */
  isHere: z.boolean(),
});
export type EntitlementWhere = z.output<typeof whereSchema>;

/** A layer that ends by its own date, while the pack is still in force. */
const endingSchema = z.strictObject({ title: z.string(), until: localDateSchema });

/** One person's rights in large print, as the policy in force and the year so far make them. */
export const entitlementCardSchema = z.strictObject({
  person: z.strictObject({ name: z.string(), maskedIdNumber: z.string() }),
  day: localDateSchema,
  /** Empty: an ordinary resident. */
  categories: z.array(z.string()).max(20),
  /** Eligibilities whose last day is known. */
  ending: z.array(endingSchema).max(20),
  isInsured: z.boolean(),
  /** Who pays of the sample bills besides the patient, as the pack calls them. */
  payers: z.array(z.string()).max(30),
  /** The sample bills, all of them in the catalogue. */
  samplesFen: z.array(fenSchema).min(1).max(4),
  /** A row a kind of hospital, an amount a sample bill. */
  rows: z
    .array(z.strictObject({ where: whereSchema, payFen: z.array(payFenSchema).max(4) }))
    .min(1)
    .max(8),
  treatedFirst: z.boolean(),
  endingLayers: z.array(endingSchema).max(30),
  year: z.strictObject({ year: z.int(), stays: z.int(), paidFen: fenSchema, personalFen: fenSchema }),
  policy: z.strictObject({ title: z.string(), document: z.string() }),
});
export type EntitlementCard = z.output<typeof entitlementCardSchema>;

/** The same of nobody in particular, for the board in the waiting room: what each group of people pays of one bill. */
export const entitlementBoardSchema = z.strictObject({
  fromDay: localDateSchema,
  sampleFen: fenSchema,
  columns: z.array(whereSchema).min(1).max(8),
  /** Categories for whom everything is the same stand in one row. */
  rows: z
    .array(
      z.strictObject({
        categories: z.array(z.string()).min(1).max(20),
        payFen: z.array(payFenSchema).max(8),
        treatedFirst: z.boolean(),
      }),
    )
    .max(20),
  endingLayers: z.array(endingSchema).max(30),
  policy: z.strictObject({ title: z.string(), document: z.string() }),
});
export type EntitlementBoard = z.output<typeof entitlementBoardSchema>;

/** 明白卡; its subject is the person, its day the one on which it is printed. */
export const entitlementCardKind = documentKind({
  title: '明白卡',
  papers: ['A4'],
  isDaily: true,
  content: entitlementCardSchema,
});

/** The board; its subject is the act that put the pack into force, so every new act wants a board of its own. */
export const entitlementBoardKind = documentKind({
  title: '候诊区公示牌',
  papers: ['A4_landscape'],
  isDaily: false,
  content: entitlementBoardSchema,
});
