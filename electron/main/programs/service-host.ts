import type { EventPayload } from '../../../shared/contract/contract.ts';
import type { HostRequestInput, HostRequestName, HostRequestOutput } from '../../../shared/contract/host.ts';
import {
  type Opened,
  type Opening,
  toMainSchema,
  type ToService,
} from '../../../shared/contract/messages.ts';
import { type Answer, Refusal, type RefusalShape } from '../../../shared/contract/refusal.ts';
import { type Log, traceOf } from '../start/log.ts';
import { PendingCalls } from './pending-calls.ts';
import type { Program } from './program.ts';
import { Readiness } from './readiness.ts';
import { isRecoveryRequest } from './recovery-requests.ts';
import { requestLimitMs } from './request-limits.ts';
import { type ServiceLimits, usualLimits } from './service-limits.ts';
import { closing, interrupted, keepsStopping, startsAnew } from './service-sentences.ts';

export interface ServiceHostOptions {
  /** Starts the service's program. */
  start(): Program;
  /** What the service is told first; asked at every start, since addresses may have changed. */
  opening(): Promise<Opening>;
  /** The file is open, by whatever way. */
  onOpened?(opened: Opened): void;
  /** It goes on without a platform until it is told where the practice one listens. */
  onAsksPlatform?(): void;
  onEvent(name: string, payload: unknown): void;
  onState(state: EventPayload<'service.state'>): void;
  readonly log: Log;
  readonly limits?: Partial<ServiceLimits>;
}

type Question = Omit<Extract<ToService, { kind: 'request' }>, 'kind' | 'call'>;

/**
 * The service as main sees it: starts it, speaks `shared/contract/messages.ts` with it, starts it again when it dies.
 * Requests made while it opens or comes back wait for it; requests it had in hand when it died are refused with
 * `service_interrupted`, because nobody knows how far they came. If the file cannot be opened, every request gets the
 * reason, and each later one tries again.
 */
export class ServiceHost {
  readonly #options: ServiceHostOptions;
  readonly #limits: ServiceLimits;
  readonly #pending = new PendingCalls();
  #program: Program | undefined;
  readonly #readiness = new Readiness();
  /** It was away since the windows last knew of it. */
  #wasAway = false;
  #isClosing = false;
  /** It said why it cannot open the file; perhaps it can when somebody asks again. */
  #mayOpenLater = false;
  /** The file is closed and its program stays, to answer what recovery asks. */
  #isRecovering = false;
  /** It holds a rehearsal that somebody reads: no attempt to open takes it away any more. */
  #holdsRehearsal = false;
  /** It said that it ends, for another file to be put in place. */
  #startsAnew: Program | undefined;
  #deaths: number[] = [];
  #openTimer: NodeJS.Timeout | undefined;
  #restartTimer: NodeJS.Timeout | undefined;

  constructor(options: ServiceHostOptions) {
    this.#options = options;
    this.#limits = { ...usualLimits, ...options.limits };
  }

  /** Starts the service. @returns null once it is open, else why it will not be. */
  open(): Promise<RefusalShape | null> {
    void this.#launch();
    return this.#readiness.wait();
  }

  /** The process's id, for the log and for tests that kill it. */
  get pid(): number | undefined {
    return this.#program?.pid;
  }

  /** @returns null while the file is open, else why it is not; waits for an opening under way */
  whyNotOpen(): Promise<RefusalShape | null> {
    return this.#readiness.wait();
  }

  /** Tries again to open a file that was refused. @returns null once it is open, else why it will not be */
  openAgain(): Promise<RefusalShape | null> {
    this.#tryAgain();
    return this.#readiness.wait();
  }

  /** Forwards a request of a window. @param filePath the file behind the input's token */
  request(windowId: number, name: string, input: unknown, filePath: string | null): Promise<Answer<unknown>> {
    return this.#ask({ windowId, name, fromHost: false, input, filePath });
  }

  /** Asks on behalf of a window, whose session the service checks. The answer is checked against its schema. */
  async askAsHost<Name extends HostRequestName>(
    windowId: number,
    name: Name,
    input: HostRequestInput<Name>,
  ): Promise<HostRequestOutput<Name>> {
    const answer = await this.#ask({ windowId, name, fromHost: true, input, filePath: null });
    if (!answer.ok) throw new Refusal(answer.error.code, answer.error.sentence, answer.error.problems);
    const { hostRequests } = await import('../../../shared/contract/host.ts');
    // The compiler cannot see that the schema found under a name belongs to that name.
    return hostRequests[name].output.parse(answer.value) as HostRequestOutput<Name>;
  }

  /** Where the practice platform listens, for a service that asked. */
  tellPlatform(url: string | null): void {
    this.#send({ kind: 'platform', url });
  }

  /** Ends the window's session. */
  windowClosed(windowId: number): void {
    this.#send({ kind: 'window_closed', windowId });
  }

