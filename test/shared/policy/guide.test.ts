import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCases } from '../../../shared/policy/cases/case-file.ts';
import { runCase } from '../../../shared/policy/cases/run-case.ts';
import { packOf } from './packs.ts';

const guide = readFileSync(new URL('../../../docs/policy-language.md', import.meta.url), 'utf8');

function blocks(kind: string): string[] {
  const pattern = new RegExp(`^\`\`\`yaml ${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  return [...guide.matchAll(pattern)].map((match) => match[1] ?? '');
}

const packs = new Map(blocks('pack').map((text) => [/^id: (.*)$/m.exec(text)?.[1] ?? '', text]));
const find = (id: string) => {
  const text = packs.get(id);
  return text === undefined ? undefined : { text, file: `${id}.yaml` };
};
const packById = (id: string) => {
  const text = packs.get(id);
  return text === undefined ? undefined : packOf(text, `${id}.yaml`, find);
};

describe('the guide of the policy language', () => {
  it('works out at least six examples, each with a pack and cases', () => {
    expect(packs.size).toBeGreaterThanOrEqual(7);
    expect(blocks('cases')).toHaveLength(packs.size);
  });

  const cases = blocks('cases').flatMap((text) => readCases(text, 'guide'));
  it.each(
    cases.map((one) => [`${'pack' in one.value ? one.value.pack : ''}: ${one.value.name}`, one] as const),
  )('%s', (_, one) => {
    expect(runCase(one, packById).differences).toEqual([]);
  });
});
