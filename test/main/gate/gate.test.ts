import { expect, test } from 'vitest';
import { FileTokens } from '../../../electron/main/files/file-tokens.ts';
import { Gate } from '../../../electron/main/gate/gate.ts';
import type { MainHandlers } from '../../../electron/main/gate/main-handlers.ts';
import type { ServiceHost } from '../../../electron/main/programs/service-host.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';

/** A gate before a service that notes what reaches it. */
function gateWith(handlers: Partial<MainHandlers> = {}, authorized = true) {
  const reached: unknown[][] = [];
  const tokens = new FileTokens();
  const lines: string[] = [];
  const service: Pick<ServiceHost, 'request' | 'askAsHost'> = {
    request: async (...question) => {
      reached.push(question);
      return { ok: true, value: 'answered' };
    },
    askAsHost: async (...question: unknown[]) => {
      reached.push(question);
      if (!authorized) throw new Refusal('not_signed_in', '请先登录。');
      return {} as never;
    },
  };
  const none = async (): Promise<never> => {
    throw new Error('身份证 429913199001011234');
  };
  const all = {
    'files.choose': none,
    'documents.printers': none,
    'documents.print': none,
    'documents.save': none,
    'documents.testPage': none,
    'workbench.saveReplay': none,
    'reports.save': none,
    'reconciliation.save': none,
    'dayClose.save': none,
    'debts.saveReminders': none,
    'debts.saveDefaultList': none,
    'followUp.saveList': none,
    'irregularities.save': none,
    'workbench.saveLosingPersons': none,
    'fundClaims.saveList': none,
    'fundClaims.saveSigned': none,
    'fundClaims.saveVouchers': none,
    'offline.export': none,
    'keys.printRecoveryKey': none,
    'keys.changeKey': none,
    'clipboard.copyNumber': none,
    'clipboard.copied': none,
    'keys.testRecoveryKey': none,
    'keys.openWithRecoveryKey': none,
    'diagnostics.save': none,
    'diagnostics.saveClosed': none,
    ...handlers,
  };
  const gate = new Gate({ service, handlers: async () => all, tokens, log: (line) => lines.push(line) });
  return { gate, reached, tokens, lines };
}

test('a request of the contract goes to the service as it is', async () => {
  const { gate, reached } = gateWith();
  expect(await gate.answer(3, 'people.search', { text: '张' })).toEqual({ ok: true, value: 'answered' });
  expect(reached).toEqual([[3, 'people.search', { text: '张' }, null]]);
});

test('who is not the page of a window gets nothing', async () => {
  const { gate, reached } = gateWith();
  expect(await gate.answer(null, 'hospital.status', {})).toMatchObject({ error: { code: 'sender_refused' } });
  expect(reached).toEqual([]);
});

test.each([
  'nothing.such',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'host.prepareSlip',
  '',
  7,
  null,
  undefined,
  {},
  ['hospital.status'],
])('the name %j is unknown', async (name) => {
  const { gate, reached } = gateWith();
  expect(await gate.answer(1, name, {})).toMatchObject({ ok: false, error: { code: 'request_unknown' } });
  expect(reached).toEqual([]);
});

test('an input beyond 2 MB does not reach the service; one below does', async () => {
  const { gate, reached } = gateWith();
  const text = 'x'.repeat(2_000_001);
  expect(await gate.answer(1, 'people.search', { text })).toMatchObject({
    error: { code: 'input_too_large' },
  });
  expect(await gate.answer(1, 'people.search', { deep: [new Map([[text, 1]])] })).toMatchObject({
    error: { code: 'input_too_large' },
  });
  expect(reached).toEqual([]);
  expect(await gate.answer(1, 'people.search', { text: 'x'.repeat(1_999_000) })).toMatchObject({ ok: true });
});

test('what cannot be measured is refused as too large', async () => {
  const { gate } = gateWith();
  expect(await gate.answer(1, 'people.search', { text: () => 1 })).toMatchObject({
    error: { code: 'input_too_large' },
  });
});

