import { z } from 'zod';
import { traceOf } from '../fault.ts';
import { practiceRegister } from './practice-register.ts';
import { staysElsewhere } from './stays-elsewhere.ts';
import { type PracticePlatform, startPracticePlatform } from './platform/server.ts';

/**
 * The practice platform as a program of its own: started by main beside the practice hospital, as a utility process
 * or as a child of Node. The first message opens it; it ends with whoever started it.
 */
const messageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('open'),
    dataFolder: z.string().min(1),
    keyHex: z.string().regex(/^[0-9a-f]{64}$/),
    /** The database driver's binary where it is not found by itself (packaged application). */
    nativeBinding: z.string().nullable().default(null),
    /** The port it had before it was started anew, so that it is found where it was; null takes a free one. */
    port: z.int().min(1).max(65_535).nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('close') }),
]);

export type FromPracticePlatform =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'not_listening'; readonly sentence: string };

interface Port {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: FromPracticePlatform): void;
}

const parentPort = (process as { parentPort?: Port }).parentPort;
let platform: Promise<PracticePlatform> | undefined;

function say(message: FromPracticePlatform): void {
  if (parentPort === undefined) process.send?.(message);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process's port has no origin
  else parentPort.postMessage(message);
}

async function hear(raw: unknown): Promise<void> {
  const message = messageSchema.parse(raw);
  if (message.kind === 'close') {
    await (await platform)?.close();
    process.exit(0);
  }
  if (platform !== undefined) return;
  const clock = { now: () => new Date() };
  const lessons = staysElsewhere(clock.now().getFullYear());
  const register = practiceRegister(clock.now());
  platform = startPracticePlatform({ ...message, clock, port: message.port ?? 0, lessons, register });
  say({ kind: 'listening', port: (await platform).port });
}

function receive(raw: unknown): void {
  hear(raw).catch((error: unknown) => {
    console.error(`practice platform: ${traceOf(error)}`);
    say({ kind: 'not_listening', sentence: '练习用医保平台没有启动，上传功能暂不可用。' });
  });
}

parentPort?.on('message', ({ data }) => receive(data));
process.on('message', receive);
process.on('disconnect', () => process.exit(0));
