/** `npm run pictures -- --papers`: takes how every document looks now as what it is compared with. Look at each of them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawSheets, pressPapers } from './press.ts';
import { storeSheets } from './stored-pictures.ts';

const folder = await mkdtemp(join(tmpdir(), 'onestop-papers-'));
try {
  const drawn = new Map<string, Awaited<ReturnType<typeof drawSheets>>>();
  for (const name of await pressPapers(folder))
    drawn.set(name, await drawSheets(join(folder, `${name}.pdf`)));
  await storeSheets(drawn);
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log('Pictures: test/e2e/documents/pictures/');
