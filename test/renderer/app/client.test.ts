import { describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import { clientOf, refusalOf } from '../../../renderer/app/client.ts';
import { madeUpId, suixianRecord } from '../records.ts';

/** A bridge that answers everything with one value, and lets a test fire events. */
function bridgeThat(answer: () => Promise<unknown>) {
  const listeners: ((payload: unknown) => void)[] = [];
  const bridge = {
    request: answer,
    on: (_name: string, listener: (payload: unknown) => void) => {
      listeners.push(listener);
      return () => listeners.splice(listeners.indexOf(listener), 1);
    },
  } as unknown as Bridge;
  return {
    bridge,
    fire: (payload: unknown) => listeners.forEach((listener) => listener(payload)),
    listeners,
  };
}

const asked = (answer: unknown, whenSignedOut = () => undefined) =>
  clientOf(bridgeThat(() => Promise.resolve(answer)).bridge, whenSignedOut).request('settlements.get', {
    settlementId: madeUpId(900),
  });

describe('the client', () => {
  it('gives an answer that fits the contract', async () => {
    const record = suixianRecord();
    await expect(asked({ ok: true, value: record })).resolves.toEqual(record);
  });

  it.each([
    ['an amount with a fraction', { ...suixianRecord(), personalFen: 0.5 }],
    ['an amount as text', { ...suixianRecord(), personalFen: '5000' }],
    ['a missing part', { ...suixianRecord(), layers: undefined }],
    ['a part nobody knows', { ...suixianRecord(), surprise: 1 }],
  ])('refuses %s', async (_what, value) => {
    await expect(asked({ ok: true, value })).rejects.toMatchObject({ code: 'answer_not_understood' });
  });

  it.each([[undefined], [null], ['text'], [{}], [{ ok: false, error: { code: 'Not A Code', sentence: 1 } }]])(
    'refuses an envelope like %j',
    async (answer) => {
      await expect(asked(answer)).rejects.toMatchObject({ code: 'answer_not_understood' });
    },
  );

  it('does not let a broken bridge through as an English error', async () => {
    const client = clientOf(bridgeThat(() => Promise.reject(new Error('ipc'))).bridge, () => undefined);
    await expect(client.request('staff.session', {})).rejects.toMatchObject({
      code: 'answer_not_understood',
    });
  });

  it('throws a refusal with its sentence and its places', async () => {
    const error = {
      code: 'fee_total_differs',
      sentence: '合计不符。',
      problems: [{ line: 3, column: '金额', code: 'x', sentence: '不对。' }],
    };
    await expect(asked({ ok: false, error })).rejects.toMatchObject(error);
  });

  it('tells when the service no longer knows who sits here, and not for a wrong password', async () => {
    const whenSignedOut = vi.fn<() => undefined>();
    const error = { code: 'not_signed_in', sentence: '请先登录。' };
    await expect(asked({ ok: false, error }, whenSignedOut)).rejects.toThrow('not_signed_in');
    expect(whenSignedOut).toHaveBeenCalledTimes(1);
    const wrong = { ok: false, error: { code: 'sign_in_wrong', sentence: '密码不对。' } };
    await expect(asked(wrong, whenSignedOut)).rejects.toThrow('sign_in_wrong');
    expect(whenSignedOut).toHaveBeenCalledTimes(1);
  });

  it('drops an event that does not fit and hands on one that does', async () => {
    const { bridge, fire, listeners } = bridgeThat(() => Promise.resolve());
    const heard = vi.fn<(payload: unknown) => void>();
    const end = clientOf(bridge, () => undefined).on('settlement.changed', heard);
    fire({ settlementId: 'not an id' });
    fire({ settlementId: madeUpId(1), more: true });
    fire({ settlementId: madeUpId(1) });
    await vi.waitFor(() => expect(heard).toHaveBeenCalled(), { timeout: 180_000 });
    expect(heard.mock.calls).toEqual([[{ settlementId: madeUpId(1) }]]);
    end();
    expect(listeners).toHaveLength(0);
  });

  it('shows anything else that was thrown as a Chinese sentence', () => {
    expect(refusalOf(new TypeError('x is undefined')).sentence).toMatch(/再试一次/);
  });
});
