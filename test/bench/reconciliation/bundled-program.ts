import { join } from 'node:path';
import { build } from 'rolldown';
import { projectFolder } from '../../../build/setup/dependencies.js';

const entries = {
  'reconcile-program': 'test/bench/reconciliation/reconcile-program.ts',
  'file-work-program': 'electron/service/file-work/file-work-program.ts',
  'checkpoint-program': 'electron/service/database/checkpoints/checkpoint-program.ts',
};

/**
 * The program and the threads that it starts, bundled like the application: from their sources each thread would spend half
 * a second of the time on taking types away and on libraries of a hundred files. Returns the program's file, which lies as
 * deep below the project as its source, since it looks for the project's files from where it stands.
 */
export async function bundledProgram(): Promise<string> {
  const dir = join(projectFolder, 'out', 'bench', 'reconciliation');
  await build({
    cwd: projectFolder,
    input: entries,
    platform: 'node',
    external: ['electron', 'better-sqlite3', 'rolldown'],
    transform: { target: 'node22', define: { 'process.env.NODE_ENV': '"production"' } },
    output: { dir, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
  });
  return join(dir, 'reconcile-program.js');
}
