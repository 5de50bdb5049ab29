import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../build/licences/audit-answer.ts';
import {
  dependencies,
  type Dependency,
  licenceDocument,
  licenceFaults,
  licenceTexts,
} from '../../build/licences/licences.ts';
import { projectFolder } from '../../build/setup/dependencies.js';

const all = dependencies();
const made = (change: Partial<Dependency>): Dependency => ({
  name: 'x',
  version: '1.0.0',
  licence: 'MIT',
  isShipped: true,
  folder: null,
  ...change,
});

describe('the licences of what the project is made of', () => {
  it('are all allowed, of tools and of what is shipped', () => {
    expect(all.length).toBeGreaterThan(300);
    expect(licenceFaults(all)).toEqual([]);
  });

  it('are refused where nobody has allowed them: unknown, not named, or of a tool that would be shipped', () => {
    for (const licence of [
      'GPL-3.0-only',
      'AGPL-3.0',
      'not named',
      'UNLICENSED',
      'MIT AND GPL-2.0',
      'MPL-2.0',
    ])
      expect(licenceFaults([made({ licence })])).toEqual([expect.stringContaining(licence)]);
    expect(licenceFaults([made({ licence: 'MPL-2.0', isShipped: false })])).toEqual([]);
    expect(licenceFaults([made({ licence: '(GPL-2.0 OR MIT)' })])).toEqual([]);
  });

  it('stand in the document of the project as they are', () => {
    const document = readFileSync(join(projectFolder, 'docs', 'licences.md'), 'utf8');
    expect(document).toBe(licenceDocument(all));
  });

  it('count every package that the program names as shipped', () => {
    const description = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const shipped = new Set(all.filter(({ isShipped }) => isShipped).map(({ name }) => name));
    expect(Object.keys(description.dependencies).filter((name) => !shipped.has(name))).toEqual([]);
  });

  it('are passed on by their texts', () => {
    const texts = licenceTexts(all);
    for (const name of ['react ', 'zod ', 'yaml ', 'papaparse ']) expect(texts).toContain(`\n${name}`);
    expect(texts.match(/brings no file/g)?.length ?? 0).toBeLessThan(12);
  });
});

describe('the question for known vulnerabilities', () => {
  it('is answered by yes, by no, and by nobody, and the last is not taken for no', () => {
    const metadata = {};
    expect(verdictOf(JSON.stringify({ vulnerabilities: {}, metadata })).isClean).toBe(true);
    const bad = { name: 'tar', severity: 'high', range: '<6' };
    const found = verdictOf(JSON.stringify({ vulnerabilities: { tar: bad }, metadata }));
    expect(found).toMatchObject({
      isClean: false,
      sentence: expect.stringContaining('tar <6: high') as string,
    });
    for (const answer of [
      '',
      '<html>',
      '{"message":"404 Not Found"}',
      '{"error":{"summary":"none"}}',
      '[]',
      'null',
    ])
      expect(verdictOf(answer)).toMatchObject({
        isClean: null,
        sentence: expect.stringContaining('gives no answer') as string,
      });
  });
});
