import { z } from 'zod';
import { request } from './request.ts';
import { localDateSchema, secondPersonSchema } from './values.ts';

const fingerprint = z.string().max(60);

/** What counts today. Of a secret only whether it is there, and a fingerprint to compare over the telephone. */
export const platformSettingsSchema = z.strictObject({
  url: z.string().nullable(),
  plainHttp: z.boolean(),
  signIn: z.boolean(),
  operator: z.string().nullable(),
  authority: z
    .strictObject({
      fingerprint,
      /** Null where only the hash of the public key is known. */
      subject: z.string().nullable(),
      validTo: z.string().nullable(),
    })
    .nullable(),
  platformKey: fingerprint.nullable(),
  signsWith: z.enum(['SM2', 'SM3', 'nothing']),
  signingSecret: fingerprint.nullable(),
  signingKey: fingerprint.nullable(),
  /** The public half of this window's own key, for the platform. */
  windowPublicKey: z.string(),
  windowKey: fingerprint,
});
export type PlatformSettings = z.infer<typeof platformSettingsSchema>;

/** Left out: stays as it is. Null: taken back. What is wrong is refused with a sentence of its own. */
const changeSchema = z.strictObject({
  fromDay: localDateSchema,
  url: z.string().max(500).nullable().optional(),
  plainHttp: z.boolean().optional(),
  signIn: z.boolean().optional(),
  operator: z.string().max(100).nullable().optional(),
  /** A certificate in PEM, or `sha256:` and the hash of its public key. */
  authority: z.string().max(20_000).nullable().optional(),
  /** The platform's public SM2 key in hexadecimal. */
  platformKey: z.string().max(500).nullable().optional(),
  signingSecret: z.string().max(500).nullable().optional(),
  /** The private SM2 key that the platform gave this hospital. */
  signingKeyHex: z.string().max(500).nullable().optional(),
});
export type PlatformChange = z.infer<typeof changeSchema>;

export const platformCheckSchema = z.strictObject({
  what: z.enum(['address', 'certificate', 'signature', 'sign_in']),
  /** `unknown`: what comes before it failed. */
  state: z.enum(['good', 'bad', 'not_used', 'unknown']),
  sentence: z.string(),
});
export type PlatformCheck = z.infer<typeof platformCheckSchema>;

export const platformRequests = {
  'platform.settings': request({
    input: z.strictObject({}),
    output: platformSettingsSchema,
    allowed: ['information_office', 'auditor'],
    answeredBy: 'service',
  }),
  'platform.change': request({
    input: changeSchema.extend({ secondPerson: secondPersonSchema }),
    output: platformSettingsSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** Signs in at the platform with what counts today and says what is right and what is not. Sends no record. */
  'platform.test': request({
    input: z.strictObject({}),
    output: z.strictObject({ checks: z.array(platformCheckSchema).length(4) }),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
};
