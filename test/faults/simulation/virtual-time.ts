import type { Clock } from '../../../electron/service/context.ts';

interface Appointment {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** Time that passes only when somebody asks for the next thing that happens. It never runs backwards; clocks may. */
export class VirtualTime {
  nowMs: number;
  #appointments: Appointment[] = [];
  #order = 0;

  constructor(startsAtMs: number) {
    this.nowMs = startsAtMs;
  }

  /** @returns what cancels it */
  after(delayMs: number, run: () => void): () => void {
    const appointment = { atMs: this.nowMs + Math.max(0, delayMs), order: (this.#order += 1), run };
    this.#appointments.push(appointment);
    return () => {
      this.#appointments = this.#appointments.filter((other) => other !== appointment);
    };
  }

  get appointmentCount(): number {
    return this.#appointments.length;
  }

  /** Goes on to what is next in time and does it; false when nothing is to come. */
  next(): boolean {
    const first = this.#appointments.reduce<Appointment | undefined>(
      (earliest, other) =>
        earliest === undefined ||
        other.atMs < earliest.atMs ||
        (other.atMs === earliest.atMs && other.order < earliest.order)
          ? other
          : earliest,
      undefined,
    );
    if (first === undefined) return false;
    this.#appointments = this.#appointments.filter((other) => other !== first);
    this.nowMs = Math.max(this.nowMs, first.atMs);
    first.run();
    return true;
  }
}

/** A clock on somebody's wall: it shows the time, wrong by as much as somebody moved it. */
export class WallClock implements Clock {
  readonly #time: VirtualTime;
  offsetMs = 0;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  now(): Date {
    return new Date(this.#time.nowMs + this.offsetMs);
  }
}
