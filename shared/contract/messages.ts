import { z } from 'zod';
import { refusalSchema } from './refusal-schema.ts';

/**
 * What the main process and the service say to each other, over a utility process's port or a child's channel alike.
 * Windows never speak this: main forwards their requests and adds who asked.
 */
export const openingSchema = z.strictObject({
  kind: z.literal('open'),
  /** Folder of this hospital's files. */
  dataFolder: z.string(),
  /** 32 bytes, hexadecimal. */
  keyHex: z.string().regex(/^[0-9a-f]{64}$/),
  practice: z.boolean(),
  /** Folder of the built-in policy packs. */
  packsFolder: z.string(),
  /** Folder of the practice hospital's roster and fee files. */
  practiceFolder: z.string(),
  /** The database driver's binary where it is not found by itself (packaged application). */
  nativeBinding: z.string().nullable(),
  /** Overrides the platform address of the settings (practice hospital, tests). */
  platformUrl: z.string().nullable(),
  /** The practice platform starts when the service asks for it, which is after the window's first picture. */
  platformFollows: z.literal(true).optional(),
  /** Somebody typed this key off a paper: the file must be there already, and the act is written down once it is open. */
  withRecoveryKey: z.literal(true).optional(),
  /** The key that the file is to be given before it is opened; it may be under it already. */
  nextKeyHex: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type Opening = z.infer<typeof openingSchema>;

export const toServiceSchema = z.discriminatedUnion('kind', [
  openingSchema,
  z.strictObject({
    kind: z.literal('request'),
    call: z.int().min(1),
    windowId: z.int(),
    /** A name of the window contract or of `hostRequests`. */
    name: z.string(),
    fromHost: z.boolean(),
    input: z.unknown(),
    /** Where the file behind the input's token lies. */
    filePath: z.string().nullable(),
  }),
  /** Where the practice platform listens; null if it does not. */
  z.strictObject({ kind: z.literal('platform'), url: z.string().nullable() }),
  z.strictObject({ kind: z.literal('window_closed'), windowId: z.int() }),
  z.strictObject({ kind: z.literal('close') }),
]);
export type ToService = z.infer<typeof toServiceSchema>;

export const toMainSchema = z.discriminatedUnion('kind', [
  /** `keyChange`: what came of the change of key that the opening asked for. */
  z.strictObject({ kind: z.literal('opened'), keyChange: z.enum(['changed', 'not_changed']).optional() }),
  /** `recoverable`: the service stays to answer `recovery.*` and `backups.list`. */
  z.strictObject({ kind: z.literal('not_opened'), error: refusalSchema, recoverable: z.boolean() }),
  /** Wants to be told where the practice platform listens. */
  z.strictObject({ kind: z.literal('asks_platform') }),
  /** Another file will be in place: it ends now and wants to be started again at once. */
  z.strictObject({ kind: z.literal('starts_anew') }),
  z.strictObject({
    kind: z.literal('answer'),
    call: z.int(),
    answer: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), value: z.unknown() }),
      z.strictObject({ ok: z.literal(false), error: refusalSchema }),
    ]),
  }),
  z.strictObject({ kind: z.literal('event'), name: z.string(), payload: z.unknown() }),
  z.strictObject({ kind: z.literal('closed') }),
]);
export type ToMain = z.infer<typeof toMainSchema>;
export type Opened = Extract<ToMain, { readonly kind: 'opened' }>;
