import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requests } from '../../shared/contract/contract.ts';
import { hostRequests } from '../../shared/contract/host.ts';
import { roles } from '../../shared/contract/request.ts';
import { openTestHospital, type TestHospital } from '../service/harness/hospital.ts';
import { columns, ask as askAs, signInEveryRole } from './signed-in.ts';
import { expectedOfMain } from './expected-host-permissions.ts';
import { expectedOfWindows, openWhilePasswordIsDue } from './expected-permissions.ts';

/* Every request by every role and by nobody, against the running gate: a row of letters a request, as it is expected. */

let hospital: TestHospital;
beforeAll(async () => {
  hospital = openTestHospital();
  await signInEveryRole(hospital);
});
afterAll(() => hospital.close());

/** `passed` where the gate let the call through: to the schema, or to the handler. */
async function ask(windowId: number, name: string, input: unknown, fromHost = false): Promise<string> {
  const answered = await askAs(hospital, { windowId, name, fromHost, input });
  return answered.ok || answered.error.code === 'input_not_valid' ? 'passed' : answered.error.code;
}

/** Input that fits no request: what the gate lets through gets as far as that, and does nothing. */
const nonsense = 'nonsense';

type Way = (windowId: number) => Promise<string>;
/** A request that main answers asks the service first, whether it may. */
const wayOf = (name: string): Way =>
  requests[name as keyof typeof requests].answeredBy === 'main'
    ? (windowId) => ask(windowId, 'host.authorize', { name }, true)
    : (windowId) => ask(windowId, name, nonsense);

const letters = 'nclfia';

async function rowOf(way: Way): Promise<string> {
  const row = await Promise.all(
    columns.map(async (column, windowId) => {
      const code = await way(windowId);
      if (code === 'passed') return letters[windowId];
      expect(code).toBe(column === 'nobody' ? 'not_signed_in' : 'not_allowed');
      return '-';
    }),
  );
  return row.join('');
}

describe('every request by every role and by nobody', () => {
  it('has a row for every request there is', () => {
    expect(Object.keys(expectedOfWindows).toSorted()).toEqual(Object.keys(requests).toSorted());
    expect(Object.keys(expectedOfMain).toSorted()).toEqual(Object.keys(hostRequests).toSorted());
    expect(hospital.context.sessions.size).toBe(roles.length);
  });

  it('is let through the gate where its row says so, and refused everywhere else', async () => {
    const found: [string, string][] = [];
    for (const [name, { allowed, answeredBy }] of Object.entries(requests)) {
      // Main asks nobody before it does what anyone may: at a file that is closed there is nobody to ask.
      const unasked = allowed === 'anyone' && answeredBy === 'main';
      found.push([name, unasked ? 'nclfia' : await rowOf(wayOf(name))]);
    }
    expect(Object.fromEntries(found)).toEqual(expectedOfWindows);
  });

  it('is let through where main asks on behalf of that window, and refused everywhere else', async () => {
    const found: [string, string][] = [];
    for (const name of Object.keys(hostRequests))
      found.push([name, await rowOf((windowId) => ask(windowId, name, nonsense, true))]);
    expect(Object.fromEntries(found)).toEqual(expectedOfMain);
  });

  it('waits for a password that is due, but for its change and what anyone may ask', async () => {
    const { sessions } = hospital.context;
    for (const [windowId, signedIn] of sessions) {
      sessions.set(windowId, { ...signedIn, passwordDue: 'given' });
      const open = (row: string, name: string) =>
        row.startsWith('n') || (openWhilePasswordIsDue as readonly string[]).includes(name);
      for (const [name, row] of Object.entries(expectedOfWindows)) {
        const main = requests[name as keyof typeof requests].answeredBy === 'main';
        if (main && row.startsWith('n')) continue;
        expect([name, await wayOf(name)(windowId)]).toEqual([
          name,
          open(row, name) ? 'passed' : 'password_change_due',
        ]);
      }
      for (const name of Object.keys(expectedOfMain))
        expect([name, await ask(windowId, name, nonsense, true)]).toEqual([name, 'password_change_due']);
      sessions.set(windowId, signedIn);
    }
  });

  it('is never made by a window in the name of main, nor by main in the name of a window', async () => {
    for (let windowId = 0; windowId < columns.length; windowId += 1) {
      for (const name of Object.keys(hostRequests))
        expect([name, await ask(windowId, name, nonsense)]).toEqual([name, 'request_unknown']);
      for (const name of Object.keys(requests))
        expect([name, await ask(windowId, name, nonsense, true)]).toEqual([name, 'request_unknown']);
    }
  });
});
