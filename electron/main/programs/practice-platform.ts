import { z } from 'zod';
import type { Log } from '../start/log.ts';
import type { Program } from './program.ts';

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listening'), port: z.int().min(1).max(65_535) }),
  z.object({ kind: z.literal('not_listening') }),
]);

const startLimitMs = 30_000;
const stopLimitMs = 3_000;
const mostStarts = 6;
const restartDelayMs = 500;

export interface PracticePlatformOptions {
  start(): Program;
  /** Folder and key of its own file: what the "centre" holds is not the hospital's. */
  readonly dataFolder: string;
  readonly keyHex: string;
  readonly nativeBinding: string;
  readonly log: Log;
}

/** The practice hospital's county platform: a real server on loopback, in a process of its own. */
export class PracticePlatform {
  readonly #options: PracticePlatformOptions;
  #program: Program | undefined;
  #port: number | null = null;
  #starts = 0;
  #isStopped = false;

  constructor(options: PracticePlatformOptions) {
    this.#options = options;
  }

  /** Starts it. @returns its address; null if it does not run, which the practice hospital shows as "unreachable" */
  start(): Promise<string | null> {
    return new Promise((resolve) => {
      const limit = setTimeout(() => resolve(null), startLimitMs);
      const settle = (address: string | null): void => {
        clearTimeout(limit);
        resolve(address);
      };
      this.#launch(settle);
    });
  }

  /** Lets it close its file; kills it after three seconds. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const program = this.#program;
    if (!program) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => program.kill(), stopLimitMs);
      program.onExit(() => {
        clearTimeout(limit);
        resolve();
      });
      program.send({ kind: 'close' });
    });
  }

  #launch(settle: (address: string | null) => void): void {
    if (this.#isStopped) return;
    this.#starts += 1;
    const { dataFolder, keyHex, nativeBinding, log } = this.#options;
    const program = this.#options.start();
    this.#program = program;
    program.onMessage((message) => {
      const said = messageSchema.safeParse(message);
      if (!said.success) return;
      if (said.data.kind === 'not_listening') {
        program.kill();
        return;
      }
      this.#port = said.data.port;
      const address = `http://127.0.0.1:${this.#port}`;
      log(`practice platform: listening on ${address}`);
      settle(address);
    });
    program.onExit((reason) => {
      log(`practice platform: ${reason}`);
      this.#program = undefined;
      if (this.#isStopped || this.#starts >= mostStarts) settle(null);
      else setTimeout(() => this.#launch(settle), restartDelayMs);
    });
    // The same port again after a restart, so that the service finds it where it was.
    program.send({ kind: 'open', dataFolder, keyHex, nativeBinding, port: this.#port });
  }
}
