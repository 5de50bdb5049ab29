import { expect, test } from 'vitest';
import { nodesOf, type Source, sourcesIn, type SyntaxNode } from '../architecture/source.ts';
import { codesOfManual } from './codes-of-manual.ts';

/* What the program refuses or warns with, and the appendices of the operator's manual, kept equal in both directions. */

const listed = codesOfManual();

/**
 * A centre's own answers, and what is wrong inside a pack's text: `policy_file_faulty` names file, line and sentence, and
 * whoever writes a pack has a guide of their own.
 */
const notShownAsRefusals = /^(electron\/service\/practice\/platform|shared\/policy)\//;
const sources = sourcesIn('electron', 'renderer', 'shared').filter(
  ({ path }) => !notShownAsRefusals.test(path),
);

const text = (node: unknown): string | undefined => {
  const { type, value } = (node ?? {}) as { type?: string; value?: unknown };
  return type === 'Literal' && typeof value === 'string' ? value : undefined;
};

const isCode = (found: string | undefined): found is string => /^[a-z]+(_[a-z]+)*$/.test(found ?? '');

/** `new Refusal('code', …)` and its kin; `refuse('code')`, `reader.refuse(column, 'code', …)`. */
function codeOfCall({ type, callee, arguments: given }: SyntaxNode): string[] {
  const named = callee as { name?: string; property?: { name?: string } } | undefined;
  const name = named?.name ?? named?.property?.name ?? '';
  const [first, second] = (given ?? []) as unknown[];
  if (type === 'NewExpression' && name.endsWith('Refusal')) return [text(first)].filter(isCode);
  if (type !== 'CallExpression' || !/^refused?$/.test(name)) return [];
  return [named?.property === undefined ? text(first) : text(second)].filter(isCode);
}

/** `{code: '…', sentence: …}` */
function codeOfObject({ type, properties }: SyntaxNode): string[] {
  if (type !== 'ObjectExpression') return [];
  const own = (properties as { key?: { name?: string }; value?: unknown }[]).filter(
    ({ key }) => key !== undefined,
  );
  if (!own.some(({ key }) => key?.name === 'sentence')) return [];
  return own.filter(({ key }) => key?.name === 'code').flatMap(({ value }) => [text(value)].filter(isCode));
}

/** `type IdNumberErrorCode = 'wrong_length' | …` */
function codesOfType({ type, id, typeAnnotation }: SyntaxNode): string[] {
  if (type !== 'TSTypeAliasDeclaration' || !(id as { name: string }).name.endsWith('ErrorCode')) return [];
  const { types } = typeAnnotation as { types?: { literal?: unknown }[] };
  return (types ?? []).flatMap(({ literal }) => [text(literal)].filter(isCode));
}

function codesIn(source: Source): { code: string; path: string }[] {
  return [...nodesOf(source)]
    .flatMap((node) => [...codeOfCall(node), ...codeOfObject(node), ...codesOfType(node)])
    .map((code) => ({ code, path: source.path }));
}

test('every code the program refuses with stands in the appendix of the manual', () => {
  const used = sources.filter(({ path }) => !path.startsWith('shared/money/')).flatMap(codesIn);
  expect(used.length).toBeGreaterThan(100);
  const missing = used
    .filter(({ code }) => !listed.includes(code))
    .map(({ code, path }) => `${code} (${path})`);
  expect([...new Set(missing)]).toEqual([]);
});

test('every code of the appendix is one the program knows, and stands there once', () => {
  const known = sources.map((source) => source.text).join('\n');
  expect(listed.filter((code) => !known.includes(`'${code}'`))).toEqual([]);
  expect(listed.filter((code, at) => listed.indexOf(code) !== at)).toEqual([]);
});
