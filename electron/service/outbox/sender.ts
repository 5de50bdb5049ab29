import { setImmediate } from 'node:timers/promises';
import type { ServiceContext } from '../context.ts';
import { traceOf } from '../fault.ts';
import type { Platform } from '../platform/platform.ts';
import { backoffMs, type BackoffLimits, usualBackoff } from './backoff.ts';
import { platformOfSettings } from './platform-of-settings.ts';
import { bringRoundForward } from './round.ts';
import { nextAppointment } from './row.ts';
import { doubtInterrupted } from './transitions.ts';

/** Brings the outbox to the platform, one row after another, until it is stopped. */
export interface Sender {
  /** Something may be due: looks now. Also ends a pause, with one probe. */
  wake(): void;
  /** Cuts what is under way (it becomes `unknown` and is asked about later) and waits until that is written down. */
  stop(): Promise<void>;
  /** Settles when nothing is due and nothing is under way. */
  idle(): Promise<void>;
}

export interface SenderParts {
  /** The platform of the current settings; undefined while none is set. Asked once a round. */
  readonly platform: () => Platform | undefined;
  /** In [0, 1). */
  readonly random: () => number;
  /** Runs once after that time; returns what cancels it. */
  readonly later: (delayMs: number, run: () => void) => () => void;
  readonly backoff: BackoffLimits;
  /** At most so many rows before the file is looked at anew. */
  readonly rowsPerRound: number;
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
    rowsPerRound: 50,
    ...parts,
  });
  sender.wake();
  return sender;
}

/** The longest sleep: a clock that was set back, or a row put in by another program, is noticed after it. */
const longestSleepMs = 60_000;
const shortestSleepMs = 50;

/** When to look at the outbox: single flight, a pause while the platform is in trouble, sleep until the next time. */
class SenderLoop implements Sender {
  readonly #context: ServiceContext;
  readonly #parts: SenderParts;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  /** How far a row came that was being sent is not known: at the start, and after a commit that failed. */
  #interrupted = true;
  /** In a row. */
  #failures = 0;
  #platform: Platform | undefined;
  #cancelSleep = (): void => {};

  constructor(context: ServiceContext, parts: SenderParts) {
    this.#context = context;
    this.#parts = parts;
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
    let pauseMs = 0;
    // Whoever woke the sender gets its own work done first.
    await setImmediate();
    while (this.#again && !this.#stopped) {
      this.#again = false;
      pauseMs = await this.#round();
    }
    if (!this.#stopped) this.#sleep(pauseMs);
  }

  /** Returns how long to leave the platform alone. */
  async #round(): Promise<number> {
    const { random, backoff, rowsPerRound } = this.#parts;
    try {
      if (this.#interrupted) doubtInterrupted(this.#context);
      this.#interrupted = false;
      this.#platform = this.#parts.platform();
      if (this.#platform === undefined) return longestSleepMs;
      const delivering = { context: this.#context, platform: this.#platform, backoff, random };
      const { count, trouble } = await bringRoundForward(delivering, rowsPerRound, () => this.#stopped);
      this.#again ||= count > 0 && trouble === undefined;
      this.#failures = trouble === undefined ? 0 : this.#failures + 1;
      return trouble === undefined ? 0 : backoffMs(backoff, this.#failures, random(), trouble.retryAfterMs);
    } catch (error) {
      // The file did not take a commit: nothing is lost, rows stay as they were last committed.
      console.error(`outbox round failed: ${traceOf(error)}`);
      this.#interrupted = true;
      this.#failures += 1;
      return backoffMs(backoff, this.#failures, random(), undefined);
    }
  }

  #sleep(pauseMs: number): void {
    const { clock } = this.#context;
    const untilAppointmentMs = this.#interrupted
      ? 0
      : (nextAppointment(this.#context)?.getTime() ?? Number.POSITIVE_INFINITY) - clock.now().getTime();
    const untilNextMs = Math.max(untilAppointmentMs, pauseMs, shortestSleepMs);
    this.#cancelSleep = this.#parts.later(Math.min(untilNextMs, longestSleepMs), () => this.wake());
  }
}
