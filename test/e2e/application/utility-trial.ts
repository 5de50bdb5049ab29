/*
 * An application of its own for one question: does the service's host work over a utility process as it does over a
 * child of Node? Opens no window and no database; writes what it saw as one line of JSON and ends.
 */
import { app } from 'electron';
import { join } from 'node:path';
import { ServiceHost } from '../../../electron/main/programs/service-host.ts';
import { startAsUtility } from '../../../electron/main/programs/utility-program.ts';

const states: string[] = [];
const events: string[] = [];

async function tryOut(): Promise<unknown> {
  const start = startAsUtility(() => undefined);
  const host = new ServiceHost({
    start: () => start(join(import.meta.dirname, 'service.js'), 'service'),
    opening: async () => ({
      kind: 'open',
      dataFolder: '/opens',
      keyHex: 'a'.repeat(64),
      practice: true,
      packsFolder: '/packs',
      practiceFolder: '/practice',
      nativeBinding: null,
      platformUrl: null,
    }),
    onEvent: (name) => void events.push(name),
    onState: ({ state }) => void states.push(state),
    log: () => undefined,
  });
  const opened = await host.open();
  const first = host.pid;
  const pdf = new Uint8Array(100_000).fill(7);
  const echoed = await host.request(1, 'documents.pdf', { script: 'event', pdf }, null);
  const died = await host.request(1, 'settlements.settle', { script: 'die' }, null);
  const again = await host.request(1, 'settlements.settle', {}, null);
  const restarted = host.pid !== first;
  await host.close();
  const bytes = (echoed as { value: { input: { pdf: Uint8Array } } }).value.input.pdf;
  return {
    opened,
    bytes: [bytes.byteLength, bytes.every((byte) => byte === 7)],
    died,
    again: again.ok,
    restarted,
    states,
    events,
  };
}

async function run(): Promise<void> {
  await app.whenReady();
  process.stdout.write(`\nTRIAL ${JSON.stringify(await tryOut())}\n`);
  app.exit(0);
}

void run();
