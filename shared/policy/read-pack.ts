import type * as z from 'zod';
import { YamlDocument, type Place, isMapping } from './yaml-document.ts';
import { extendPack } from './extend.ts';
import { type PackText, extendingPack, pack as packSchema } from './language/pack.ts';
import { type PackProblem, PackRefused } from './problem.ts';
import { problemOf } from './schema-problem.ts';

/** A pack that was read and found to be well formed. `compilePack` makes a policy of it. */
export interface Pack {
  readonly id: string;
  readonly file: string;
  readonly text: PackText;
  /** Where a value stands, for errors that are found later. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
}

/** Finds the text of a pack by its id: the one that another pack extends. */
export type FindPack = (id: string) => { readonly text: string; readonly file: string } | undefined;

export type PackReading =
  | { readonly ok: true; readonly pack: Pack }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

const longestChain = 5;

/**
 * Reads a policy pack from its text: YAML, then the strict schema, laid over the pack it extends. Every problem
 * comes with file, line, column, code and a Chinese sentence. What the values mean together (rules that overlap,
 * options that do not fit) is checked by `compilePack`.
 */
export function readPack(text: string, file: string, findPack: FindPack): PackReading {
  try {
    const document = readDocument(text, file, findPack, []);
    const value = checked(document, packSchema);
    const pack: Pack = { id: value.id, file, text: value, placeOf: (path) => document.placeOf(path) };
    return { ok: true, pack };
  } catch (error) {
    if (error instanceof PackRefused) return { ok: false, problems: error.problems };
    throw error;
  }
}

function readDocument(
  text: string,
  file: string,
  findPack: FindPack,
  chain: readonly string[],
): YamlDocument {
  const document = YamlDocument.read(text, file);
  const data = document.data;
  if (!isMapping(data) || data['extends'] === undefined) return document;
  const { extends: parentId } = checked(document, extendingPack);
  const place = document.placeOf(['extends']);
  if (chain.includes(parentId) || chain.length >= longestChain) {
    throw new PackRefused([
      { ...place, code: 'extends_itself', sentence: '政策包不能直接或间接继承自己，最多继承五层。' },
    ]);
  }
  const parent = findPack(parentId);
  if (parent === undefined) {
    const sentence = `找不到所继承的政策包“${parentId}”，请核对 id 或一起提供它的文件。`;
    throw new PackRefused([{ ...place, code: 'extends_unknown', sentence }]);
  }
  const under = readDocument(parent.text, parent.file, findPack, [...chain, parentId]);
  checked(under, packSchema);
  extendPack(document, under);
  return document;
}

function checked<T>(document: YamlDocument, schema: z.ZodType<T>): T {
  const result = schema.safeParse(document.data);
  if (result.success) return result.data;
  throw new PackRefused(result.error.issues.flatMap((issue) => problemOf(issue, document)));
}
