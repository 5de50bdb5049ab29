import { setImmediate } from 'node:timers/promises';
import type { ServiceContext } from '../context.ts';
import { traceOf } from '../fault.ts';
import type { Platform } from '../platform/platform.ts';
import { announcer } from './announce.ts';
import { backoffMs, type BackoffLimits, usualBackoff } from './backoff.ts';
import { bringBatchForward } from './batch.ts';
import { type Circuit, circuitOf } from './circuit.ts';
import { type Ending, usualMostSetbacks } from './ending.ts';
import { platformOfSettings } from './platform-of-settings.ts';
import { nextAppointment, type TurnLimits } from './row.ts';
import { doubtInterrupted, turnOver } from './transitions.ts';

/** Brings the outbox to the platform, in batches, until it is stopped. */
export interface Sender {
  /** Something was put in: looks now, unless the platform is being left alone. */
  wake(): void;
  /** A person asks for it: looks now, and a platform that is being left alone gets one probe. */
  probe(): void;
  /** Cuts what is under way (it becomes `unknown` and is asked about later) and waits until that is written down. */
  stop(): Promise<void>;
  /** Settles when nothing is due and nothing is under way. */
  idle(): Promise<void>;
}

export interface SenderParts {
  /** The platform of the current settings; undefined while none is set. Asked once a turn. */
  readonly platform: () => Platform | undefined;
  /** In [0, 1). */
  readonly random: () => number;
  /** Runs once after that time; returns what cancels it. */
  readonly later: (delayMs: number, run: () => void) => () => void;
  readonly backoff: BackoffLimits;
  readonly perTurn: TurnLimits;
  /** Messages under way at once. */
  readonly connections: number;
  /** So often a row may fail while the platform is well, before it is work for a person. */
  readonly mostSetbacks: number;
}

/** Real time, real randomness, HTTP to the platform of the hospital's settings; a test replaces what it needs to. */
export function startSender(context: ServiceContext, parts: Partial<SenderParts> = {}): Sender {
  const sender = new SenderLoop(context, {
    platform: platformOfSettings(context),
    random: Math.random,
    later: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    backoff: usualBackoff,
    perTurn: { rows: 25, bytes: 1_000_000 },
    connections: 4,
    mostSetbacks: usualMostSetbacks,
    ...parts,
  });
  sender.wake();
  return sender;
}

/** The longest sleep: a clock that was set back, or a row put in by another program, is noticed after it. */
const longestSleepMs = 60_000;
const shortestSleepMs = 50;

/** When to look at the outbox: single flight, turn after turn while something is due, sleep until the next time. */
class SenderLoop implements Sender {
  readonly #context: ServiceContext;
  readonly #parts: SenderParts;
  readonly #circuit: Circuit;
  readonly #announce: ReturnType<typeof announcer>;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  /** How far a row came that was being sent is not known: at the start, and after a commit that failed. */
  #interrupted = true;
  /** Commits that failed in a row. */
  #failures = 0;
  #platform: Platform | undefined;
  #lastLook = new Date(0);
  /** Nothing was looked for: the platform is being left alone. */
  #isWaiting = false;
  #cancelSleep = (): void => {};

  constructor(context: ServiceContext, parts: SenderParts) {
    this.#context = context;
    this.#parts = parts;
    this.#circuit = circuitOf(context);
    this.#circuit.close();
    this.#announce = announcer(context);
  }

  wake(): void {
    if (this.#stopped) return;
    this.#cancelSleep();
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      // Woken in the very moment the run ended.
      if (this.#again) this.wake();
    });
  }

  probe(): void {
    this.#circuit.probeNow();
    this.wake();
  }

  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelSleep();
    this.#platform?.close();
    await this.#running;
  }

  async #run(): Promise<void> {
    // Whoever woke the sender gets its own work done first.
    await setImmediate();
    while (this.#again && !this.#stopped) {
      this.#again = false;
      await this.#turns();
    }
    if (!this.#stopped) this.#sleep();
  }

  async #turns(): Promise<void> {
    try {
      if (this.#interrupted) doubtInterrupted(this.#context);
      this.#interrupted = false;
      let endings: readonly Ending[] | undefined = [];
      while (endings !== undefined) endings = await this.#turn(endings);
      this.#failures = 0;
    } catch (error) {
      // The file did not take a commit: nothing is lost, rows stay as they were last committed.
      console.error(`outbox turn failed: ${traceOf(error)}`);
      this.#interrupted = true;
      this.#failures += 1;
    }
  }

  /** Commits what came of the last turn, and brings forward what is due now; undefined when nothing is. */
  async #turn(endings: readonly Ending[]): Promise<readonly Ending[] | undefined> {
    const { connections, perTurn, backoff, random, mostSetbacks } = this.#parts;
    const platform = this.#stopped ? undefined : this.#parts.platform();
    this.#platform = platform ?? this.#platform;
    const rows = platform === undefined ? 0 : this.#circuit.admits(perTurn.rows);
    const isProbe = this.#circuit.state === 'half_open';
    this.#lastLook = this.#context.clock.now();
    this.#isWaiting = platform !== undefined && rows === 0;
    const batch = turnOver(this.#context, endings, { ...perTurn, rows });
    this.#announce(endings, batch.length > 0);
    if (platform === undefined || batch.length === 0) return undefined;
    const delivering = { context: this.#context, platform, backoff, random, mostSetbacks, isProbe };
    const result = await bringBatchForward(delivering, batch, connections, () => this.#stopped);
    const { trouble, answered } = result;
    if (trouble !== undefined) this.#circuit.open(backoff, random(), trouble.retryAfterMs);
    else if (answered) this.#circuit.close();
    // A platform that answers at once must not keep the service from its windows.
    await setImmediate();
    return result.endings;
  }

  #sleep(): void {
    const waitMs = Math.max(this.#waitMs(), shortestSleepMs);
    this.#cancelSleep = this.#parts.later(Math.min(waitMs, longestSleepMs), () => this.wake());
  }

  #waitMs(): number {
    const { backoff, random } = this.#parts;
    if (this.#interrupted) return backoffMs(backoff, this.#failures, random(), undefined);
    if (this.#isWaiting) return this.#circuit.remainingMs;
    const appointment = nextAppointment(this.#context, this.#lastLook)?.getTime() ?? Number.POSITIVE_INFINITY;
    return appointment - this.#context.clock.now().getTime();
  }
}
