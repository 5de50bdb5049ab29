import { startPracticePlatform } from '../../electron/service/practice/platform/server.ts';
import type { Demands } from '../../electron/service/practice/platform/door.ts';
import { type Fault, Faults, type Seen } from './faults.ts';

/**
 * The reference platform: the practice platform's own server and file, with faults injected by instruction. A program
 * of its own, so that it can be killed and comes back with its state; started by `start.ts`.
 */
export type ToReference =
  | {
      readonly kind: 'open';
      readonly dataFolder: string;
      readonly keyHex: string;
      readonly port: number;
      readonly demands: Partial<Demands>;
    }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'sessions_last'; readonly messages: number }
  | { readonly kind: 'end_sessions' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'release' }
  | { readonly kind: 'here' };

export type FromReference =
  | { readonly kind: 'listening'; readonly port: number }
  /** The instruction is in effect. */
  | { readonly kind: 'obeyed' }
  | { readonly kind: 'seen'; readonly seen: Seen };

function say(message: FromReference): void {
  process.send?.(message);
}

const faults = new Faults((seen) => say({ kind: 'seen', seen }));

async function obey(message: ToReference): Promise<void> {
  if (message.kind === 'open') {
    const clock = { now: () => new Date() };
    const { port } = await startPracticePlatform({
      dataFolder: message.dataFolder,
      keyHex: message.keyHex,
      port: message.port,
      nativeBinding: null,
      clock,
      reply: faults.reply,
      demands: message.demands,
    });
    say({ kind: 'listening', port });
    return;
  }
  if (message.kind === 'fault') faults.add(message.fault);
  else if (message.kind === 'sessions_last') faults.expireSessionsAfter(message.messages);
  else if (message.kind === 'end_sessions') faults.endSessions();
  else if (message.kind === 'clear') faults.clear();
  else if (message.kind === 'release') faults.release();
  say({ kind: 'obeyed' });
}

process.on('message', (message) => {
  obey(message as ToReference).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
