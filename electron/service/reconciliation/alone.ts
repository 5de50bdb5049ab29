import type { ReconciliationProgress } from '../../../shared/contract/reconciliation.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';

interface Running {
  readonly cancelled: Int32Array;
  progress: ReconciliationProgress;
}

/** One reading or one run at a time for each open file. */
const running = new WeakMap<object, Running>();

/** What long work tells, and by what it is told to stop. */
export interface Progressing {
  /** Refuses `reconciliation_cancelled` where somebody has cancelled. */
  readonly tell: (progress: ReconciliationProgress) => void;
  /** The same of what a thread does, which looks for itself whether to go on: nobody would catch a refusal here. */
  readonly tellOfThread: (progress: ReconciliationProgress) => void;
  readonly cancelled: SharedArrayBuffer;
}

/** Refuses `reconciliation_running`. */
export async function alone<T>(context: ServiceContext, work: (pace: Progressing) => Promise<T>): Promise<T> {
  const { database } = context;
  if (running.has(database)) {
    throw new Refusal('reconciliation_running', '正在读对账单或对账，请等它完成后再做。');
  }
  const shared = new SharedArrayBuffer(4);
  const cancelled = new Int32Array(shared);
  const mine: Running = { cancelled, progress: { step: 'reading', done: 0, total: 0 } };
  running.set(database, mine);
  const tellOfThread = (progress: ReconciliationProgress): void => {
    mine.progress = progress;
    context.publish('reconciliation.progress', progress);
  };
  const tell = (progress: ReconciliationProgress): void => {
    requireGoingOn(cancelled);
    tellOfThread(progress);
  };
  try {
    return await work({ tell, tellOfThread, cancelled: shared });
  } finally {
    running.delete(database);
    context.publish('reconciliation.progress', null);
  }
}

/** Refuses `reconciliation_cancelled`. */
export function requireGoingOn(cancelled: Int32Array): void {
  if (Atomics.load(cancelled, 0) === 1) {
    throw new Refusal('reconciliation_cancelled', '已取消，什么也没有留下。需要时请重新开始。');
  }
}

/** What is under way; null when nothing is. */
export function runningWork(context: ServiceContext): ReconciliationProgress | null {
  return running.get(context.database)?.progress ?? null;
}

/** It ends after the step that it is in. None under way is no error. */
export function cancelWork(context: ServiceContext): Record<string, never> {
  const mine = running.get(context.database);
  if (mine !== undefined) Atomics.store(mine.cancelled, 0, 1);
  return {};
}
