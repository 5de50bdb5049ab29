import { z } from 'zod';
import { request } from './request.ts';
import { accountOfListSchema, begunCodeSchema, roleSchema, sessionSchema, signedInSchema } from './staff.ts';
import { idSchema, lineSchema, oneTimeCodeSchema, secondPersonSchema } from './values.ts';

/** As it is typed; whether it is good enough the rules say (shared/staff/password-rules.ts). */
const newPasswordSchema = z.string().min(1).max(200);
const loginSchema = lineSchema(40).min(2);
const displayNameSchema = lineSchema(40).min(1);

/** The hospital and its window, as a new file needs them. */
export const newHospitalSchema = z.strictObject({
  hospitalName: lineSchema(60).min(1),
  /** 定点医药机构编号. */
  hospitalCode: z.string().regex(/^[A-Za-z0-9]{1,30}$/),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  countyLevel: z.boolean(),
  region: z.string().regex(/^\d{6}$/),
  zone: z.enum(['Asia/Shanghai', 'Asia/Urumqi']),
  windowName: lineSchema(40).min(1),
});
export type NewHospital = z.output<typeof newHospitalSchema>;

export const accountRequests = {
  /** The hospital's own facts and the first account, of the information office, once: a file with an account refuses. */
  'staff.firstStart': request({
    input: z.strictObject({
      hospital: newHospitalSchema,
      login: loginSchema,
      displayName: displayNameSchema,
      password: newPasswordSchema,
    }),
    output: signedInSchema,
    allowed: 'anyone',
    answeredBy: 'service',
  }),
  'staff.list': request({
    input: z.strictObject({}),
    output: z.array(accountOfListSchema).max(500),
    allowed: ['information_office', 'auditor'],
    answeredBy: 'service',
  }),
  /** Its password is good for one sign-in: the person changes it then. */
  'staff.createAccount': request({
    input: z.strictObject({
      login: loginSchema,
      displayName: displayNameSchema,
      role: roleSchema,
      password: newPasswordSchema,
    }),
    output: sessionSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** One's own, with the old one. */
  'staff.changePassword': request({
    input: z.strictObject({ password: z.string().min(1).max(200), newPassword: newPasswordSchema }),
    output: signedInSchema,
    allowed: 'signed_in',
    answeredBy: 'service',
  }),
  /** Somebody else's, forgotten; good for one sign-in. */
  'staff.resetPassword': request({
    input: z.strictObject({
      accountId: idSchema,
      newPassword: newPasswordSchema,
      secondPerson: secondPersonSchema,
    }),
    output: z.strictObject({}),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** Another role, or `none`: the account is closed, and its login belongs to nobody else ever after. */
  'staff.changeRole': request({
    input: z.strictObject({
      accountId: idSchema,
      role: roleSchema.or(z.literal('none')),
      secondPerson: secondPersonSchema,
    }),
    output: z.array(accountOfListSchema).max(500),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** One's own phone, for a second step at the sign-in: what it is told; nothing counts before the first right code. */
  'staff.beginCode': request({
    input: z.strictObject({ password: z.string().min(1).max(200), code: oneTimeCodeSchema.optional() }),
    output: begunCodeSchema,
    allowed: ['finance', 'information_office'],
    answeredBy: 'service',
  }),
  'staff.confirmCode': request({
    input: z.strictObject({ code: oneTimeCodeSchema }),
    output: signedInSchema,
    allowed: ['finance', 'information_office'],
    answeredBy: 'service',
  }),
  /** Somebody else's phone is lost. */
  'staff.removeCode': request({
    input: z.strictObject({ accountId: idSchema, secondPerson: secondPersonSchema }),
    output: z.array(accountOfListSchema).max(500),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
};
