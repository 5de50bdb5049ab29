import { expect, test } from 'vitest';
import { renderKeyPaper } from '../../../renderer/documents/render.tsx';
import type { KeyPaper } from '../../../shared/contract/keys.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { readRecoveryKey, recoveryKeyRows } from '../../../shared/recovery-key/recovery-key.ts';

const keyHex = '5a'.repeat(32);
const paper: KeyPaper = {
  approvalId: '0199a0b0-0000-7000-8000-000000000001',
  fingerprint: keyFingerprint(keyHex),
  practice: false,
  hospitalName: '测试县人民医院<b>',
  windowName: '3号窗',
  printedAt: '2020-03-10T06:05:00.000Z',
  printedBy: '陈晓',
  approvedBy: '刘芳',
};
const page = (over: Partial<KeyPaper> = {}) => renderKeyPaper({ ...paper, ...over }, recoveryKeyRows(keyHex));

test('the paper holds the key so that it can be typed back from it, row by row', () => {
  const cells = [...page().matchAll(/<th>(\d)<\/th><td>(\w+)<\/td><td>(\w+)<\/td><td>(\w)<\/td>/g)];
  expect(cells.map(([, number]) => number)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  expect(readRecoveryKey(cells.map(([, , ...groups]) => groups.join(' ')).join('\n'))).toBe(keyHex);
});

test('it names hospital, window, both people, the time and the fingerprint, and escapes what it names', () => {
  for (const words of [
    '测试县人民医院&lt;b&gt;',
    '3号窗',
    '2020-03-10 14:05',
    '陈晓',
    '刘芳',
    paper.fingerprint,
  ]) {
    expect(page()).toContain(words);
  }
  expect(page().match(/＿+　日期：＿+/g)).toHaveLength(2);
});

test('it carries the mark of practice only in the practice hospital, and no script', () => {
  expect(page({ practice: true })).toContain('练习医院');
  expect(page()).not.toContain('练习医院');
  expect(page()).not.toContain('<script');
});
