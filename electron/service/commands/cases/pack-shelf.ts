import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackById } from '../../../../shared/policy/cases/run-case.ts';
import { PackRefused } from '../../../../shared/policy/problem.ts';
import { type FindPack, readPack } from '../../../../shared/policy/read-pack.ts';

const builtInFolder = fileURLToPath(new URL('../../../../shared/policy/packs/', import.meta.url));

/** The built-in packs and those of a folder, which win; a pack stands in a file of its id. */
export function packShelf(extraFolder?: string): PackById {
  const files = new Map<string, string>();
  for (const folder of extraFolder === undefined ? [builtInFolder] : [builtInFolder, extraFolder]) {
    for (const name of readdirSync(folder)) {
      if (/\.ya?ml$/.test(name)) files.set(name.replace(/\.ya?ml$/, ''), path.join(folder, name));
    }
  }
  const find: FindPack = (id) => {
    const file = files.get(id);
    return file === undefined ? undefined : { text: readFileSync(file, 'utf8'), file };
  };
  return (id) => {
    const found = find(id);
    if (found === undefined) return undefined;
    const reading = readPack(found.text, found.file, find);
    if (!reading.ok) throw new PackRefused(reading.problems);
    return reading.pack;
  };
}
