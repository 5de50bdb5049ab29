import { z } from 'zod';
import { request } from './request.ts';
import { fileTokenSchema } from './values.ts';

/** What a file is chosen for, or that it is a folder; it serves no other purpose. */
export const filePurposes = [
  'statement',
  'roster',
  'catalogue',
  'fees',
  'policy',
  'receipt',
  'claim_reply',
  'designated',
  'attachment',
  'folder',
] as const;

export const fileRequests = {
  /** Opens the system's dialog. The path stays in main; the service gets it with the request that names the token. */
  'files.choose': request({
    input: z.strictObject({ purpose: z.enum(filePurposes) }),
    output: z.strictObject({ fileToken: fileTokenSchema, fileName: z.string() }).nullable(),
    allowed: 'signed_in',
    answeredBy: 'main',
  }),
};
