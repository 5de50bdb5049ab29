const firstRecords = 1 << 14;

/** Whole numbers in records of one width, as many as come: two million rows are nothing that objects could hold. */
export class Records {
  readonly #width: number;
  #numbers: Int32Array;
  #length = 0;

  constructor(width: number) {
    this.#width = width;
    this.#numbers = new Int32Array(firstRecords * width);
  }

  get length(): number {
    return this.#length;
  }

  /** A new record of zeros behind the last one; returns its place, from 0. */
  add(): number {
    if ((this.#length + 1) * this.#width > this.#numbers.length) {
      const larger = new Int32Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#length += 1;
    return this.#length - 1;
  }

  get(place: number, column: number): number {
    return this.#numbers[place * this.#width + column] ?? 0;
  }

  set(place: number, column: number, value: number): void {
    this.#numbers[place * this.#width + column] = value;
  }
}
