import { z } from 'zod';
import { serviceDiagnosticsSchema } from './diagnostics.ts';
import { documentEntrySchema, documentSchema, documentSubjectSchema } from './documents/document.ts';
import { paperSchema } from './documents/paper.ts';
import { voucherSpanSchema } from './fund-settings.ts';
import { irregularityRequests } from './irregularities.ts';
import { keyFingerprintSchema, keyPaperOutcomeSchema, keyPaperSchema } from './keys.ts';
import { savedReportSchema } from './reports.ts';
import { withdrawalSchema } from './offline.ts';
import { fenSchema, idSchema, localDateSchema, secondPersonSchema } from './values.ts';

/** A file for a spreadsheet, with the name that is suggested for it. */
export const tableFileSchema = z.strictObject({
  fileName: z.string().min(5).max(120),
  table: z.instanceof(Uint8Array).refine((table) => table.byteLength <= 100_000_000),
});

/** Asked by main on behalf of the window that called; the service checks that window's session as for any request. */
export const hostRequests = {
  /** May this window's session make that request of the window contract? Refuses if not. */
  'host.authorize': {
    input: z.strictObject({ name: z.string() }),
    output: z.strictObject({}),
  },
  /** Seals what waits for the platform after that place of the order; null when nothing does. */
  'host.sealPackage': {
    input: z.strictObject({ after: z.int().min(0) }),
    output: z
      .strictObject({
        packageId: idSchema,
        fileName: z.string().regex(/^onestop-[0-9a-f-]+\.package$/),
        content: z.instanceof(Uint8Array).refine((content) => content.byteLength <= 64_000_000),
        count: z.int().min(1),
        sumFen: fenSchema,
        next: z.int().nullable(),
      })
      .nullable(),
  },
  /** A package whose file could not be written. */
  'host.withdrawPackage': { input: withdrawalSchema, output: z.strictObject({}) },
  /** Takes the next copy number and gathers what stands on the document. */
  'host.prepareDocument': {
    input: z.strictObject({
      ...documentSubjectSchema.shape,
      /** Null is the usual paper of the kind. */
      paper: paperSchema.nullable(),
      reason: z.string().max(200).nullable(),
    }),
    /** `printer`: the one set for this paper; null is the system's default. */
    output: z.strictObject({ document: documentSchema, printer: z.string().max(200).nullable() }),
  },
  /** Archives the PDF before any paper; refused if that copy exists already. */
  'host.archiveDocument': {
    input: z.strictObject({
      entry: documentEntrySchema,
      pdf: z.instanceof(Uint8Array).refine((pdf) => pdf.byteLength <= 20_000_000),
    }),
    output: z.strictObject({ sha256: z.string() }),
  },
  /** The archived bytes, for a file of the person's own; a row of the log says so. */
  'host.documentPdf': {
    input: z.strictObject({ documentId: idSchema, secondPerson: secondPersonSchema.nullable() }),
    output: z.strictObject({ pdf: z.instanceof(Uint8Array), sha256: z.string() }),
  },
  /** What became of the paper. */
  'host.recordPrint': {
    input: z.strictObject({
      documentId: idSchema,
      printer: z.string().max(200).nullable(),
      outcome: z.enum(['spooled', 'failed', 'timed_out', 'came_out', 'did_not_come_out']),
      reason: z.string().max(400).nullable(),
    }),
    output: z.strictObject({}),
  },
  /** Lets two people put the key on paper; everything that stands there but the key. */
  'host.prepareKeyPaper': {
    input: z.strictObject({ fingerprint: keyFingerprintSchema, secondPerson: secondPersonSchema }),
    output: keyPaperSchema,
  },
  /** What became of that paper. */
  'host.recordKeyPaper': {
    input: z.strictObject({ approvalId: idSchema, outcome: keyPaperOutcomeSchema }),
    output: z.strictObject({}),
  },
  /** Lets two people change the key of the file. */
  'host.prepareKeyChange': {
    input: z.strictObject({ secondPerson: secondPersonSchema }),
    output: z.strictObject({ approvalId: idSchema }),
  },
  /** Closes the file, whose key is changed at the service's next start. */
  'host.beginKeyChange': { input: z.strictObject({ approvalId: idSchema }), output: z.strictObject({}) },
  /** Which key somebody typed off a paper. */
  'host.recordKeyTest': {
    input: z.strictObject({ fingerprint: keyFingerprintSchema }),
    output: z.strictObject({}),
  },
  /** What the service knows of itself and its file for support; nothing of anybody. */
  'host.diagnostics': { input: z.strictObject({}), output: serviceDiagnosticsSchema },
  /** A reconciliation as a file for a spreadsheet. */
  'host.reconciliationTable': {
    input: z.strictObject({ runId: idSchema, secondPerson: secondPersonSchema }),
    output: tableFileSchema,
  },
  /** A report as a file for a spreadsheet. */
  'host.reportTable': {
    input: z.strictObject({ report: savedReportSchema, secondPerson: secondPersonSchema.nullable() }),
    output: tableFileSchema,
  },
  /** The comparison of a replay as a file for a spreadsheet. */
  'host.replayTable': {
    input: z.strictObject({ replayId: idSchema, format: z.enum(['csv', 'xlsx']) }),
    output: tableFileSchema,
  },
  /** Who would pay more under the policy of a replay. */
  'host.losingPersonsTable': {
    input: z.strictObject({ replayId: idSchema, secondPerson: secondPersonSchema }),
    output: tableFileSchema,
  },
  /** Closes of a span of business days. */
  'host.dayClosesTable': {
    input: z.strictObject({ from: localDateSchema, to: localDateSchema }),
    output: tableFileSchema,
  },
  /** Whom to call for what is owed. */
  'host.remindersTable': {
    input: z.strictObject({ onlyOverdue: z.boolean(), secondPerson: secondPersonSchema }),
    output: tableFileSchema,
  },
  /** Who is on the list of malicious default. */
  'host.defaultListTable': {
    input: z.strictObject({ secondPerson: secondPersonSchema }),
    output: tableFileSchema,
  },
  /** Whom to call after a discharge, and who lacks what. */
  'host.followUpTable': {
    input: z.strictObject({ township: z.string().max(60), secondPerson: secondPersonSchema }),
    output: tableFileSchema,
  },
  /** What somebody should look at, of one state. */
  'host.irregularitiesTable': {
    input: irregularityRequests['irregularities.save'].input,
    output: tableFileSchema,
  },
  /** The declaration list of a fund claim. */
  'host.fundClaimTable': {
    input: z.strictObject({ claimId: idSchema, secondPerson: secondPersonSchema }),
    output: tableFileSchema,
  },
  /** The same as a file for its payer alone. */
  'host.fundClaimFile': { input: z.strictObject({ claimId: idSchema }), output: tableFileSchema },
  /** The ledger of some days in the words of the hospital's accounting. */
  'host.voucherTable': { input: voucherSpanSchema, output: tableFileSchema },
} as const;

/** The requests whose answer main writes where the person says. */
export type TableRequestName = {
  [Name in keyof typeof hostRequests]: (typeof hostRequests)[Name]['output'] extends typeof tableFileSchema
    ? Name
    : never;
}[keyof typeof hostRequests];

export type HostRequestName = keyof typeof hostRequests;
export type HostRequestInput<Name extends HostRequestName> = z.input<(typeof hostRequests)[Name]['input']>;
export type HostRequestOutput<Name extends HostRequestName> = z.output<(typeof hostRequests)[Name]['output']>;
