import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { connect } from '../connection.ts';
import type { CheckpointOrder } from './checkpointer.ts';

/*
 * The checkpoints as a program: a thread of its own beside the service, with a connection that writes nothing but the
 * log's pages into the file. PASSIVE: it never waits for the service and never makes it wait.
 */
if (isMainThread || parentPort === null) throw new Error('the checkpoints are started by the service');
const { connection, everyMs } = workerData as CheckpointOrder;
const database = connect(connection);
database.pragma('synchronous = FULL');

const timer = setInterval(() => database.pragma('wal_checkpoint(PASSIVE)'), everyMs);
parentPort.once('message', () => {
  clearInterval(timer);
  database.close();
});
