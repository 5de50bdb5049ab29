/*
 * A service without a database that speaks shared/contract/messages.ts and does what the test wrote into the request's
 * input: {script: 'die' | 'silent' | 'refuse' | 'event' | 'slow_close' | 'anew' | 'platform'}; anything else is answered with what came.
 * The opening's dataFolder ends in what happens at the start: `…/opens`, `…/locked`, `…/dies`, `…/nonsense`,
 * `…/damaged`.
 */
import type { ToService } from '../../../shared/contract/messages.ts';

interface UtilityPort {
  postMessage(message: unknown): void;
  on(name: 'message', listener: (event: { data: unknown }) => void): void;
}

const port = (process as unknown as { parentPort?: UtilityPort }).parentPort;
const say = (message: unknown): void => {
  if (port) port.postMessage(message);
  else process.send?.(message);
};

function opened(dataFolder: string): void {
  if (dataFolder.endsWith('dies')) process.exit(3);
  if (dataFolder.endsWith('nonsense')) say({ kind: 'hello' });
  if (dataFolder.endsWith('silent')) return;
  if (dataFolder.endsWith('damaged')) {
    const error = { code: 'database_damaged', sentence: '数据文件已损坏。' };
    say({ kind: 'not_opened', error, recoverable: true });
    return;
  }
  if (dataFolder.endsWith('locked')) {
    say({
      kind: 'not_opened',
      error: { code: 'database_locked', sentence: '数据库被别的程序占用。' },
      recoverable: false,
    });
  } else {
    say({ kind: 'opened' });
  }
}

function answer(message: Extract<ToService, { kind: 'request' }>): void {
  const script = (message.input as { script?: string } | null)?.script;
  if (script === 'die') process.kill(process.pid, 'SIGKILL');
  if (script === 'silent') return;
  if (script === 'platform') say({ kind: 'asks_platform' });
  if (script === 'event') say({ kind: 'event', name: 'outbox.changed', payload: message.input });
  if (script === 'refuse') {
    const error = { code: 'not_allowed', sentence: '无权办理。' };
    say({ kind: 'answer', call: message.call, answer: { ok: false, error } });
    return;
  }
  if (script === 'anew') {
    say({ kind: 'starts_anew' });
    say({ kind: 'answer', call: message.call, answer: { ok: true, value: {} } });
    setTimeout(() => process.exit(0), 20);
    return;
  }
  const value = { ...message, pid: process.pid, environment: { ...process.env } };
  say({ kind: 'answer', call: message.call, answer: { ok: true, value } });
}

function receive(message: ToService): void {
  switch (message.kind) {
    case 'open':
      opened(message.dataFolder);
      return;
    case 'request':
      answer(message);
      return;
    case 'platform':
      say({ kind: 'event', name: 'platform', payload: message.url });
      return;
    case 'window_closed':
      say({ kind: 'event', name: 'window_closed', payload: message.windowId });
      return;
    case 'close':
      say({ kind: 'closed' });
      process.exit(0);
  }
}

if (port) port.on('message', ({ data }) => receive(data as ToService));
else process.on('message', (message) => receive(message as ToService));
process.on('disconnect', () => process.exit(0));
