import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { databaseRefusal } from '../database/failure.ts';
import { traceOf } from '../fault.ts';
import { doers } from './doers.ts';
import type { FileJobName } from './jobs.ts';

/*
 * One job on whole files as a program: a thread of its own beside the service, on connections of its own, so that a
 * copy of a gigabyte never holds up a patient. It is ended from outside at any moment; what it leaves then is unproved.
 */
if (isMainThread || parentPort === null) throw new Error('work on files is started by the service');
const port = parentPort;
const { name, order } = workerData as { name: FileJobName; order: unknown };
const tell = (progress: unknown): void => port.postMessage({ kind: 'progress', progress });

try {
  // The compiler cannot see that the order belongs to the name; the one who started this thread can.
  const doer = doers[name] as (order: unknown, say: typeof tell) => unknown;
  port.postMessage({ kind: 'done', result: await doer(order, tell) });
} catch (error) {
  const refusal = error instanceof Refusal ? error : databaseRefusal(error);
  port.postMessage({ kind: 'failed', refusal: refusal?.toShape() ?? null, trace: traceOf(error) });
}
