import type { Database } from 'better-sqlite3';
import type { UploadSummary } from '../../../shared/contract/hospital.ts';
import type { Clock, ServiceContext } from '../context.ts';
import { backoffMs, type BackoffLimits } from './backoff.ts';

/**
 * The circuit breaker between the outbox and the platform. Closed: everything that is due goes out. Open: the platform
 * as a whole was in trouble and is left alone until the next probe. Half open: the time has come, and one message is
 * the probe; its answer closes the circuit or opens it for longer.
 */
export class Circuit {
  readonly #clock: Clock;
  #failures = 0;
  #opened: { readonly at: Date; readonly waitMs: number } | undefined;
  #probing = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get state(): UploadSummary['circuit'] {
    if (this.#opened === undefined) return 'closed';
    return this.#probing ? 'half_open' : 'open';
  }

  /** Null while everything may go out. */
  get nextProbeAt(): Date | null {
    if (this.#opened === undefined) return null;
    return new Date(this.#opened.at.getTime() + this.#opened.waitMs);
  }

  /** How long the platform is still to be left alone. A clock that was set back ends the wait. */
  get remainingMs(): number {
    if (this.#opened === undefined) return 0;
    const passedMs = this.#clock.now().getTime() - this.#opened.at.getTime();
    return passedMs < 0 ? 0 : Math.max(0, this.#opened.waitMs - passedMs);
  }

  /** How many rows may go out now: all, none, or one probe. */
  admits(most: number): number {
    this.#probing = this.#opened !== undefined && this.remainingMs === 0;
    if (this.#opened === undefined) return most;
    return this.#probing ? 1 : 0;
  }

  /** A person asked for it: the next message is a probe at once. How long the waits have grown stays as it is. */
  probeNow(): void {
    if (this.#opened !== undefined) this.#opened = { at: this.#clock.now(), waitMs: 0 };
  }

  close(): void {
    this.#failures = 0;
    this.#opened = undefined;
    this.#probing = false;
  }

  /** The platform is in trouble: it is left alone for longer each time, and never shorter than it asked for. */
  open(limits: BackoffLimits, random: number, askedForMs: number | undefined): void {
    this.#failures += 1;
    this.#probing = false;
    const waitMs = backoffMs(limits, this.#failures, random, askedForMs);
    this.#opened = { at: this.#clock.now(), waitMs };
  }
}

const circuits = new WeakMap<Database, Circuit>();

/** The circuit of the open file; closed while nothing was sent. */
export function circuitOf({ database, clock }: Pick<ServiceContext, 'database' | 'clock'>): Circuit {
  const known = circuits.get(database);
  if (known !== undefined) return known;
  const circuit = new Circuit(clock);
  circuits.set(database, circuit);
  return circuit;
}
