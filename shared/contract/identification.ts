import { z } from 'zod';
import { codeShapesSchema, papers } from '../identity/code-shape.ts';
import { cardReaderSchema } from '../identity/card-reader.ts';
import { personHitSchema } from './people.ts';
import { request } from './request.ts';
import { idSchema, lineSchema, localDateSchema } from './values.ts';

export const paperSchema = z.enum(papers);

/** Where what a paper says, or the platform, is not what the roster says; numbers are masked. */
export const identityDifferenceSchema = z.strictObject({
  what: z.enum(['name', 'number', 'birth_date', 'sex', 'expired']),
  onPaper: z.string(),
  known: z.string(),
});
export type IdentityDifference = z.infer<typeof identityDifferenceSchema>;

/** What was read from a card, or told by the platform about a code, beside who the roster says that is. */
export const readingSchema = z.strictObject({
  /** Names it for some minutes; the service keeps what was read, the window decides. */
  readingId: idSchema,
  paper: paperSchema,
  by: z.enum(['card_reader', 'platform', 'known_number']),
  readAt: z.string(),
  name: z.string(),
  maskedIdNumber: z.string(),
  /** In full only where nobody has it, so that the person can be registered. */
  idNumber: z.string().nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  birthDate: localDateSchema.nullable(),
  /** The last day the card counts; null: no end, or the paper has none. */
  validTo: localDateSchema.nullable(),
  /** Of the card; held by the window alone, and only until the next person. */
  photo: z.instanceof(Uint8Array).nullable(),
  /** Who that is in the roster; null: nobody has that number. */
  person: personHitSchema.nullable(),
  /** Where nobody has the number: people of the same name and birth date. */
  candidates: z.array(personHitSchema).max(20),
  differences: z.array(identityDifferenceSchema).max(10),
  /** The recorded act, where nothing had to be decided. */
  identificationId: idSchema.nullable(),
});
export type Reading = z.infer<typeof readingSchema>;

/** How a person was identified: the newest such act of a person goes with a final settlement. */
export const identificationSchema = z.strictObject({
  identificationId: idSchema,
  means: z.enum(['card_reader', 'scanner', 'typed', 'picked']),
  /** Null: by a number or a name alone. */
  paper: paperSchema.nullable(),
  differences: z.array(identityDifferenceSchema).max(10),
  reason: z.string().nullable(),
  recordedAt: z.string(),
  recordedByName: z.string(),
});
export type Identification = z.infer<typeof identificationSchema>;

/** As many rows as a search for acts shows. */
export const mostActs = 1000;

/** One such act, with whom it was about as known now. */
export const identificationActSchema = z.strictObject({
  ...identificationSchema.shape,
  personId: idSchema,
  personName: z.string(),
  maskedIdNumber: z.string(),
});
export type IdentificationAct = z.infer<typeof identificationActSchema>;

export const identificationActsSchema = z.strictObject({
  acts: z.array(identificationActSchema).max(mostActs),
  /** There are more than are shown. */
  more: z.boolean(),
});
export type IdentificationActs = z.infer<typeof identificationActsSchema>;

/** What the platform says of a person (1101), beside the roster. */
export const platformWordSchema = z.strictObject({
  /** Every other than `same` and `differs` is a reason why nothing new is known; `sentence` says it. */
  outcome: z.enum(['same', 'differs', 'no_platform', 'not_reached', 'not_told']),
  sentence: z.string(),
  /** When the platform said what stands in `differences`; null while it never said anything of this person. */
  saidAt: z.string().nullable(),
  differences: z
    .array(
      z.strictObject({
        what: z.enum(['name', 'birth_date', 'sex', 'insurance_state', 'region', 'eligibilities']),
        atPlatform: z.string(),
        known: z.string(),
      }),
    )
    .max(10),
});
export type PlatformWord = z.infer<typeof platformWordSchema>;

/** One step of trying a card reader. */
export const readerStepSchema = z.strictObject({
  what: z.enum(['address', 'open', 'read', 'card', 'close']),
  state: z.enum(['good', 'bad', 'not_used', 'unknown']),
  sentence: z.string(),
});
export type ReaderStep = z.infer<typeof readerStepSchema>;

const devicesSchema = z.strictObject({
  reader: cardReaderSchema.nullable(),
  /** Since when it counts; null: nobody has ever set one. */
  readerFromDay: localDateSchema.nullable(),
  builtIn: z.array(cardReaderSchema),
  codeShapes: codeShapesSchema,
});
export type Devices = z.infer<typeof devicesSchema>;

const desk = ['clerk', 'cashier_lead'] as const;

export const identificationRequests = {
  /**
   * Reads the card that lies on the reader. `forPersonId`: the person whose open stay lies on the desk; a card of
   * somebody else is refused then.
   */
  'identification.readCard': request({
    input: z.strictObject({ forPersonId: idSchema.nullable() }),
    output: readingSchema,
    allowed: desk,
    answeredBy: 'service',
  }),
  /** Whose code was scanned: by a number that is known here, else by the platform (1101). */
  'identification.readCode': request({
    input: z.strictObject({ code: lineSchema(200).min(1) }),
    output: readingSchema,
    allowed: desk,
    answeredBy: 'service',
  }),
  /** The clerk has looked at the differences and says who it is, and why. */
  'identification.decide': request({
    input: z.strictObject({ readingId: idSchema, personId: idSchema, reason: lineSchema(200).min(1) }),
    output: identificationSchema,
    allowed: desk,
    answeredBy: 'service',
  }),
  /** A person was opened by an ID number or from a list of names. */
  'identification.note': request({
    input: z.strictObject({ personId: idSchema, means: z.enum(['scanner', 'typed', 'picked']) }),
    output: identificationSchema,
    allowed: desk,
    answeredBy: 'service',
  }),
  /** The newest acts of a person, the latest first. */
  'identification.list': request({
    input: z.strictObject({ personId: idSchema }),
    output: z.array(identificationSchema).max(50),
    allowed: [...desk, 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** The acts of some days, by person, or only those where a difference was decided; the newest first. */
  'identification.acts': request({
    input: z.strictObject({
      /** An ID number, a name or its beginning; empty: everybody. */
      text: lineSchema(60),
      fromDay: localDateSchema,
      toDay: localDateSchema,
      onlyDecided: z.boolean(),
    }),
    output: identificationActsSchema,
    allowed: ['cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** Asks the platform who that is (1101); at most once in some minutes unless `again`, and nothing waits for it. */
  'identification.ask': request({
    input: z.strictObject({ personId: idSchema, again: z.boolean() }),
    output: platformWordSchema,
    allowed: [...desk, 'finance'],
    answeredBy: 'service',
  }),
  /** How codes look, so that the window knows a scan from a name. */
  'identification.codeShapes': request({
    input: z.strictObject({}),
    output: codeShapesSchema,
    allowed: 'signed_in',
    answeredBy: 'service',
  }),
  'identification.devices': request({
    input: z.strictObject({}),
    output: devicesSchema,
    allowed: ['information_office', 'auditor'],
    answeredBy: 'service',
  }),
  /** From today on. Null: this window has no card reader. */
  'identification.changeReader': request({
    input: z.strictObject({ reader: cardReaderSchema.nullable() }),
    output: devicesSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  'identification.changeCodeShapes': request({
    input: z.strictObject({ codeShapes: codeShapesSchema }),
    output: devicesSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** Reads whatever card lies there with these settings, saved or not, and says how far it came. Shows no person. */
  'identification.tryReader': request({
    input: z.strictObject({ reader: cardReaderSchema }),
    output: z.strictObject({ steps: z.array(readerStepSchema).max(5) }),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
};
