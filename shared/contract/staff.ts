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

export const staffRequests = {
  'staff.signIn': request({
    input: z.strictObject({ login: lineSchema(40).min(1), password: z.string().min(1).max(200) }),
    output: sessionSchema,
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
    output: sessionSchema.nullable(),
    allowed: 'anyone',
    answeredBy: 'service',
  }),
  'staff.list': request({
    input: z.strictObject({}),
    output: z.array(sessionSchema).max(500),
    allowed: ['information_office', 'auditor'],
    answeredBy: 'service',
  }),
  'staff.createAccount': request({
    input: z.strictObject({
      login: lineSchema(40).min(2),
      displayName: lineSchema(40).min(1),
      role: roleSchema,
      password: z.string().min(10).max(200),
    }),
    output: sessionSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
};
