import { type PackProblem, PackRefused } from './problem.ts';
import type { Pack } from './read-pack.ts';

/** Collects what is wrong with a pack while it is compiled, each with its place in the file. */
export class Faults {
  readonly #pack: Pack;
  readonly #problems: PackProblem[] = [];

  constructor(pack: Pack) {
    this.#pack = pack;
  }

  add(path: readonly PropertyKey[], code: string, sentence: string): void {
    this.#problems.push({ ...this.#pack.placeOf(path), code, sentence });
  }

  /** A problem with the values that were set, which stand in no file. */
  addToValues(option: string, code: string, sentence: string): void {
    this.#problems.push({ file: `${this.#pack.id} options.${option}`, line: 0, column: 0, code, sentence });
  }

  throwIfAny(): void {
    if (this.#problems.length > 0) throw new PackRefused(this.#problems);
  }
}