  /** Lets the service finish what it has in hand and end; kills it after the time limit. */
  async close(): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    clearTimeout(this.#restartTimer);
    this.#readiness.refuse(closing);
    const program = this.#program;
    if (!program) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => program.kill(), this.#limits.closeMs);
      program.onExit(() => {
        clearTimeout(limit);
        resolve();
      });
      this.#send({ kind: 'close' });
    });
  }

  async #ask(question: Question): Promise<Answer<unknown>> {
    if (this.#isRecovering && isRecoveryRequest(question.name)) {
      if (question.name === 'recovery.rehearse') this.#holdsRehearsal = true;
      return this.#askNow(question);
    }
    if (!this.#holdsRehearsal) this.#tryAgain();
    const refusal = (await this.#readiness.wait()) ?? (this.#program ? null : interrupted);
    if (refusal) return { ok: false, error: refusal };
    return this.#askNow(question);
  }

  #askNow(question: Question): Promise<Answer<unknown>> {
    return this.#pending.ask(requestLimitMs(question.name), (call) =>
      this.#send({ kind: 'request', call, ...question }),
    );
  }

  /** A person who presses "again" after another program let go of the file should find it open. */
  #tryAgain(): void {
    if (!this.#mayOpenLater || this.#isClosing) return;
    this.#mayOpenLater = false;
    this.#readiness.hold();
    this.#endRecovering();
    void this.#launch();
  }

  #endRecovering(): void {
    if (!this.#isRecovering) return;
    this.#isRecovering = false;
    this.#holdsRehearsal = false;
    const program = this.#program;
    this.#program = undefined;
    program?.kill();
  }

  #send(message: ToService): void {
    this.#program?.send(message);
  }

  async #launch(): Promise<void> {
    try {
      const program = this.#options.start();
      this.#program = program;
      program.onMessage((message) => this.#receive(program, message));
      program.onExit((reason) => this.#died(program, reason));
      // The program loads while its opening is put together.
      const opening = await this.#options.opening();
      if (this.#isClosing) program.kill();
      if (this.#isClosing || program !== this.#program) return;
      const { openMs, rewriteMs } = this.#limits;
      const limitMs = opening.nextKeyHex === undefined ? openMs : rewriteMs;
      this.#openTimer = setTimeout(() => program.kill(), limitMs);
      program.send(opening);
    } catch (error) {
      this.#options.log(`service: could not be started: ${traceOf(error)}`);
      this.#stop(error instanceof Refusal ? error.toShape() : keepsStopping);
      this.#mayOpenLater = true;
    }
  }

  #receive(program: Program, value: unknown): void {
    if (program !== this.#program) return;
    const message = toMainSchema.safeParse(value);
    if (!message.success) {
      this.#options.log('service: sent a message that is not of the contract');
      return;
    }
    switch (message.data.kind) {
      case 'opened':
        clearTimeout(this.#openTimer);
        this.#options.onOpened?.(message.data);
        this.#readiness.allow();
        if (this.#wasAway) {
          this.#wasAway = false;
          this.#options.onState({ state: 'running', sentence: '后台服务已恢复，可以继续办理。' });
        }
        return;
      case 'not_opened':
        this.#notOpened(message.data.error, message.data.recoverable);
        return;
      case 'asks_platform':
        this.#options.onAsksPlatform?.();
        return;
      case 'starts_anew':
        this.#startsAnew = program;
        // Two of them on one file would each believe to be alone.
        this.#mayOpenLater = false;
        this.#isRecovering = false;
        this.#holdsRehearsal = false;
        this.#readiness.hold();
        setTimeout(() => program.kill(), this.#limits.closeMs).unref();
        return;
      case 'answer':
        this.#pending.settle(message.data.call, message.data.answer);
        return;
      case 'event':
        this.#options.onEvent(message.data.name, message.data.payload);
        return;
      case 'closed':
        return;
    }
  }

  /** It will not run any more: every request is refused with the reason from now on. */
  #stop(reason: RefusalShape): void {
    const program = this.#program;
    this.#program = undefined;
    program?.kill();
    this.#refuseAll(reason);
  }

  /** Where recovery may help, it runs on beside its closed file, and all is refused but what recovery asks. */
  #notOpened(reason: RefusalShape, recoverable: boolean): void {
    this.#isRecovering = recoverable;
    this.#mayOpenLater = true;
    if (recoverable) this.#refuseAll(reason);
    else this.#stop(reason);
  }

  #refuseAll(reason: RefusalShape): void {
    clearTimeout(this.#openTimer);
    this.#wasAway = true;
    this.#readiness.refuse(reason);
    this.#options.log(`service: stopped, ${reason.code}`);
    this.#options.onState({ state: 'stopped', sentence: reason.sentence });
  }

  #died(program: Program, reason: string): void {
    if (program !== this.#program) return;
    clearTimeout(this.#openTimer);
    this.#program = undefined;
    this.#isRecovering = false;
    this.#holdsRehearsal = false;
    this.#options.log(`service: ${reason}`);
    this.#pending.refuseAll(interrupted);
    if (this.#isClosing) return;
    this.#readiness.hold();
    this.#wasAway = true;
    if (program === this.#startsAnew) {
      this.#startsAnew = undefined;
      this.#options.onState({ state: 'restarting', sentence: startsAnew });
      void this.#launch();
      return;
    }
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((death) => death > now - this.#limits.restartSpanMs), now];
    if (this.#deaths.length > this.#limits.restarts) {
      this.#stop(keepsStopping);
      return;
    }
    this.#options.onState({ state: 'restarting', sentence: '后台服务中断，正在重新启动，请稍候。' });
    const delayMs = this.#limits.firstRestartDelayMs * 2 ** (this.#deaths.length - 1);
    this.#restartTimer = setTimeout(() => void this.#launch(), delayMs);
  }
}
