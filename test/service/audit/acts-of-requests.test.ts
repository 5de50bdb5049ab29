import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditActTitles } from '../../../shared/audit/act-titles.ts';
import { requests } from '../../../shared/contract/contract.ts';
import { actsOfRequests } from './acts-of-requests.ts';
import { actsOfTheProgram } from './acts-of-the-program.ts';

const service = path.join(import.meta.dirname, '../../../electron/service');
const sources = readdirSync(service, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(path.join(service, name), 'utf8'))
  .join('\n');

const named = new Set<string>([...Object.values(actsOfRequests).flat(), ...actsOfTheProgram]);

describe('what a request leaves in the log', () => {
  it('is said of every request of the contract, and of no other', () => {
    expect(Object.keys(actsOfRequests).toSorted()).toEqual(Object.keys(requests).toSorted());
  });

  it('is every act that the log knows, once by a request or by the program itself', () => {
    for (const act of Object.keys(auditActTitles)) expect([act, named.has(act)]).toEqual([act, true]);
  });

  it.each(Object.keys(auditActTitles))('%s is written by the service', (act) => {
    const [, outcome = act] = /^keys\.recovery_key_(\w+)$/.exec(act) ?? [];
    expect([`'${act}'`, `'${outcome}'`].some((text) => sources.includes(text))).toBe(true);
  });
});
