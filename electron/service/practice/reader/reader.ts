import { type PracticeCard, practiceCards, readAnswerOf } from './cards.ts';

/**
 * The practice hospital's card reader, a service on loopback as a vendor's would be. Cards are taken from the pile one
 * after the other, or one is put on it.
 */
export class PracticeReader {
  #next = 0;
  #put: PracticeCard | undefined;

  /** The next reading reads this card; none of the pile has that number: nothing changes. */
  put(idNumber: string): boolean {
    this.#put = practiceCards.find((card) => card.idNumber === idNumber);
    return this.#put !== undefined;
  }

  /** What it answers under a path; undefined where it has none. */
  answer(path: string): Record<string, string> | undefined {
    if (path === '/openDevice' || path === '/closeDevice') return { resultFlag: '0' };
    if (path !== '/readCard') return undefined;
    const card = this.#put ?? practiceCards[this.#next % practiceCards.length];
    if (this.#put === undefined) this.#next += 1;
    this.#put = undefined;
    return card === undefined ? { resultFlag: '-1' } : readAnswerOf(card);
  }
}
