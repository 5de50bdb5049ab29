import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { faultTrace } from '../../../shared/fault/trace.ts';

/** Writes one line. Codes and facts about the machine only: no personal data, nothing of a request's content. */
export type Log = (line: string) => void;

const largestFileBytes = 1_000_000;
const longestLine = 500;
const mostLinesOfARun = 5_000;
const mostFrames = 4;

/** A log in `<folder>/main.log`, beside the terminal; the file before it is kept as `main.old.log`. */
export function openLog(folder: string): Log {
  const file = join(folder, 'main.log');
  mkdirSync(folder, { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestFileBytes) {
    renameSync(file, join(folder, 'main.old.log'));
  }
  let lines = 0;
  return (line) => {
    lines += 1;
    if (lines > mostLinesOfARun) return;
    const text = lines === mostLinesOfARun ? 'the log of this run is full' : line.slice(0, longestLine);
    const entry = `${new Date().toISOString()} ${text.replaceAll(/\p{Cc}/gu, ' ')}\n`;
    process.stderr.write(entry);
    try {
      appendFileSync(file, entry, { mode: 0o600 });
    } catch {
      // A full disk must not stop the window; the terminal has the line.
    }
  };
}

/** An unexpected error as the log may keep it: its kind and where, not its message, which may quote a person. */
export function traceOf(error: unknown): string {
  return faultTrace(error)
    .slice(0, mostFrames + 1)
    .join(' ');
}
