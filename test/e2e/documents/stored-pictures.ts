import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../../build/setup/dependencies.js';
import { compare, type GreyPicture, readPng, writePng } from './grey-picture.ts';

const blank: GreyPicture = { width: 0, height: 0, pixels: new Uint8Array() };
const storedFolder = join(import.meta.dirname, 'pictures');
/** Where a comparison that fails leaves the new picture and where it differs. */
const failedFolder = join(projectFolder, 'out', 'documents');

/** Fewer pixels than a changed digit has; none differ where font and drawing program are the same. */
const mostDiffering = 6;

const fileName = (page: string, sheet: number) =>
  sheet === 0 ? `${page}.png` : `${page}-sheet${sheet + 1}.png`;

/** What is wrong with the sheets of a page when they are held against the stored ones; nothing if they are the same. */
export async function faultsOf(page: string, sheets: readonly GreyPicture[]): Promise<string[]> {
  const stored = await storedSheets(page);
  const faults: string[] = [];
  if (stored.length !== sheets.length) faults.push(`${sheets.length} sheets instead of ${stored.length}`);
  for (const [index, sheet] of sheets.entries()) {
    const before = stored[index];
    const { differing, where } = compare(before ?? blank, sheet);
    if (differing <= mostDiffering) continue;
    await mkdir(failedFolder, { recursive: true });
    const file = join(failedFolder, fileName(page, index));
    await writeFile(file, writePng(sheet));
    await writeFile(file.replace('.png', '.where.png'), writePng(where));
    faults.push(`${differing} pixels of sheet ${index + 1} differ, see ${file} and beside it where`);
  }
  return faults;
}

async function storedSheets(page: string): Promise<GreyPicture[]> {
  const sheets: GreyPicture[] = [];
  const names = new Set(await readdir(storedFolder));
  for (let index = 0; names.has(fileName(page, index)); index += 1) {
    sheets.push(readPng(await readFile(join(storedFolder, fileName(page, index)))));
  }
  return sheets;
}

/** Takes these sheets as the ones to compare with from now on. */
export async function storeSheets(pages: ReadonlyMap<string, readonly GreyPicture[]>): Promise<void> {
  await rm(storedFolder, { recursive: true, force: true });
  await mkdir(storedFolder, { recursive: true });
  for (const [page, sheets] of pages) {
    for (const [index, sheet] of sheets.entries()) {
      await writeFile(join(storedFolder, fileName(page, index)), writePng(sheet));
    }
  }
}
