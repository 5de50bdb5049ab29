import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { Refusal, type RefusalShape } from '../../../shared/contract/refusal.ts';
import type { FileJobName, FileJobs, TellOf } from './jobs.ts';

/** A job that runs. `stop` ends it wherever it is; its result is then a refusal `file_work_stopped`. */
export interface RunningJob<Result> {
  readonly result: Promise<Result>;
  stop(): Promise<void>;
}

type Report =
  | { readonly kind: 'progress'; readonly progress: unknown }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly refusal: RefusalShape | null; readonly trace: string };

/** Rows are read one by one; what needs more than this has a fault, and only the job ends with it. */
const largestHeapMb = 512;
/**
 * Left to itself, a young heap grows to sixty megabytes of a roster's rows, which are garbage at once. Who reads needs the
 * old one for a workbook, which is in memory as a whole; of a CSV file it holds some forty megabytes, but with room for
 * 160 in all tidying it took twice as long as reading.
 */
const heaps: Partial<Record<FileJobName, ResourceLimits>> = {
  importRoster: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 },
  checkRoster: { maxOldGenerationSizeMb: 640, maxYoungGenerationSizeMb: 24 },
  checkPlainWorkbook: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 },
  readStatement: { maxOldGenerationSizeMb: 640, maxYoungGenerationSizeMb: 32 },
  reconcile: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 },
  makeNameKeys: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16 },
};
/** A gigabyte takes half a minute; what is not done by then hangs on a drive that does not answer. */
const longestMs = 2 * 60 * 60_000;

/**
 * Does one job on whole files in a thread. Refusals come out as they are; any other fault is
 * `file_work_failed`, with its place in the log.
 */
export function runFileJob<Name extends FileJobName>(
  name: Name,
  order: FileJobs[Name]['order'],
  tell: TellOf<Name> = () => undefined,
): RunningJob<FileJobs[Name]['result']> {
  const thread = new Worker(programFile(), {
    workerData: { name, order },
    env: {},
    execArgv: [],
    resourceLimits: heaps[name] ?? { maxOldGenerationSizeMb: largestHeapMb },
  });
  const limit = setTimeout(() => void thread.terminate(), longestMs);
  const result = new Promise<FileJobs[Name]['result']>((resolve, reject) => {
    thread.on('message', (report: Report) => {
      if (report.kind === 'progress') (tell as (progress: unknown) => void)(report.progress);
      if (report.kind === 'done') resolve(report.result as FileJobs[Name]['result']);
      if (report.kind === 'failed') reject(failureOf(name, report));
    });
    thread.on('error', (error) => {
      console.error(`work on files (${name}) failed: ${error.name}`);
      reject(failed());
    });
    thread.on('exit', () => {
      clearTimeout(limit);
      reject(stopped());
    });
  });
  // A job that is stopped while nobody waits for it is no fault of the program.
  result.catch(() => undefined);
  return {
    result,
    stop: async () => {
      await thread.terminate();
    },
  };
}

function failureOf(name: string, { refusal, trace }: Extract<Report, { kind: 'failed' }>): Refusal {
  if (refusal !== null) return new Refusal(refusal.code, refusal.sentence, refusal.problems);
  console.error(`work on files (${name}) failed: ${trace}`);
  return failed();
}

function failed(): Refusal {
  return new Refusal(
    'file_work_failed',
    '文件没有处理完，原有文件没有改动。请信息科检查磁盘和文件夹，详细原因在日志里。',
  );
}

function stopped(): Refusal {
  return new Refusal('file_work_stopped', '文件处理被中断，没有完成，原有文件没有改动。请再做一次。');
}

/** Beside the service's own file: as source in the repository, as bundle in the application, never in an archive. */
function programFile(): string {
  const here = fileURLToPath(import.meta.url);
  const file = path.join(path.dirname(here), `file-work-program${path.extname(here)}`);
  return file.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked');
}
