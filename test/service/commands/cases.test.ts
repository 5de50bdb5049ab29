import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../../../electron/service/commands/cases.ts', import.meta.url));
const fixtures = fileURLToPath(new URL('../../fixtures/cases', import.meta.url));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
}

describe('the cases command', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'cases-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    const target = path.join(folder, name);
    writeFileSync(target, text);
    return target;
  };

  it('runs a folder and ends with the count', () => {
    const { status, lines } = run(fixtures);
    expect([status, lines]).toEqual([0, ['34 passed, 0 failed']]);
  });

  it('prints the difference with the explanation of its layer and fails', () => {
    const wrong = file(
      'wrong.yaml',
      '- {name: x, pack: suixian-2020, layer: critical_illness, burden: 8000, expect: 1}\n',
    );
    const { status, lines } = run(wrong);
    expect(status).toBe(1);
    expect(lines[0]).toBe(`${wrong} › x`);
    expect(lines[1]).toBe('  critical_illness: expected 1.00, got 1950.00');
    expect(lines.join('\n')).toContain('见随县卫发〔2020〕1号 三·三定');
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
  });

  it('takes packs of a folder, which win over the built-in ones', () => {
    file(
      'first-2020.yaml',
      `id: first-2020
title: 试
region: "429913"
effective: {from: 2020-01-01}
source: {document: 试}
layers: [{id: basic_insurance, title: 基本, base: in_scope, rules: [{ratio: 50%, clause: 一}]}]
`,
    );
    const cases = file(
      'of-first.yaml',
      '- {name: x, pack: first-2020, layer: basic_insurance, burden: 8, expect: 4}\n',
    );
    expect(run(cases, '--packs', folder)).toMatchObject({ status: 0, lines: ['1 passed, 0 failed'] });
    expect(run(cases)).toMatchObject({ status: 1 });
  });

  it('a faulty pack is told with file, line and column', () => {
    const pack = file('faulty-2020.yaml', 'id: faulty-2020\ntitel: 试\n');
    const cases = file(
      'of-faulty.yaml',
      '- {name: x, pack: faulty-2020, layer: basic_insurance, burden: 8, expect: 4}\n',
    );
    const { status, lines } = run(cases, '--packs', folder);
    expect(status).toBe(1);
    expect(lines.join('\n')).toContain(`${pack}:2:1 unknown_key`);
  });

  it('says how it is used, and that a file is not there', () => {
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('usage') });
    expect(run(path.join(folder, 'nowhere.yaml')).status).toBe(2);
  });
});
