import { z } from 'zod';
import { idSchema } from '../../../shared/contract/values.ts';

/**
 * What a package and its receipt say, inside and outside of the encryption: the agreement with the platform. Headers
 * hold no personal data.
 */
const publicKey = z.string().regex(/^04[0-9a-f]{128}$/);

export const packageHeaderSchema = z.strictObject({
  format: z.literal('onestop-package'),
  version: z.literal(1),
  packageId: idSchema,
  hospitalCode: z.string(),
  hospitalName: z.string(),
  region: z.string(),
  windowId: z.string(),
  /** Signs the package; the receipt is encrypted to it. */
  windowKey: publicKey,
  exportedAt: z.string(),
  count: z.int().min(1),
  /** Of the amounts without their signs. */
  sumFen: z.int().min(0),
  /** The head of the sender's log (shared/audit/log-head.ts); packages of earlier versions have none. */
  logHead: z.string().max(120).default(''),
});
export type PackageHeader = z.output<typeof packageHeaderSchema>;

const number = z.string().min(1).max(30);

/** One line of a package: a record that is ready to be sent. */
export const packageLineSchema = z.strictObject({
  /** Rises; a record counts on those before it. */
  order: z.int(),
  messageId: number,
  transactionCode: z.string(),
  /** In whose order the record stands, besides that of its stay. */
  year: z.int(),
  /** The canonical record as text, and its SHA-256. */
  record: z.string(),
  recordHash: z.string().length(64),
});
export type PackageLine = z.output<typeof packageLineSchema>;

export const receiptHeaderSchema = z.strictObject({
  format: z.literal('onestop-receipt'),
  version: z.literal(1),
  receiptId: z.string().min(1).max(60),
  packageId: z.string(),
  /** SHA-256 of the package's file. */
  packageHash: z.string().length(64),
  writtenAt: z.string(),
  count: z.int().min(0),
});

/** What became of one record. `not_processed`: what it counts on is missing or was refused; nothing was done. */
export const receiptLineSchema = z.strictObject({
  messageId: number,
  verdict: z.enum(['accepted', 'refused', 'not_processed']),
  /** As over the network (交易状态码). */
  code: z.string().max(10),
  words: z.string().max(1_000),
  personNumber: number.nullable(),
  /** As over the network (交易输出); null unless accepted. */
  output: z.json().nullable(),
});
export type ReceiptLine = z.output<typeof receiptLineSchema>;

export const mostRowsOfPackage = 5_000;
export const mostBytesOfPackage = 16_000_000;
/** Base64 and the answers of a platform that says much. */
export const largestFileBytes = 64_000_000;

export function writeLines(lines: readonly object[]): string {
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

/** Undefined: a line is not what was agreed. */
export function readLines<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): z.output<Schema>[] | undefined {
  try {
    const lines = text === '' ? [] : text.split('\n').map((line): unknown => JSON.parse(line));
    const read = z.array(schema).max(mostRowsOfPackage).safeParse(lines);
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
