import { z } from 'zod';
import { request } from './request.ts';

/** How much of what was typed and not yet sent is kept: enough for the longest form. */
export const draftLimits = { count: 20, characters: 20_000 } as const;

const nameSchema = z.string().regex(/^[a-z][A-Za-z0-9.:-]{0,99}$/);
const textSchema = z.string().max(draftLimits.characters);

export const draftRequests = {
  /** What the one who sits here had begun: after the page crashed it goes on from there. */
  'drafts.read': request({
    input: z.strictObject({}),
    output: z.strictObject({ drafts: z.record(nameSchema, textSchema) }),
    allowed: 'signed_in',
    answeredBy: 'service',
  }),
  /** Null: sent or thought better of. */
  'drafts.keep': request({
    input: z.strictObject({ name: nameSchema, text: textSchema.nullable() }),
    output: z.strictObject({}),
    allowed: 'signed_in',
    answeredBy: 'service',
  }),
};
