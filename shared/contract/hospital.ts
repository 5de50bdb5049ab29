import { z } from 'zod';
import { request, roles } from './request.ts';
import { fenSchema, localDateSchema } from './values.ts';

/** How the county platform answered last. */
export const platformConnectionSchema = z.enum(['connected', 'unreachable', 'refusing', 'not_asked']);

export const uploadSummarySchema = z.strictObject({
  unsentCount: z.int().min(0),
  unsentFen: fenSchema,
  oldestAt: z.string().nullable(),
  deadCount: z.int().min(0),
  platform: platformConnectionSchema,
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
    }),
    allowed: 'anyone',
    answeredBy: 'service',
  }),
};
