import { readFileSync } from 'node:fs';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import type { OptionValues } from '../../../shared/policy/option-values.ts';
import { PackRefused } from '../../../shared/policy/problem.ts';
import { type FindPack, type Pack, readPack } from '../../../shared/policy/read-pack.ts';

/** The built-in packs, for tests. */

export const builtInPacks = [
  'suixian-2020',
  'chongqing-2019',
  'liaoning-2019',
  'jinzhou-2019',
  'hongze-2019',
];

export const findBuiltIn: FindPack = (id) => {
  if (!builtInPacks.includes(id)) return undefined;
  const file = new URL(`../../../shared/policy/packs/${id}.yaml`, import.meta.url);
  return { text: readFileSync(file, 'utf8'), file: `${id}.yaml` };
};

const packsRead = new Map<string, Pack | undefined>();

/** A built-in pack; read once, since reading takes longer than most tests. */
export function builtInPack(id: string): Pack | undefined {
  if (!packsRead.has(id)) {
    const found = findBuiltIn(id);
    packsRead.set(id, found === undefined ? undefined : packOf(found.text, found.file));
  }
  return packsRead.get(id);
}

export function packOf(text: string, file = 'test.yaml', find: FindPack = findBuiltIn): Pack {
  const reading = readPack(text, file, find);
  if (!reading.ok) throw new PackRefused(reading.problems);
  return reading.pack;
}

export function builtInPolicy(id: string, options: OptionValues = {}): Policy {
  return compilePack(builtInPack(id)!, options);
}

/** What is wrong with a pack, as `line:column code`. */
export function problemsOf(text: string, options: OptionValues = {}, find: FindPack = findBuiltIn): string[] {
  try {
    compilePack(packOf(text, 'test.yaml', find), options);
    return [];
  } catch (error) {
    if (!(error instanceof PackRefused)) throw error;
    return error.problems.map((problem) => `${problem.line}:${problem.column} ${problem.code}`);
  }
}

/** The head of a pack that settles one layer, for tests about that layer. */
export function smallPack(layers: string, rest = ''): string {
  return `id: small-2020
title: 小包
region: "429913"
effective: {from: 2020-01-01}
source: {document: 试〔2020〕1号}
${rest}
layers:
${layers}
`;
}
