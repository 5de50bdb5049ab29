import { z } from 'zod';
import { request } from './request.ts';
import { fileTokenSchema } from './values.ts';

export const fileRequests = {
  /** Opens the system's dialog. The path stays in main; the service gets it with the request that names the token. */
  'files.choose': request({
    input: z.strictObject({ purpose: z.enum(['roster', 'catalogue', 'fees', 'policy', 'receipt']) }),
    output: z.strictObject({ fileToken: fileTokenSchema, fileName: z.string() }).nullable(),
    allowed: 'signed_in',
    answeredBy: 'main',
  }),
};
