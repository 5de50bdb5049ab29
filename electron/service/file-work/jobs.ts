import type { z } from 'zod';
import type { fileProgressSchema } from '../../../shared/contract/backups.ts';
import type { AuditFound, AuditVerdict } from '../../../shared/contract/audit.ts';
import type { RosterProgress } from '../../../shared/contract/people.ts';
import type { ReconciliationProgress } from '../../../shared/contract/reconciliation.ts';
import type { FileDiagnosis } from '../../../shared/contract/diagnostics.ts';
import type { ComparedFiles, CompareOrder } from '../recovery/compare.ts';
import type { CopyContent, DescribeOrder } from '../recovery/content.ts';
import type { PrepareOrder, PreparedFile } from '../recovery/prepare.ts';
import type { SalvageOrder, SalvageReport } from '../recovery/salvage.ts';
import type { LogHead } from '../../../shared/audit/log-head.ts';
import type { ArchiveOrder } from '../audit/archive.ts';
import type { AuditSearchOrder } from '../audit/search.ts';
import type { VerifyOrder } from '../audit/verify.ts';
import type { CopyOrder, ProvedCopy } from '../backups/copy.ts';
import type { RemoveOrder, RemovedCopy } from '../backups/remove.ts';
import type { CheckOrder } from '../database/whole-check.ts';
import type { DiagnoseOrder } from '../diagnostics/file-diagnosis.ts';
import type { Portion as LeftOutPortion } from '../left-out/examine.ts';
import type { Portion as IrregularityPortion } from '../irregularities/examine.ts';
import type { SearchOrder } from '../nightly-search/order.ts';
import type { ReadBesideOrder } from '../reconciliation/read-beside.ts';
import type { ReadPortion, StatementSums } from '../reconciliation/read-statement.ts';
import type { Reconciled, ReconcileOrder } from '../reconciliation/reconcile.ts';
import type { CheckedFile } from '../roster/check.ts';
import type { CheckBesideOrder } from '../roster/check-beside.ts';
import type { Portion } from '../roster/portion.ts';
import type { RosterOrder, RosterReading } from '../roster/read-roster.ts';
import type { NameKeysOrder, SomeNameKeys } from '../roster/sorted-name-keys.ts';
import type { TendingOrder } from '../roster/tend.ts';

/** What is done to whole files beside the service: what goes in and what comes out. Plain values only. */
export interface FileJobs {
  copy: { readonly order: CopyOrder; readonly result: ProvedCopy };
  remove: { readonly order: RemoveOrder; readonly result: readonly RemovedCopy[] };
  describe: { readonly order: DescribeOrder; readonly result: readonly CopyContent[] };
  compare: { readonly order: CompareOrder; readonly result: ComparedFiles };
  salvage: { readonly order: SalvageOrder; readonly result: SalvageReport };
  prepare: { readonly order: PrepareOrder; readonly result: PreparedFile };
  check: { readonly order: CheckOrder; readonly result: null };
  diagnose: { readonly order: DiagnoseOrder; readonly result: FileDiagnosis };
  searchAudit: { readonly order: AuditSearchOrder; readonly result: AuditFound };
  archiveAudit: { readonly order: ArchiveOrder; readonly result: LogHead };
  verifyAudit: { readonly order: VerifyOrder; readonly result: AuditVerdict };
  importRoster: { readonly order: RosterOrder; readonly result: RosterReading };
  checkRoster: { readonly order: CheckBesideOrder; readonly result: CheckedFile };
  checkPlainWorkbook: { readonly order: CheckBesideOrder; readonly result: CheckedFile | null };
  makeNameKeys: { readonly order: NameKeysOrder; readonly result: null };
  tendRoster: { readonly order: TendingOrder; readonly result: null };
  readStatement: { readonly order: ReadBesideOrder; readonly result: StatementSums };
  reconcile: { readonly order: ReconcileOrder; readonly result: Reconciled };
  examineLeftOut: { readonly order: SearchOrder; readonly result: null };
  examineIrregularities: { readonly order: SearchOrder; readonly result: null };
}
export type FileJobName = keyof FileJobs;

/** How far a job is. */
export type Progress = z.output<typeof fileProgressSchema>;
export type Tell = (progress: Progress) => void;
/** What the work on rosters and statements tells instead. */
interface Told {
  readonly importRoster: RosterProgress;
  readonly checkRoster: Portion;
  readonly checkPlainWorkbook: Portion;
  readonly makeNameKeys: SomeNameKeys;
  readonly tendRoster: RosterProgress;
  readonly readStatement: ReadPortion;
  readonly reconcile: ReconciliationProgress;
  readonly examineLeftOut: LeftOutPortion;
  readonly examineIrregularities: IrregularityPortion;
}
export type TellOf<Name extends FileJobName> = (
  progress: Name extends keyof Told ? Told[Name] : Progress,
) => void;

/** How each job is done. Runs in the thread; a test may run it where it stands. */
export type FileJobDoers = {
  readonly [Name in FileJobName]: (
    order: FileJobs[Name]['order'],
    tell: TellOf<Name>,
  ) => FileJobs[Name]['result'] | Promise<FileJobs[Name]['result']>;
};
