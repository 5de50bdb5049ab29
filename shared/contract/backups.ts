import { z } from 'zod';
import { request } from './request.ts';
import { fenSchema, idSchema, lineSchema, secondPersonSchema } from './values.ts';

/** What a file of ours holds, as a person tells copies apart by it. No person stands in it. */
export const fileContentSchema = z.strictObject({
  schemaVersion: z.int(),
  hospitalName: z.string().nullable(),
  origin: z.string().nullable(),
  settlementCount: z.int(),
  lastSettlement: z.strictObject({ slipNumber: z.string(), recordedAt: z.string() }).nullable(),
  stayCount: z.int(),
  personCount: z.int(),
  openUploadCount: z.int(),
  packs: z.array(z.string()).max(5),
  auditSequence: z.int(),
  auditHead: z.string().nullable(),
});

export type FileContent = z.output<typeof fileContentSchema>;

export const fileProgressSchema = z.strictObject({
  step: z.enum(['copying', 'checking', 'second_folder', 'comparing', 'salvaging', 'preparing', 'asking']),
  done: z.int().min(0),
  /** 0 while nobody knows. */
  total: z.int().min(0),
});

/** How far something is that concerns the whole file. */
export const recoveryProgressSchema = fileProgressSchema.extend({
  act: z.enum(['rehearse', 'salvage', 'restore']),
});

export const backupStateSchema = z.strictObject({
  lastGoodAt: z.string().nullable(),
  /** Why the newest attempt failed; null when it did not. */
  lastFailure: z.string().nullable(),
  /** The last good copy is older than the setting allows. */
  overdue: z.boolean(),
  running: fileProgressSchema.nullable(),
});
export type BackupState = z.output<typeof backupStateSchema>;

export const diskSpaceSchema = z.strictObject({
  place: z.enum(['data', 'second']),
  freeBytes: z.number().min(0).nullable(),
});
export type DiskSpace = z.output<typeof diskSpaceSchema>;

/** Where a file that could be put in place lies: our copies, the second folder's, saved ones, ones that were set aside. */
export const copySourceSchema = z.strictObject({
  place: z.enum(['data', 'second', 'salvaged', 'set_aside']),
  fileName: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,150}\.db$/),
});
export type CopySource = z.output<typeof copySourceSchema>;

export const listedCopySchema = z.strictObject({
  source: copySourceSchema,
  /** From its name, else from the file. */
  madeAt: z.string(),
  sizeBytes: z.number().min(0),
  /** It stands in the record as proved, with the same size. */
  recorded: z.boolean(),
  cause: z.enum([
    'first_of_day',
    'interval',
    'requested',
    'before_migration',
    'salvaged',
    'set_aside',
    'foreign',
  ]),
  content: fileContentSchema.nullable(),
  problem: z.enum(['other_key', 'not_ours', 'damaged', 'unreadable', 'missing']).nullable(),
});
export type ListedCopy = z.output<typeof listedCopySchema>;

const lostRecordSchema = z.strictObject({
  kind: z.enum(['final', 'interim', 'reversal']),
  slipNumber: z.string(),
  recordedAt: z.string(),
  totalFen: fenSchema,
  personalFen: fenSchema,
  /** Whether the platform has it. */
  delivered: z.boolean(),
});
const sumSchema = z.strictObject({ count: z.int(), sumFen: z.number() });

/** What the present file holds and the copy does not. */
export const lostSchema = z.strictObject({
  /** False: the present file could not be read to its end, so more may be lost than is listed. */
  presentReadable: z.boolean(),
  settlements: sumSchema,
  reversals: sumSchema,
  payments: sumSchema,
  stays: z.strictObject({ count: z.int(), admissionNumbers: z.array(z.string()).max(200) }),
  records: z.array(lostRecordSchema).max(200),
  auditRows: z.int(),
  /** Settlements that only the copy holds: it is no ancestor of the present file. */
  onlyInCopy: z.int(),
});

const returningSchema = z.strictObject({
  count: z.int(),
  rows: z
    .array(
      z.strictObject({ kind: z.string(), state: z.string(), recordedAt: z.string(), amountFen: z.number() }),
    )
    .max(200),
});

export const heldByCentreSchema = z.strictObject({
  settlementNumber: z.string(),
  stayId: idSchema,
  admissionNumber: z.string(),
  totalFen: fenSchema,
  personalFen: fenSchema,
});
export const centreAnswerSchema = z.strictObject({
  asked: z.enum(['asked', 'unreachable', 'not_set', 'not_asked']),
  askedStays: z.int(),
  notAskedStays: z.int(),
  unknownHere: z.array(heldByCentreSchema).max(500),
});

