import { basename, dirname, join } from 'node:path';
import { build, type BuildOptions } from 'rolldown';
import { projectFolder } from '../setup/dependencies.js';

/** A program and its file. Syntax is lowered to the target; interfaces are not, tsconfig's `lib` refuses newer ones. */
interface Program {
  readonly entry: string;
  readonly output: string;
  /** What it imports only when it needs it lies in files of that name beside it; without this the program is one file. */
  readonly partsNamed?: `${string}[hash].js`;
  readonly format: 'esm' | 'cjs';
  readonly platform: 'node' | 'browser';
  /** The oldest runtime it has to run on. */
  readonly target: string;
}

const programs: readonly Program[] = [
  {
    entry: 'electron/main/main.ts',
    output: 'main/main.js',
    partsNamed: '[name]-[hash].js',
    format: 'esm',
    platform: 'node',
    // The stand-in is Electron 33 with Node 20.
    target: 'node20',
  },
  {
    entry: 'electron/preload/preload.ts',
    output: 'preload/preload.cjs',
    // A sandboxed preload script can only be CommonJS, and one file.
    format: 'cjs',
    platform: 'browser',
    target: 'chrome130',
  },
  {
    entry: 'electron/service/service.ts',
    output: 'service/service.js',
    partsNamed: '[name]-[hash].js',
    format: 'esm',
    platform: 'node',
    target: 'node22',
  },
  {
    entry: 'electron/service/workbench/replay/replay-program.ts',
    output: 'service/replay-program.js',
    format: 'esm',
    platform: 'node',
    target: 'node22',
  },
  {
    entry: 'electron/service/file-work/file-work-program.ts',
    output: 'service/file-work-program.js',
    // In a thread of its own, whose files lie outside the archive (build/package/configuration.ts).
    partsNamed: 'file-work-[name]-[hash].js',
    format: 'esm',
    platform: 'node',
    target: 'node22',
  },
  {
    entry: 'electron/service/database/checkpoints/checkpoint-program.ts',
    output: 'service/checkpoint-program.js',
    format: 'esm',
    platform: 'node',
    target: 'node22',
  },
  {
    entry: 'electron/service/practice/platform.ts',
    output: 'service/practice-platform.js',
    format: 'esm',
    platform: 'node',
    target: 'node22',
  },
];

/** Bundles main, preload, service and the practice platform into `dist`. */
export async function bundlePrograms(dist: string): Promise<void> {
  await build(programs.map((program) => optionsOf(program, dist)));
}

function optionsOf(program: Program, dist: string): BuildOptions {
  return {
    cwd: projectFolder,
    input: join(projectFolder, program.entry),
    platform: program.platform,
    external: ['electron'],
    transform: {
      target: program.target,
      define: { 'process.env.NODE_ENV': '"production"' },
    },
    output: {
      ...(program.partsNamed !== undefined
        ? {
            dir: join(dist, dirname(program.output)),
            entryFileNames: basename(program.output),
            chunkFileNames: program.partsNamed,
          }
        : { file: join(dist, program.output), codeSplitting: false }),
      format: program.format,
    },
    onLog(level, log, handler) {
      // An import that cannot be resolved would only fail on the machine of a hospital.
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
      handler(level, log);
    },
  };
}
