import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { connect } from '../../database/connection.ts';
import type { ReplayOrder, ReplayReport } from './order.ts';
import { replayYear } from './replay-year.ts';

/*
 * The replay as a program: a thread of its own beside the service, which settles patients meanwhile. It reads through a
 * connection of its own that cannot write, says how far it is, and is ended from outside at any moment.
 */
if (isMainThread || parentPort === null) throw new Error('the replay is started by the service');
const port = parentPort;
const order = workerData as ReplayOrder;

replayYear(
  order,
  () => {
    const database = connect(order.connection);
    database.pragma('query_only = ON');
    database.pragma('temp_store = MEMORY');
    return database;
  },
  (report: ReplayReport) => port.postMessage(report),
);
