import { z } from 'zod';
import { request, roles } from './request.ts';
import { idSchema, lineSchema } from './values.ts';

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
export const signedInSchema = z.strictObject({ ...sessionSchema.shape, passwordDue: passwordDueSchema });
export type SignedIn = z.infer<typeof signedInSchema>;

export const staffRequests = {
  'staff.signIn': request({
    input: z.strictObject({ login: lineSchema(40).min(1), password: z.string().min(1).max(200) }),
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
