import type { RefusalShape } from '../../../shared/contract/refusal.ts';

type Decide = (refusal: RefusalShape | null) => void;

/** Whether requests may go out: not known yet (they wait), yes, or no and why. */
export class Readiness {
  #decision: Promise<RefusalShape | null>;
  #decide: Decide = () => undefined;
  #isDecided = false;

  constructor() {
    this.#decision = this.#undecided();
  }

  /** @returns null as soon as requests may go out, or the refusal that every request gets */
  wait(): Promise<RefusalShape | null> {
    return this.#decision;
  }

  allow(): void {
    this.#set(null);
  }

  refuse(refusal: RefusalShape): void {
    this.#set(refusal);
  }

  /** From now on requests wait again. */
  hold(): void {
    if (this.#isDecided) this.#decision = this.#undecided();
  }

  #set(refusal: RefusalShape | null): void {
    // Those who wait and those who come later get the same.
    this.hold();
    this.#isDecided = true;
    this.#decide(refusal);
  }

  #undecided(): Promise<RefusalShape | null> {
    this.#isDecided = false;
    return new Promise((resolve) => {
      this.#decide = resolve;
    });
  }
}
