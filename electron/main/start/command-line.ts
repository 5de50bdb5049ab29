import { resolve } from 'node:path';

/** What the person who starts the application may say on the command line. Everything else belongs to Chromium. */
export interface CommandLine {
  /** `--data=<folder>`: the hospital whose files lie there. Without it the practice hospital opens. */
  readonly dataFolder: string | null;
  /** `--user-data-dir=<folder>`: keys, log, practice hospital and the lock of the single instance lie there. */
  readonly userDataFolder: string | null;
  /** `--fresh-practice`: throws the practice hospital's files away and fills them anew. */
  readonly freshPractice: boolean;
  /** `--picture=<file>`: saves a picture of the first window once it is ready. */
  readonly pictureFile: string | null;
  /** `--exit-after-picture`: ends then. */
  readonly exitAfterPicture: boolean;
  /** `--devtools`: opens the developer tools; heeded in development only. */
  readonly developerTools: boolean;
}

/** @param workingFolder relative paths start from it */
export function readCommandLine(argv: readonly string[], workingFolder: string): CommandLine {
  const path = (name: string): string | null => {
    const value = switchValue(argv, name);
    return value === null ? null : resolve(workingFolder, value);
  };
  return {
    dataFolder: path('data'),
    userDataFolder: path('user-data-dir'),
    freshPractice: argv.includes('--fresh-practice'),
    pictureFile: path('picture'),
    exitAfterPicture: argv.includes('--exit-after-picture'),
    developerTools: argv.includes('--devtools'),
  };
}

/** The value of `--name=value`; null if it is not there or empty. The last one counts. */
export function switchValue(argv: readonly string[], name: string): string | null {
  const start = `--${name}=`;
  const given = argv.findLast((argument) => argument.startsWith(start));
  return given === undefined || given.length === start.length ? null : given.slice(start.length);
}
