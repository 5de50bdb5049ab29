import { z } from 'zod';
import { request } from './request.ts';

/*
 * What the diagnostics file may hold. The types are the promise: numbers, times, names of the program's own (tables,
 * requests, settings, codes it knows). There is no place for a text that somebody typed or a centre answered.
 */

const countSchema = z.int().min(0);
/** ISO 8601, or null for what is none. */
const timeSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/)
  .nullable();
/** A name or code of the program's own. */
const nameSchema = z.string().regex(/^-?[A-Za-z0-9_.]{1,60}$/);
/** What the system or a library says of itself: printable ASCII without long numbers. */
const versionSchema = z.string().regex(/^(?!.*\d{7})[\x20-\x7e]{0,200}$/);
/** The value of a setting whose type leaves no room for anything personal; else only whether it is set. */
const settingValueSchema = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string().regex(/^[\w.:/-]{1,100}$/),
  z.record(z.string(), z.union([z.number(), z.boolean(), z.null(), z.literal('set')])),
]);

export const fileDiagnosisSchema = z.strictObject({
  sqlite: z.strictObject({ version: versionSchema, driver: versionSchema }),
  schemaVersion: countSchema,
  rowsOfTables: z.record(nameSchema, countSchema),
  /** `settlement.kind: {final: 12}`. */
  rowsOfStates: z.record(nameSchema, z.record(nameSchema, countSchema)),
  /** `ok`, or what SQLite found, long numbers blotted out. */
  integrityCheck: z.array(versionSchema).max(20),
  foreignKeyCheck: z.array(z.strictObject({ table: nameSchema, rows: countSchema })).max(100),
  audit: z.strictObject({
    isWhole: z.boolean(),
    rowCount: countSchema,
    head: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    problem: z.enum(['missing', 'not_chained', 'changed']).nullable(),
  }),
  ledger: z.strictObject({ sumsToZero: z.boolean(), postingsOutOfBalance: countSchema }),
  outbox: z
    .array(
      z.strictObject({
        kind: nameSchema,
        state: nameSchema,
        isOpen: z.boolean(),
        lastCode: nameSchema.nullable(),
        rows: countSchema,
        oldestAt: timeSchema,
        oldestAgeHours: z.int().nullable(),
      }),
    )
    .max(500),
  lastAttempts: z
    .array(
      z.strictObject({
        at: timeSchema,
        transactionCode: nameSchema,
        outcome: nameSchema,
        code: nameSchema.nullable(),
        durationMs: z.int(),
      }),
    )
    .max(100),
  lastBackups: z
    .array(
      z.strictObject({
        cause: nameSchema,
        startedAt: timeSchema,
        endedAt: timeSchema,
        outcome: nameSchema,
        sizeBytes: countSchema.nullable(),
        failureCode: nameSchema.nullable(),
      }),
    )
    .max(20),
});
export type FileDiagnosis = z.infer<typeof fileDiagnosisSchema>;

/** The files of a hospital's folder that have a name of their own. */
export const hospitalFileNames = [
  'hospital.db',
  'hospital.db-wal',
  'hospital.db-shm',
  'folder-id.txt',
] as const;

export const folderSizesSchema = z.strictObject({
  files: z
    .array(z.strictObject({ name: z.enum(hospitalFileNames), sizeBytes: countSchema, changedAt: timeSchema }))
    .max(10),
  backups: z.strictObject({ count: countSchema, sizeBytes: countSchema, newestAt: timeSchema }),
  /** Names are not told of what the program did not put there. */
  otherFiles: countSchema,
  freeBytes: countSchema.nullable(),
});
export type FolderSizes = z.infer<typeof folderSizesSchema>;

/** What the service tells main for the file. */
export const serviceDiagnosticsSchema = z.strictObject({
  at: timeSchema,
  practice: z.boolean(),
  node: versionSchema,
  uptimeSeconds: countSchema,
  memoryBytes: countSchema,
  settings: z.record(nameSchema, settingValueSchema),
  platform: nameSchema,
  /** As the service's own connection has them. */
  pragmas: z.record(nameSchema, z.union([z.number(), versionSchema])),
  requests: z.record(
    nameSchema,
    z.strictObject({ count: countSchema, p50Ms: z.number(), p99Ms: z.number(), longestMs: z.number() }),
  ),
  /** Null with a code if the file could not be looked through. */
  file: fileDiagnosisSchema.nullable(),
  fileRefusal: nameSchema.nullable(),
});
export type ServiceDiagnostics = z.infer<typeof serviceDiagnosticsSchema>;

/** Versions of everything that runs, and the machine; neither its name nor the account's. */
export const machineSchema = z.strictObject({
  application: versionSchema,
  isPackaged: z.boolean(),
  electron: versionSchema,
  chromium: versionSchema,
  node: versionSchema,
  system: versionSchema,
  systemRelease: versionSchema,
  architecture: versionSchema,
  processors: countSchema,
  memoryBytes: countSchema,
  freeMemoryBytes: countSchema,
  keysKeptBy: z.enum(['system_vault', 'plain_file']),
});
export type MachineFacts = z.infer<typeof machineSchema>;

/** The whole file as main writes it; what does not fit is not written. */
export const diagnosticsFileSchema = z.strictObject({
  format: z.literal('onestop-window diagnostics 1'),
  madeAt: timeSchema,
  machine: machineSchema,
  folder: folderSizesSchema,
  /** Why the hospital's file is not open; null if it is. */
  notOpen: nameSchema.nullable(),
  service: serviceDiagnosticsSchema.nullable(),
  /** The newest lines of the program's log, scrubbed once more. */
  log: z.array(z.string().regex(/^(?!.*\d{7})[\x20-\x7e]{0,600}$/)).max(500),
});
export type DiagnosticsFile = z.infer<typeof diagnosticsFileSchema>;

const savedSchema = z.strictObject({ fileName: z.string() }).nullable();

export const diagnosticsRequests = {
  /** Writes one file for support where the person says; null if the person thought better of it. */
  'diagnostics.save': request({
    input: z.strictObject({}),
    output: savedSchema,
    allowed: ['information_office'],
    answeredBy: 'main',
  }),
  /** A smaller one, only while the file cannot be opened: nobody can sign in then. */
  'diagnostics.saveClosed': request({
    input: z.strictObject({}),
    output: savedSchema,
    allowed: 'anyone',
    answeredBy: 'main',
  }),
};
