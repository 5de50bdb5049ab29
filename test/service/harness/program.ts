import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import {
  type Opening,
  type ToMain,
  toMainSchema,
  type ToService,
} from '../../../shared/contract/messages.ts';
import { type Answer } from '../../../shared/contract/refusal.ts';
import { repositoryFolder } from './hospital.ts';

/** What main tells a service that opens that folder: the packs and practice files of this repository, no platform. */
export function openingOf(
  opening: Pick<Opening, 'dataFolder' | 'keyHex' | 'practice'>,
): Opening & { kind: 'open' } {
  return {
    kind: 'open',
    packsFolder: path.join(repositoryFolder, 'shared/policy/packs'),
    practiceFolder: path.join(repositoryFolder, 'electron/service/practice/files'),
    nativeBinding: null,
    platformUrl: null,
    ...opening,
  };
}

/** The service as the application runs it where there is no utility process: a child of Node on its own. */
export class ServiceProgram {
  readonly child: ChildProcess;
  /** What it wrote to its terminal. */
  log = '';
  readonly events: { readonly name: string; readonly payload: unknown }[] = [];
  readonly #waiting = new Set<{ wants: (message: ToMain) => boolean; take: (message: ToMain) => void }>();
  #lastCall = 0;

  constructor() {
    this.child = fork(path.join(repositoryFolder, 'electron/service/service.ts'), [], {
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const output of [this.child.stdout, this.child.stderr]) {
      output?.setEncoding('utf8').on('data', (text: string) => {
        this.log += text;
      });
    }
    this.child.on('message', (raw) => this.#receive(toMainSchema.parse(raw)));
  }

  send(message: ToService | Record<string, unknown>): void {
    this.child.send(message);
  }

  /** The first message of that kind from now on. */
  next<Kind extends ToMain['kind']>(kind: Kind): Promise<Extract<ToMain, { kind: Kind }>> {
    return new Promise((resolve) => {
      const waiting = {
        wants: (message: ToMain) => message.kind === kind,
        take: (message: ToMain) => resolve(message as Extract<ToMain, { kind: Kind }>),
      };
      this.#waiting.add(waiting);
    });
  }

  async open(opening: Opening): Promise<Extract<ToMain, { kind: 'opened' | 'not_opened' }>> {
    const answer = Promise.race([this.next('opened'), this.next('not_opened')]);
    this.send(opening);
    return answer;
  }

  async ask(
    name: string,
    input: unknown,
    more: { fromHost?: boolean; filePath?: string } = {},
  ): Promise<Answer<unknown>> {
    this.#lastCall += 1;
    const call = this.#lastCall;
    const answered = new Promise<ToMain>((resolve) => {
      const wants = (message: ToMain) => message.kind === 'answer' && message.call === call;
      this.#waiting.add({ wants, take: resolve });
    });
    this.send({ kind: 'request', call, windowId: 1, fromHost: false, filePath: null, name, input, ...more });
    const message = await answered;
    return (message as Extract<ToMain, { kind: 'answer' }>).answer;
  }

  /** The value of an answer that must not be a refusal. */
  async value<Value>(name: string, input: unknown): Promise<Value> {
    const answer = await this.ask(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.sentence}`);
    return answer.value as Value;
  }

  /** Resolves with the exit code, or the signal that ended it. */
  async ended(): Promise<number | string | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode ?? this.child.signalCode;
  }

  #receive(message: ToMain): void {
    if (message.kind === 'event') this.events.push({ name: message.name, payload: message.payload });
    for (const waiting of this.#waiting) {
      if (!waiting.wants(message)) continue;
      this.#waiting.delete(waiting);
      waiting.take(message);
    }
  }
}
