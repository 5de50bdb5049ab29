import { z } from 'zod';
import { lineSchema } from '../values.ts';
import { type DocumentKind, documentKindSchema } from './kind.ts';
import { type PaperName, paperSchema } from './paper.ts';

/**
 * Which printer of this machine makes which paper of which kind, and on which paper a kind is made unless somebody says
 * otherwise. What is not named goes to the system's default printer, on the first paper of its kind.
 */
export const printingSchema = z
  .array(
    z.strictObject({
      kind: documentKindSchema,
      paper: paperSchema,
      /** Null is the system's default. */
      printer: lineSchema(200).min(1).nullable(),
      isUsual: z.boolean(),
    }),
  )
  .max(200);
export type Printing = z.output<typeof printingSchema>;

/** Null is the system's default. */
export function printerOf(printing: Printing, kind: DocumentKind, paper: PaperName): string | null {
  return printing.find((line) => line.kind === kind && line.paper === paper)?.printer ?? null;
}
