import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { traceOf } from '../../fault.ts';
import type { ConnectionOptions } from '../connection.ts';

/** What the thread is told when it starts. */
export interface CheckpointOrder {
  readonly connection: ConnectionOptions;
  readonly everyMs: number;
}

/**
 * Brings the log over into the file on a thread of its own, little by little. Each page of it is decrypted and encrypted
 * anew on the way, half a second for a full log, and on the service's own thread a clerk would wait for it. Commits go on
 * meanwhile; they bring over themselves (`wal_autocheckpoint`) only what the thread has left, and all of it where the
 * thread could not start. Returns what ends it: before the file is closed.
 */
export function startCheckpointer(order: CheckpointOrder): () => Promise<void> {
  const thread = new Worker(threadFile(), {
    workerData: order,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 32 },
  });
  thread.unref();
  thread.on('error', (error) => console.error(`the checkpoints stopped: ${traceOf(error)}`));
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  return async () => {
    thread.ref();
    thread.postMessage('stop', []);
    await ended;
  };
}

/** Beside the service's own file: as source in the repository, as bundle in the application, never in an archive. */
function threadFile(): string {
  const here = fileURLToPath(import.meta.url);
  const file = path.join(path.dirname(here), `checkpoint-program${path.extname(here)}`);
  return file.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked');
}
