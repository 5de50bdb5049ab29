import { z } from 'zod';
import { request } from './request.ts';
import { idSchema, lineSchema, localDateSchema } from './values.ts';

/** What a roster import wants somebody to look at. */
export const rosterWorkKinds = ['new', 'absent', 'changed', 'contradicting', 'uninsured'] as const;
export type RosterWorkKind = (typeof rosterWorkKinds)[number];

/** How a line was worked off (销号); `reopened` takes a tick back. */
export const rosterWorkOutcomes = [
  'verified',
  'told_agency',
  'told_person',
  'settled_again',
  'reopened',
] as const;
export type RosterWorkOutcome = (typeof rosterWorkOutcomes)[number];

const count = z.int().min(0);

const lineOfWorkSchema = z.strictObject({
  personId: idSchema,
  personName: z.string(),
  maskedIdNumber: z.string(),
  householdNumber: z.string().nullable(),
  township: z.string().nullable(),
  village: z.string().nullable(),
  /** What the roster says otherwise than before, or what contradicts what; a sentence each. */
  details: z.array(z.string()).max(60),
  openStayCount: count,
  /** Live settlements of this year. */
  settlementCount: count,
  /** A later roster has said something else of the person since. */
  isOvertaken: z.boolean(),
  tick: z
    .strictObject({
      outcome: z.enum(rosterWorkOutcomes),
      reason: z.string(),
      at: z.string(),
      byName: z.string(),
    })
    .nullable(),
});
export type RosterWorkLine = z.output<typeof lineOfWorkSchema>;

const kindCountSchema = z.strictObject({
  kind: z.enum(rosterWorkKinds),
  count,
  /** Of people in hospital, or settled this year, when the list was made. */
  touchedCount: count,
  tickedCount: count,
});
export type RosterWorkCount = z.output<typeof kindCountSchema>;

export const mostLinesOfWork = 200;
const workers = ['cashier_lead', 'finance', 'information_office'] as const;

export const rosterWorkRequests = {
  /** The lines of one kind of an import, those of people in hospital or settled first; at most 200. */
  'rosterWork.list': request({
    input: z.strictObject({
      /** Null: the newest. */
      importId: idSchema.nullable(),
      kind: z.enum(rosterWorkKinds),
      state: z.enum(['open', 'ticked']),
      onlyTouched: z.boolean(),
      /** Empty: everywhere. */
      township: lineSchema(60),
    }),
    output: z
      .strictObject({
        importId: idSchema,
        imports: z
          .array(z.strictObject({ importId: idSchema, fileName: z.string(), asOfDay: localDateSchema }))
          .max(24),
        /** The first roster of all: everybody is new, which is nothing to work off. */
        isFirst: z.boolean(),
        /** False: the list is not made yet, or not to its end. */
        isMade: z.boolean(),
        counts: z.array(kindCountSchema),
        lines: z.array(lineOfWorkSchema).max(mostLinesOfWork),
        more: z.boolean(),
      })
      /** Null where there was no roster yet. */
      .nullable(),
    allowed: [...workers, 'auditor'],
    answeredBy: 'service',
  }),
  /** Makes the list of an import, or goes on with it; answers at the end. One that is made already stays as it is. */
  'rosterWork.make': request({
    input: z.strictObject({ importId: idSchema }),
    output: z.strictObject({}),
    allowed: workers,
    answeredBy: 'service',
  }),
  /** Ticks lines off, or takes ticks back; all of them or none. */
  'rosterWork.tick': request({
    input: z.strictObject({
      importId: idSchema,
      kind: z.enum(rosterWorkKinds),
      personIds: z.array(idSchema).min(1).max(mostLinesOfWork),
      outcome: z.enum(rosterWorkOutcomes),
      reason: lineSchema(200).min(1),
    }),
    output: z.strictObject({}),
    allowed: workers,
    answeredBy: 'service',
  }),
};
