import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectFolder } from '../setup/dependencies.js';
import { SetupError } from '../setup/progress.js';
import { copyFiles } from './files.ts';
import { bundlePages } from './pages.ts';
import { bundlePrograms } from './programs.ts';

/** Where the bundled application lies; `main` in package.json points into it. */
export const distFolder = join(projectFolder, 'dist');

/** Builds the whole application anew into `dist`. Returns the sentence for the terminal. */
export async function bundle(): Promise<string> {
  await rm(distFolder, { recursive: true, force: true });
  await Promise.all([bundlePrograms(distFolder), bundlePages(distFolder), copyFiles(distFolder)]).catch(
    (error: unknown) => {
      // The bundler names file and line; where it was called from helps nobody.
      throw error instanceof Error ? new SetupError(stripVTControlCharacters(error.message)) : error;
    },
  );
  return 'main, preload, service, practice platform and pages in dist/';
}
