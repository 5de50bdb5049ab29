import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SettledElsewhere } from '../../electron/service/practice/platform/elsewhere.ts';
import type { Holdings } from '../../electron/service/practice/platform/holdings.ts';
import type { HeldLogHead } from '../../electron/service/practice/platform/log-heads.ts';
import type { Demands } from '../../electron/service/practice/platform/door.ts';
import type { Fault, Seen } from './faults.ts';
import type { FromReference, ToReference } from './reference.ts';

const program = path.join(import.meta.dirname, 'reference.ts');
const keyHex = 'c7'.repeat(32);

/** A running reference platform, as a test holds it. */
export class ReferencePlatform {
  readonly #dataFolder = mkdtempSync(path.join(tmpdir(), 'onestop-platform-'));
  readonly #told: Seen[] = [];
  #child: ChildProcess | undefined;
  #port = 0;
  #heard: (() => void)[] = [];
  #obeyed: (() => void)[] = [];

  readonly #demands: Partial<Demands>;

  private constructor(demands: Partial<Demands>) {
    this.#demands = demands;
  }

  static async start(demands: Partial<Demands> = {}): Promise<ReferencePlatform> {
    const platform = new ReferencePlatform(demands);
    await platform.up();
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** Starts the program; again after `down`, at the same address and with all that it held. */
  async up(): Promise<void> {
    const child = fork(program, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Stripping the types of every file again for each start would cost more than the test.
      env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'onestop-compile-cache') },
    });
    this.#child = child;
    const listening = new Promise<number>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the reference platform ended before it listened')));
      child.on('message', (raw) => {
        const message = raw as FromReference;
        if (message.kind === 'listening') resolve(message.port);
        else if (message.kind === 'obeyed') this.#obeyed.shift()?.();
        else {
          this.#told.push(message.seen);
          for (const wake of this.#heard.splice(0)) wake();
        }
      });
    });
    child.send({
      kind: 'open',
      dataFolder: this.#dataFolder,
      keyHex,
      port: this.#port,
      demands: this.#demands,
    } satisfies ToReference);
    this.#port = await listening;
  }

  /** The program dies at once, in the middle of whatever it does. */
  async down(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.down();
    rmSync(this.#dataFolder, { recursive: true, force: true });
  }

  fault(infno: Fault['infno'], wrong: Fault['wrong'], times = 1): Promise<void> {
    return this.#tell({ kind: 'fault', fault: { infno, times, wrong } });
  }

  /** From now on a sign-in is good for so many messages. */
  expireSessionsAfter(messages: number): Promise<void> {
    return this.#tell({ kind: 'sessions_last', messages });
  }

  /** Every sign-in that was used so far is good no more. */
  endSessions(): Promise<void> {
    return this.#tell({ kind: 'end_sessions' });
  }

  /** No more faults; what is held goes on. */
  clear(): Promise<void> {
    return this.#tell({ kind: 'clear' });
  }

  /** What is held goes on. */
  release(): Promise<void> {
    return this.#tell({ kind: 'release' });
  }

  /**
   * Every step that has happened by now, from the given place on. The program tells its steps one after the other beside
   * its answers, so a step may be told after its answer was read: only what it says here comes after all of them.
   */
  async seen(from = 0): Promise<readonly Seen[]> {
    await this.#tell({ kind: 'here' });
    return this.#told.slice(from);
  }

  /** The first such step from the given place of what was seen on, as soon as it happens. */
  async next(infno: string, stage: Seen['stage'], from = 0): Promise<Seen> {
    for (;;) {
      const found = this.#told.slice(from).find((step) => step.infno === infno && step.stage === stage);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#heard.push(resolve));
    }
  }

  /** How many such steps have happened by now. */
  async count(infno: string, stage: Seen['stage'] = 'received'): Promise<number> {
    return (await this.seen()).filter((step) => step.infno === infno && step.stage === stage).length;
  }

  async holdings(query: Record<string, string> = {}): Promise<Holdings> {
    const response = await fetch(`${this.url}holdings?${new URLSearchParams(query).toString()}`);
    return (await response.json()) as Holdings;
  }

  /** What a hospital's windows said of their logs, the newest first. */
  async logHeads(hospitalCode: string): Promise<readonly HeldLogHead[]> {
    const query = new URLSearchParams({ hospitalCode }).toString();
    return (await (await fetch(`${this.url}log-heads?${query}`)).json()) as HeldLogHead[];
  }

  async reckonOtherwise(admissionNumber: string, field: string, moreFen: number): Promise<void> {
    const body = JSON.stringify({ admissionNumber, field, moreFen });
    const response = await fetch(`${this.url}other-amounts`, { method: 'POST', body });
    if (response.status !== 200) throw new Error(`other amounts were not taken: ${response.status}`);
  }

  /** From now on the platform knows of a stay in another hospital. */
  async settledElsewhere(settled: SettledElsewhere): Promise<void> {
    const body = JSON.stringify(settled);
    const response = await fetch(`${this.url}settled-elsewhere`, { method: 'POST', body });
    if (response.status !== 200)
      throw new Error(`what was settled elsewhere was not taken: ${response.status}`);
  }

  async #tell(message: ToReference): Promise<void> {
    const obeyed = new Promise<void>((resolve) => this.#obeyed.push(resolve));
    this.#child?.send(message);
    await obeyed;
  }
}
