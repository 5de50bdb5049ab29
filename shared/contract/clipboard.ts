import { z } from 'zod';
import { request } from './request.ts';

/** So long what was copied in a window stays in the system's clipboard. */
export const copiedStaysSeconds = 30;

export const clipboardRequests = {
  /** Puts a number into the clipboard, for a button: pages have no right to it. It is cleared after a while. */
  'clipboard.copyNumber': request({
    input: z.strictObject({ text: z.string().regex(/^[\dA-Za-z -]{1,64}$/) }),
    output: z.strictObject({}),
    allowed: 'signed_in',
    answeredBy: 'main',
  }),
  /** Somebody copied with the keyboard: what the clipboard holds now is cleared after a while. */
  'clipboard.copied': request({
    input: z.strictObject({}),
    output: z.strictObject({}),
    allowed: 'signed_in',
    answeredBy: 'main',
  }),
};
