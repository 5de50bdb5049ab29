import { z } from 'zod';
import { request, roles } from './request.ts';
import { idSchema, lineSchema, oneTimeCodeSchema } from './values.ts';

export const roleSchema = z.enum(roles);

export const sessionSchema = z.strictObject({
  accountId: idSchema,
  login: z.string(),
  displayName: z.string(),
  role: roleSchema,
});
export type Session = z.infer<typeof sessionSchema>;

/**
 * Why the password has to be changed before anything else: somebody else gave it, or it is older than the hospital's
 * parameters allow. Null: it need not be.
 */
export const passwordDueSchema = z.enum(['given', 'expired']).nullable();
export const signedInSchema = z.strictObject({
  ...sessionSchema.shape,
  passwordDue: passwordDueSchema,
  /** The hospital wants one-time codes of this role, and the account has none yet: before anything else it sets them up. */
  codeDue: z.boolean(),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** An account as the list of accounts shows it. */
export const accountOfListSchema = z.strictObject({ ...sessionSchema.shape, hasCode: z.boolean() });
export type AccountOfList = z.infer<typeof accountOfListSchema>;

/** What a phone is told once: base32, and the same as an address for the QR code (otpauth). */
export const begunCodeSchema = z.strictObject({
  secret: z.string().regex(/^[A-Z2-7]{26,64}$/),
  uri: z.string().startsWith('otpauth://totp/').max(500),
});
export type BegunCode = z.infer<typeof begunCodeSchema>;

export const staffRequests = {
  'staff.signIn': request({
    input: z.strictObject({
      login: lineSchema(40).min(1),
      password: z.string().min(1).max(200),
      /** Asked for by `one_time_code_needed`, where the account has codes. */
      code: oneTimeCodeSchema.optional(),
    }),
    output: signedInSchema,
    allowed: 'anyone',
    answeredBy: 'service',
  }),
  'staff.signOut': request({
    input: z.strictObject({}),
    output: z.strictObject({}),
    allowed: 'anyone',
    answeredBy: 'service',
  }),
  'staff.session': request({
    input: z.strictObject({}),
    output: signedInSchema.nullable(),
    allowed: 'anyone',
    answeredBy: 'service',
  }),
};
