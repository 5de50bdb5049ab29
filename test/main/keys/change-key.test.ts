import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeKey } from '../../../electron/main/keys/change-key.ts';
import { keyFiles } from '../../../electron/main/keys/key-store.ts';
import { OpeningKey } from '../../../electron/main/keys/opening-key.ts';

let root: string;
const store = () => keyFiles(join(root, 'keys'), undefined);
const opening = () => new OpeningKey(join(root, 'a'), store());
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'onestop-change-key-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('the new key is kept before anything is encrypted with it, and opens the folder once the file says so', async () => {
  const { keyHex } = await opening().current();
  expect(await opening().next()).toBeUndefined();
  await opening().beginChange();
  // A program that was killed here finds both.
  const next = await opening().next();
  expect(next).toMatch(/^[0-9a-f]{64}$/);
  expect(next).not.toBe(keyHex);
  expect((await opening().current()).keyHex).toBe(keyHex);
  await opening().endChange(true);
  expect(await opening().current()).toMatchObject({ keyHex: next, isNew: false });
  expect(await opening().next()).toBeUndefined();
  // Copies of before are opened by the old one: it stays.
  expect(readdirSync(join(root, 'keys'))).toHaveLength(2);
});

test('a change that came to nothing leaves the old key, and is not tried again', async () => {
  const { keyHex } = await opening().current();
  await opening().beginChange();
  await opening().endChange(false);
  expect((await opening().current()).keyHex).toBe(keyHex);
  expect(await opening().next()).toBeUndefined();
});

test('two people are asked first, then the key is kept, then the file closed', async () => {
  const steps: unknown[] = [];
  const secondPerson = { login: 'finance', password: 'x' };
  const service = {
    askAsHost: (_windowId: number, name: string) => {
      steps.push(name);
      return Promise.resolve({ approvalId: '1' }) as never;
    },
  };
  const key = {
    beginChange: () => {
      steps.push('kept');
      return Promise.resolve();
    },
  };
  const { sentence } = await changeKey({ service, key, log: () => undefined }, 1, { secondPerson });
  expect(steps).toEqual(['host.prepareKeyChange', 'kept', 'host.beginKeyChange']);
  expect(sentence).toContain('打印新的恢复密钥');
  const broken = { beginChange: () => Promise.reject(new Error('full')) };
  steps.length = 0;
  await expect(
    changeKey({ service, key: broken, log: () => undefined }, 1, { secondPerson }),
  ).rejects.toMatchObject({ code: 'key_not_kept' });
  expect(steps).toEqual(['host.prepareKeyChange']);
});