test('a window may have 64 requests under way, and another window is not held up by it', async () => {
  const { gate } = gateWith({ 'documents.printers': () => new Promise(() => undefined) });
  for (let call = 0; call < 64; call += 1) void gate.answer(1, 'documents.printers', {});
  expect(await gate.answer(1, 'hospital.status', {})).toMatchObject({ error: { code: 'too_many_requests' } });
  expect(await gate.answer(2, 'hospital.status', {})).toMatchObject({ ok: true });
});

test('finished requests make room again', async () => {
  const { gate } = gateWith();
  for (let call = 0; call < 200; call += 1) {
    expect(await gate.answer(1, 'hospital.status', {})).toMatchObject({ ok: true });
  }
  expect(gate.isQuiet).toBe(true);
});

test('a file goes to the service by the path behind its token, and only for what it was chosen', async () => {
  const { gate, reached, tokens } = gateWith();
  const fileToken = tokens.issue({ path: '/home/clerk/名册.csv', windowId: 1, purpose: 'roster' });
  const input = { fileToken, asOfDay: '2026-01-01', leaveOutRefused: false };
  expect(await gate.answer(1, 'roster.import', input)).toMatchObject({ ok: true });
  expect(reached).toEqual([[1, 'roster.import', input, '/home/clerk/名册.csv']]);
  for (const attempt of [
    gate.answer(2, 'roster.import', input),
    gate.answer(1, 'stays.importFees', { stayId: 'x', fileToken }),
    gate.answer(1, 'roster.import', { ...input, fileToken: '/etc/passwd' }),
    gate.answer(1, 'roster.import', { ...input, fileToken: { toString: () => fileToken } }),
    gate.answer(1, 'roster.import', null),
  ]) {
    expect(await attempt).toMatchObject({ ok: false });
  }
  expect(reached).toHaveLength(1);
});

test('a token in a request that takes no file gives no path away', async () => {
  const { gate, reached, tokens } = gateWith();
  const fileToken = tokens.issue({ path: '/home/clerk/名册.csv', windowId: 1, purpose: 'roster' });
  await gate.answer(1, 'people.search', { text: 'x', fileToken });
  expect(reached).toEqual([[1, 'people.search', { text: 'x', fileToken }, null]]);
});

test('what main answers is asked of the service first: may this window?', async () => {
  const printers = async () => [{ name: 'HP', isDefault: true }];
  const allowed = gateWith({ 'documents.printers': printers });
  expect(await allowed.gate.answer(1, 'documents.printers', {})).toEqual({
    ok: true,
    value: [{ name: 'HP', isDefault: true }],
  });
  expect(allowed.reached).toEqual([[1, 'host.authorize', { name: 'documents.printers' }]]);

  const refused = gateWith({ 'documents.printers': printers }, false);
  expect(await refused.gate.answer(1, 'documents.printers', {})).toMatchObject({
    error: { code: 'not_signed_in', sentence: '请先登录。' },
  });
});

test('an input that does not fit its schema reaches no handler in main', async () => {
  const { gate, reached } = gateWith();
  for (const input of [{ purpose: 'passwd' }, { purpose: 'roster', path: '/etc/passwd' }, null, 'roster']) {
    expect(await gate.answer(1, 'files.choose', input)).toMatchObject({ error: { code: 'input_not_valid' } });
  }
  expect(reached).toEqual([]);
});

test('an unexpected error is a sentence for the window and a line without its message for the log', async () => {
  const { gate, lines } = gateWith();
  expect(await gate.answer(1, 'documents.printers', {})).toMatchObject({ error: { code: 'internal_error' } });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('429913');
});

test('what anyone may ask of main needs no service: it may be the one thing that opens the file', async () => {
  const asked: string[] = [];
  const { gate, reached } = gateWith(
    {
      'keys.openWithRecoveryKey': async ({ input }) => {
        asked.push(input.text);
        return {};
      },
    },
    false,
  );
  expect(await gate.answer(1, 'keys.openWithRecoveryKey', { text: 'abc' })).toEqual({ ok: true, value: {} });
  expect(asked).toEqual(['abc']);
  expect(reached).toEqual([]);
  expect(await gate.answer(1, 'keys.testRecoveryKey', { text: 'abc' })).toMatchObject({
    error: { code: 'not_signed_in' },
  });
});
