import type { Acknowledgement, Outcome } from '../../../electron/service/platform/outcome.ts';
import type { Parcel, Platform } from '../../../electron/service/platform/platform.ts';
import type { ServiceContext } from '../../../electron/service/context.ts';

type Delivered = Outcome<Acknowledgement>;

/** A platform whose answers the test gives one by one, to see what is under way at once. */
export class StubPlatform implements Platform {
  readonly #context: ServiceContext;
  /** Parcels that were put on the network and have no answer yet, oldest first. */
  readonly underWay: { readonly parcel: Parcel; readonly answer: (delivered: Delivered) => void }[] = [];
  /** Parcels in the order in which they were put on the network. */
  readonly delivered: Parcel[] = [];
  #heard: (() => void)[] = [];
  #count = 0;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  identify(parcel: Parcel): Promise<Outcome<string>> {
    return Promise.resolve({ ...this.exchange('1101'), outcome: 'accepted', value: `P${parcel.rowId}` });
  }

  deliver(parcel: Parcel): Promise<Delivered> {
    this.delivered.push(parcel);
    return new Promise((answer) => {
      this.underWay.push({ parcel, answer });
      for (const wake of this.#heard.splice(0)) wake();
    });
  }

  whoIs(): never {
    throw new Error('the sender does not ask who somebody is');
  }

  reckonVisit(): never {
    throw new Error('the sender does not ask for a trial');
  }

  cumulative(): never {
    throw new Error('the sender does not ask for a year');
  }

  holdings(): never {
    throw new Error('the sender does not ask for everything');
  }

  fundMessage(): never {
    throw new Error('the sender claims nothing');
  }

  compareSums(): never {
    throw new Error('the sender compares no sums');
  }

  linesOfDay(): never {
    throw new Error('the sender does not ask for a day');
  }

  ask(): ReturnType<Platform['ask']> {
    return Promise.resolve({ ...this.exchange('5203'), outcome: 'accepted', value: { found: 'nothing' } });
  }

  correct(): ReturnType<Platform['correct']> {
    return Promise.resolve({ ...this.exchange('2601'), outcome: 'accepted', value: null });
  }

  close(): void {
    this.answerAll('no_answer');
  }

  /** When so many are under way at once. */
  async reached(count: number): Promise<void> {
    while (this.underWay.length < count) await new Promise<void>((resolve) => this.#heard.push(resolve));
  }

  answerNext(how: 'accepted' | 'not_reached' | 'no_answer'): void {
    this.underWay.shift()?.answer(this.#outcome(how));
  }

  answerAll(how: 'accepted' | 'not_reached' | 'no_answer'): void {
    while (this.underWay.length > 0) this.answerNext(how);
  }

  #outcome(how: 'accepted' | 'not_reached' | 'no_answer'): Delivered {
    if (how === 'not_reached') {
      return { ...this.exchange('2401'), code: 'not_reached', outcome: 'not_reached' };
    }
    if (how === 'no_answer') return { ...this.exchange('2401'), code: 'no_answer', outcome: 'unknown' };
    const value = { number: `N${(this.#count += 1)}`, amounts: null, items: null, answer: '{}' };
    return { ...this.exchange('2401'), outcome: 'accepted', value };
  }

  exchange(transactionCode: string) {
    const at = this.#context.clock.now().toISOString();
    return {
      transactionCode,
      messageId: 'M',
      at,
      durationMs: 1,
      code: '0',
      reason: '',
      retryAfterMs: undefined,
    };
  }
}