export const rehearsalSchema = z.strictObject({
  rehearsalId: idSchema,
  source: copySourceSchema,
  sha256: z.string(),
  content: fileContentSchema,
  /** The audit chain of the copy. */
  auditWhole: z.boolean(),
  warnings: z.array(z.string()).max(20),
  lost: lostSchema,
  returning: returningSchema,
  centre: centreAnswerSchema,
});
export type Rehearsal = z.output<typeof rehearsalSchema>;

export const salvageReportSchema = z.strictObject({
  source: copySourceSchema,
  tables: z.array(z.strictObject({ table: z.string(), read: z.int(), lost: z.int().nullable() })).max(200),
  ledgerWhole: z.boolean(),
  auditWhole: z.boolean(),
  referencesWhole: z.boolean(),
  content: fileContentSchema,
});
export type SalvageReportShape = z.output<typeof salvageReportSchema>;

export const centreRecordSchema = heldByCentreSchema.extend({
  centreRecordId: idSchema,
  foundAt: z.string(),
  /** The last word of the person who worked on it. */
  note: z.string().nullable(),
});

const office = ['information_office'] as const;

export const backupRequests = {
  /** Copies in the record and in the folders themselves, the newest first; attempts that failed; the plan. */
  'backups.list': request({
    input: z.strictObject({}),
    output: z.strictObject({
      state: backupStateSchema,
      plan: z
        .strictObject({
          everyHours: z.int(),
          newest: z.int(),
          weeks: z.int(),
          months: z.int(),
          secondFolder: z.string().nullable(),
        })
        .nullable(),
      disk: z.array(diskSpaceSchema).max(2),
      copies: z.array(listedCopySchema).max(500),
      failures: z.array(z.strictObject({ at: z.string(), reason: z.string() })).max(50),
    }),
    allowed: ['information_office', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  'backups.now': request({
    input: z.strictObject({}),
    output: z.strictObject({
      fileName: z.string(),
      sizeBytes: z.number(),
      secondFailure: z.string().nullable(),
    }),
    allowed: office,
    answeredBy: 'service',
  }),
};

export const recoveryRequests = {
  /**
   * Whether the file is open and, if not, why. Asked before anybody can sign in: accounts stand in the file. It and
   * the others here are also answered while the file cannot be opened.
   */
  'recovery.state': request({
    input: z.strictObject({}),
    output: z.strictObject({
      open: z.boolean(),
      refusal: z.strictObject({ code: z.string(), sentence: z.string() }).nullable(),
      fileBytes: z.number().nullable(),
    }),
    allowed: 'anyone',
    answeredBy: 'service',
  }),
  /** What putting this copy in place would lose and bring back. Writes nothing. */
  'recovery.rehearse': request({
    input: z.strictObject({ source: copySourceSchema, askCentre: z.boolean() }),
    output: rehearsalSchema,
    allowed: office,
    answeredBy: 'service',
  }),
  /** Puts the rehearsed copy in place; the service starts anew afterwards. `person` only while the file is closed. */
  'recovery.restore': request({
    input: z.strictObject({
      rehearsalId: idSchema,
      reason: lineSchema(200).min(1),
      person: secondPersonSchema.nullable(),
      secondPerson: secondPersonSchema,
    }),
    output: z.strictObject({ setAside: z.string().nullable() }),
    allowed: office,
    answeredBy: 'service',
  }),
  /** Reads what can be read out of the present file into a new one beside it. */
  'recovery.salvage': request({
    input: z.strictObject({}),
    output: salvageReportSchema,
    allowed: office,
    answeredBy: 'service',
  }),
  /** What the centre holds of our stays and this file does not know, and nobody has worked off yet. */
  'recovery.centreRecords': request({
    input: z.strictObject({}),
    output: z.array(centreRecordSchema).max(500),
    allowed: ['information_office', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  'recovery.noteCentreRecord': request({
    input: z.strictObject({
      centreRecordId: idSchema,
      act: z.enum(['note', 'worked_off']),
      text: lineSchema(400).min(1),
    }),
    output: z.strictObject({}),
    allowed: ['information_office', 'finance'],
    answeredBy: 'service',
  }),
};

/** Why a file stays closed although its key is here: the refusals that a copy, or what can still be read, helps against. */
const recoverableCodes: ReadonlySet<string> = new Set([
  'database_damaged',
  'database_wrong_key',
  'database_missing',
  'database_not_ours',
  'database_unreadable',
  'restore_unfinished',
  'restore_journal_unreadable',
]);

export function recoveryHelps({ code }: { readonly code: string }): boolean {
  return recoverableCodes.has(code);
}
