import type * as z from 'zod';
import type { YamlDocument } from './yaml-document.ts';
import type { PackProblem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** What the schema found, as problems with a place and a Chinese sentence. */
export function problemOf(issue: Issue, document: YamlDocument): PackProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...document.placeOf(issue.path, key),
      code: 'unknown_key',
      sentence: `不认识的键“${key}”，请核对拼写和它所在的位置。`,
    }));
  }
  if (issue.code === 'invalid_union') return [unionProblem(issue, document)];
  if (issue.code === 'invalid_key') {
    const sentence = issue.issues[0]?.message ?? '键的写法不对。';
    return [{ ...document.placeOf(issue.path), code: 'key_wrong', sentence }];
  }
  const found = valueAt(document, issue.path);
  const key = String(issue.path.at(-1) ?? '');
  const place = document.placeOf(issue.path);
  if (found === undefined) return [{ ...place, code: 'missing_key', sentence: `缺少“${key}”。` }];
  return [{ ...place, ...codeAndSentence(issue) }];
}

function codeAndSentence(issue: Issue): { code: string; sentence: string } {
  switch (issue.code) {
    case 'custom':
      return { code: String(issue.params?.['code'] ?? 'value_wrong'), sentence: issue.message };
    case 'invalid_value':
      return { code: 'value_not_allowed', sentence: `只能写 ${issue.values.map(String).join('、')} 之一。` };
    case 'invalid_type':
      return { code: 'wrong_shape', sentence: `这里应是${shapes[issue.expected] ?? '另一种写法'}。` };
    case 'too_big':
    case 'too_small':
    case 'invalid_format':
      return { code: 'value_wrong', sentence: issue.message };
    default:
      return { code: 'value_wrong', sentence: '这个值不对。' };
  }
}

const shapes: Record<string, string> = {
  string: '一个值',
  object: '一组“键: 值”',
  array: '一个列表',
  record: '一组“键: 值”',
};

/** Of the ways in which a value may be written, the one that the writer came nearest to. */
function unionProblem(issue: Issue & { code: 'invalid_union' }, document: YamlDocument): PackProblem {
  const depth = (branch: readonly Issue[]): number =>
    Math.max(0, ...branch.map((inner) => inner.path.length));
  const says = (branch: readonly Issue[]): number => (branch[0]?.code === 'invalid_type' ? 0 : 1);
  const branches = [...issue.errors].sort((a, b) => depth(b) - depth(a) || says(b) - says(a));
  const nearest = branches[0]?.[0];
  if (nearest === undefined) {
    return { ...document.placeOf(issue.path), code: 'value_wrong', sentence: '这个值不对。' };
  }
  const whole = { ...nearest, path: [...issue.path, ...nearest.path] } as Issue;
  const [problem] = problemOf(whole, document);
  return problem ?? { ...document.placeOf(issue.path), code: 'value_wrong', sentence: '这个值不对。' };
}

function valueAt(document: YamlDocument, path: readonly PropertyKey[]): unknown {
  let here: unknown = document.data;
  for (const step of path) here = (here as Record<PropertyKey, unknown> | undefined)?.[step];
  return here;
}
