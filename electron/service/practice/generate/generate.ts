import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeCatalogueFile } from './catalogue-file.ts';
import { encodeGb18030 } from './gb18030.ts';
import { makeFeeList } from './fees.ts';
import { plannedFiles } from './plans.ts';
import { Random } from './random.ts';
import { makeRoster } from './roster.ts';
import { makeVisitFees } from './visit-fees.ts';

const personCount = 300;
const rosterSeed = 20_200_310;

/** Every file below `files/` with its bytes: always the same. */
export function makePracticeFiles(): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>([
    ['roster.csv', Buffer.from(makeRoster(new Random(rosterSeed), personCount))],
    ['catalogue.csv', Buffer.from(makeCatalogueFile())],
    ['MZ26020001.csv', Buffer.from(makeVisitFees('2026-02-27'))],
  ]);
  for (const [index, { file, encoding, plan }] of plannedFiles.entries()) {
    const text = makeFeeList(new Random(rosterSeed + index + 1), plan);
    files.set(file, encoding === 'gb18030' ? encodeGb18030(text) : Buffer.from(text));
  }
  return files;
}

/** `node electron/service/practice/generate/generate.ts` writes them again. */
if (import.meta.main) {
  const folder = path.resolve(import.meta.dirname, '../files');
  for (const [file, bytes] of makePracticeFiles()) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), bytes);
  }
}
