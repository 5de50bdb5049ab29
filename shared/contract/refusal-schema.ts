import { z } from 'zod';

/** A place in a file that a person has to mend. Lines and columns count from 1; `column` may be a heading. */
export const problemSchema = z.strictObject({
  line: z.int().min(0),
  column: z.string(),
  code: z.string(),
  sentence: z.string(),
});

/** What a window gets instead of a value: a stable code, a Chinese sentence that says what to do, and the places. */
export const refusalSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  sentence: z.string(),
  problems: z.array(problemSchema).max(500).optional(),
});
