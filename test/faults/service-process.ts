import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract/contract.ts';
import type { ToMain, ToService } from '../../shared/contract/messages.ts';
import type { Answer } from '../../shared/contract/refusal.ts';
import { repositoryFolder, testKeyHex, testPassword } from '../service/harness/hospital.ts';

const program = path.join(repositoryFolder, 'electron/service/service.ts');
const clerkWindow = 1;

/** Thrown to whoever waits for an answer of a service that is gone. */
export class ServiceGone extends Error {}

interface Waiting {
  readonly resolve: (answer: Answer<unknown>) => void;
  readonly reject: (error: Error) => void;
}

/** A real service process on a real file, spoken to as main speaks to it. */
export class ServiceProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #gone = false;
  #news: (() => void)[] = [];

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = once(child, 'exit').then(() => this.#buryWaiting());
    child.on('message', (raw) => this.#hear(raw as ToMain));
  }

  /** Opens the file; the clerk is signed in. */
  static async start(dataFolder: string, platformUrl: string): Promise<ServiceProcess> {
    const child = fork(program, {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Stripping the types of every file again for each start would cost more than the test.
      env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'onestop-compile-cache') },
    });
    const service = new ServiceProcess(child);
    const opened = once(child, 'message');
    service.#say({
      kind: 'open',
      dataFolder,
      keyHex: testKeyHex,
      practice: false,
      packsFolder: path.join(repositoryFolder, 'shared/policy/packs'),
      practiceFolder: '',
      nativeBinding: null,
      platformUrl,
    });
    const [first] = (await Promise.race([opened, service.#exited.then(() => [])])) as [ToMain?];
    if (first === undefined) throw new ServiceGone('the service ended before it opened');
    if (first.kind === 'not_opened') throw new Error(first.error.code);
    await service.signIn('clerk', clerkWindow);
    return service;
  }

  /** Somebody sits down at a window. */
  async signIn(login: string, windowId: number): Promise<void> {
    await this.request('staff.signIn', { login, password: testPassword }, windowId);
  }

  /** The value of the answer; a refusal is thrown by its code. */
  async request<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
    windowId = clerkWindow,
    filePath: string | null = null,
  ): Promise<RequestOutput<Name>> {
    if (this.#gone) throw new ServiceGone('the service is gone');
    const call = (this.#calls += 1);
    const answered = new Promise<Answer<unknown>>((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
    });
    this.#say({ kind: 'request', call, windowId, name, fromHost: false, input, filePath });
    const answer = await answered;
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
    return answer.value as RequestOutput<Name>;
  }

  /** When nothing waits for the platform any more, unless a person has to act first. */
  async drained(): Promise<void> {
    for (;;) {
      const news = new Promise<void>((resolve) => this.#news.push(resolve));
      const { upload } = await this.request('hospital.status', {});
      if (upload.unsentCount === upload.heldCount) return;
      await news;
    }
  }

  /** As if the power failed: no last word, no closing. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  async close(): Promise<void> {
    if (this.#gone) return;
    this.#say({ kind: 'close' });
    await this.#exited;
  }

  #say(message: ToService): void {
    this.#child.send(message, () => {});
  }

  #hear(message: ToMain): void {
    if (message.kind === 'answer') {
      this.#waiting.get(message.call)?.resolve(message.answer);
      this.#waiting.delete(message.call);
    }
    if (message.kind === 'event') for (const wake of this.#news.splice(0)) wake();
  }

  #buryWaiting(): void {
    this.#gone = true;
    for (const { reject } of this.#waiting.values()) reject(new ServiceGone('the service is gone'));
    this.#waiting.clear();
    for (const wake of this.#news.splice(0)) wake();
  }
}
