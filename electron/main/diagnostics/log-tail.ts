import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainLine } from './plain-line.ts';

const mostLines = 300;

/** The newest lines of the log, of the file before it as well where a new one has just begun. */
export function logTail(logsFolder: string): string[] {
  return ['main.old.log', 'main.log']
    .flatMap((name) => linesOf(join(logsFolder, name)))
    .slice(-mostLines)
    .map(plainLine);
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n');
  } catch {
    return [];
  }
}
