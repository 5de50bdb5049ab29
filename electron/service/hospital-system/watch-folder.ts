import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { type FSWatcher, watch } from 'chokidar';
import { traceOf } from '../fault.ts';

/** A folder that is looked at until `stop`. */
export interface FolderWatch {
  state(): 'watching' | 'away';
  /** Looks at every file again. */
  lookAgain(): Promise<void>;
  stop(): Promise<void>;
}

export interface FolderPace {
  /** So often a folder that is away is looked for, and one that is there for having gone. */
  readonly lookEveryMs: number;
  /** A file is complete when its size has stood still for so long. */
  readonly settledMs: number;
}

const usualPace: FolderPace = { lookEveryMs: 5_000, settledMs: 2_000 };
/** A file that is written to for longer than this is looked at as it is; what it lacks is said. */
const mostRounds = 300;
const feeFile = /^(?![.~]).*\.(csv|xlsx)$/iu;

/**
 * Hands every complete fee file of a folder to `take`, one after the other, also those that lie there already. One that is
 * still written to lets the others by; one that cannot be read (another program holds it) is tried again with every look.
 * A folder that is not there (a stick pulled out, a network drive that went) is no fault: it is waited for.
 */
export function watchFolder(
  folder: string,
  take: (filePath: string) => Promise<void>,
  { lookEveryMs, settledMs }: FolderPace = usualPace,
): FolderWatch {
  let watcher: FSWatcher | undefined;
  const stopping = new AbortController();
  const turns = takeInTurn(take, settledMs, stopping.signal);
  const close = async (): Promise<void> => {
    const before = watcher;
    watcher = undefined;
    await before?.close();
  };
  const look = (): void => {
    if (watcher === undefined && existsSync(folder))
      watcher = open(folder, turns.next, settledMs, () => void close());
    else if (watcher !== undefined && !existsSync(folder)) void close();
    turns.tryAgain();
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  return {
    state: () => (watcher === undefined ? 'away' : 'watching'),
    lookAgain: async () => {
      await close();
      look();
    },
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await close();
      await turns.underWay();
    },
  };
}

interface Turns {
  next(this: void, filePath: string): void;
  /** What could not be read before. */
  tryAgain(): void;
  underWay(): Promise<void>;
}

/** Takes each file once it is complete; until then it holds nobody up. */
function takeInTurn(
  take: (filePath: string) => Promise<void>,
  settledMs: number,
  signal: AbortSignal,
): Turns {
  /** Each once, however often it was written to before its turn came. */
  const waiting = new Set<string>();
  const unreadable = new Set<string>();
  let queue: Promise<void> = Promise.resolve();
  const takeAfter = async (before: Promise<void>, filePath: string): Promise<void> => {
    await before;
    // What is written from here on makes another file of it.
    waiting.delete(filePath);
    if (signal.aborted) return;
    try {
      await take(filePath);
      unreadable.delete(filePath);
    } catch (error) {
      // The stick was pulled out in between; what came whole is taken when it is back.
      if (!existsSync(filePath)) return;
      if (!unreadable.has(filePath)) console.error(`a fee file could not be taken: ${traceOf(error)}`);
      unreadable.add(filePath);
    }
  };
  const takeWhenWhole = async (filePath: string): Promise<void> => {
    if (waiting.has(filePath)) return;
    waiting.add(filePath);
    try {
      await standsStill(filePath, settledMs, signal);
      queue = takeAfter(queue, filePath);
    } catch {
      // It went, or nobody watches any more.
      waiting.delete(filePath);
      unreadable.delete(filePath);
    }
  };
  return {
    next: (filePath) => void takeWhenWhole(filePath),
    tryAgain: () => unreadable.forEach((filePath) => void takeWhenWhole(filePath)),
    underWay: () => queue,
  };
}

/** Waits until nothing was written to a file for so long; one that was finished long ago is complete at once. */
async function standsStill(filePath: string, settledMs: number, signal: AbortSignal): Promise<void> {
  let before = await stat(filePath);
  if (Date.now() - before.mtimeMs > settledMs) return;
  for (let round = 0; round < mostRounds; round += 1) {
    await setTimeout(settledMs, undefined, { signal });
    const now = await stat(filePath);
    if (now.size === before.size && now.mtimeMs === before.mtimeMs) return;
    before = now;
  }
}

function open(
  folder: string,
  takeNext: (filePath: string) => void,
  settledMs: number,
  onError: () => void,
): FSWatcher {
  const watcher = watch(folder, {
    depth: 0,
    // Network drives and sticks tell nobody of a change.
    usePolling: true,
    interval: Math.min(1_000, settledMs),
    ignored: (file, stats) => stats?.isFile() === true && !feeFile.test(file.replace(/^.*[/\\]/, '')),
  });
  // A file that was mended under its own name is another file: its hash says so.
  watcher.on('add', takeNext);
  watcher.on('change', takeNext);
  watcher.on('error', onError);
  return watcher;
}
