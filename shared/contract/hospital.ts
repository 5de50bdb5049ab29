import { z } from 'zod';
import { request, roles } from './request.ts';
import { fenSchema, localDateSchema } from './values.ts';

/** How the county platform answered last. */
export const platformConnectionSchema = z.enum(['connected', 'unreachable', 'refusing', 'not_asked']);

/** Whether the platform is spoken to: freely, not for now, or by one probe that finds out. */
export const circuitSchema = z.enum(['closed', 'open', 'half_open']);

export const uploadSummarySchema = z.strictObject({
  /** What waits for the platform and will go out by itself; what is dead waits for a person and is not among it. */
  unsentCount: z.int().min(0),
  /** How many of these wait behind a dead one. */
  heldCount: z.int().min(0),
  unsentFen: fenSchema,
  oldestAt: z.string().nullable(),
  deadCount: z.int().min(0),
  platform: platformConnectionSchema,
  circuit: circuitSchema,
  /** When a platform in trouble is tried again; null while it is not in trouble. */
  nextProbeAt: z.string().nullable(),
  /** Too much waits, by the hospital's own limits: to be said everywhere, or no new final settlements. */
  limit: z.strictObject({ level: z.enum(['none', 'warn', 'stop']), sentence: z.string() }),
});
export type UploadSummary = z.infer<typeof uploadSummarySchema>;

export const hospitalRequests = {
  /** What stands in the frame of every screen, before anybody signed in as well. */
  'hospital.status': request({
    input: z.strictObject({}),
    output: z.strictObject({
      hospitalName: z.string(),
      windowName: z.string(),
      today: localDateSchema,
      /** Made-up people only; a band across every screen and paper says so. */
      practice: z.boolean(),
      /** Nobody has an account: the first start asks what the hospital is, and for the first one. */
      isNew: z.boolean(),
      /** Only the practice hospital names its accounts; they are its own and nobody's secret. */
      practiceAccounts: z.array(
        z.strictObject({
          login: z.string(),
          password: z.string(),
          displayName: z.string(),
          role: z.enum(roles),
        }),
      ),
      upload: uploadSummarySchema,
      /** What the information office has to look after: disk space, old or failed copies of the file. */
      warnings: z.array(z.strictObject({ code: z.string(), sentence: z.string() })).max(10),
    }),
    allowed: 'anyone',
    answeredBy: 'service',
  }),
};
