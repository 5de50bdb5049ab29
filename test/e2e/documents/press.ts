import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'rolldown';
import { projectFolder } from '../../../build/setup/dependencies.js';
import { type GreyPicture, readPgms } from './grey-picture.ts';

const run = promisify(execFile);
const limitMs = 60_000;
/** Enough to tell a digit from another, and small in the repository. */
const dotsPerInch = 75;

/**
 * Makes the PDF of every paper in a real Electron, as the application does.
 * @param folder an empty one; afterwards it holds `<name>.pdf`
 * @returns the names
 */
export async function pressPapers(folder: string): Promise<string[]> {
  await build({
    input: join(import.meta.dirname, 'press-trial.ts'),
    platform: 'node',
    external: ['electron'],
    output: { file: join(folder, 'main.js'), format: 'esm' },
  });
  const description = { name: 'press-trial', version: '1.0.0', type: 'module', main: 'main.js' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(description));
  const note = await readFile(join(projectFolder, 'out', 'electron-runtime.json'), 'utf8');
  const { executable } = JSON.parse(note) as { executable: string };
  const switches = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${folder}/user`];
  await run(executable, [folder, ...switches], { timeout: limitMs });
  return (await readdir(folder)).flatMap((file) => /^(.+)\.pdf$/.exec(file)?.[1] ?? []);
}

/** The sheets of a PDF, the first first. */
export async function drawSheets(pdfFile: string): Promise<GreyPicture[]> {
  const asGrey = ['-gray', '-r', String(dotsPerInch), pdfFile];
  const { stdout } = await run('pdftoppm', asGrey, { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 });
  return readPgms(stdout);
}

/** The text of a PDF in the order in which it was written, without blanks. */
export async function lettersOf(pdfFile: string): Promise<string> {
  const { stdout } = await run('pdftotext', ['-raw', pdfFile, '-']);
  return stdout.replaceAll(/\s/g, '');
}

/** The faces that a PDF brings, without the mark of a subset; Chromium draws bold without a name. */
export async function fontsOf(pdfFile: string): Promise<string[]> {
  const { stdout } = await run('pdffonts', [pdfFile]);
  const names = stdout
    .split('\n')
    .slice(2)
    .flatMap((line) => line.split(' ')[0] || [])
    .filter((name) => name !== '[none]');
  return [...new Set(names.map((name) => name.replace(/^[A-Z]{6}\+/, '')))].toSorted();
}
