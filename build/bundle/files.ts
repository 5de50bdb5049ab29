import { existsSync } from 'node:fs';
import { copyFile, cp, glob, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { dependencies, licenceTexts } from '../licences/licences.ts';
import { projectFolder } from '../setup/dependencies.js';

/** Copies what is read as a file at run time: the policy packs, the practice hospital's files, SQLite. */
export async function copyFiles(dist: string): Promise<void> {
  for (const folder of ['packs', 'native']) await mkdir(join(dist, folder), { recursive: true });
  for await (const pack of glob(join(projectFolder, 'shared/policy/packs/*.yaml'))) {
    await copyFile(pack, join(dist, 'packs', basename(pack)));
  }
  // The worked cases beside the packs: the workbench shows what a change does to them.
  await cp(join(projectFolder, 'shared/policy/packs/cases'), join(dist, 'packs', 'cases'), {
    recursive: true,
  });
  const practiceFiles = join(projectFolder, 'electron/service/practice/files');
  if (existsSync(practiceFiles)) await cp(practiceFiles, join(dist, 'practice'), { recursive: true });
  await writeFile(join(dist, 'licences.txt'), licenceTexts(dependencies()));
  const prebuilt = `better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`;
  await copyFile(join(projectFolder, 'node_modules', prebuilt), join(dist, 'native', 'better_sqlite3.node'));
}
