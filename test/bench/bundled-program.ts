import { basename, dirname, join } from 'node:path';
import { build } from 'rolldown';
import { projectFolder } from '../../build/setup/dependencies.js';

/** What the service starts as threads, found beside the program. */
const threads = [
  'electron/service/file-work/file-work-program.ts',
  'electron/service/database/checkpoints/checkpoint-program.ts',
];

/**
 * A program of a benchmark and the threads that it starts, bundled like the application: from their sources each thread
 * would spend half a second of the time on taking types away and on libraries of a hundred files. Returns the program's
 * file, which lies as deep below the project as its source, since it looks for the project's files from where it stands.
 * @param source from the project's folder
 */
export async function bundledProgram(source: string): Promise<string> {
  const dir = join(projectFolder, 'out', 'bench', basename(dirname(source)));
  await build({
    cwd: projectFolder,
    input: Object.fromEntries([source, ...threads].map((file) => [basename(file, '.ts'), file])),
    platform: 'node',
    external: ['electron', 'better-sqlite3', 'rolldown'],
    transform: { target: 'node22', define: { 'process.env.NODE_ENV': '"production"' } },
    output: { dir, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
  });
  return join(dir, `${basename(source, '.ts')}.js`);
}
