/** A mutant that no test can tell from the engine as it is written, with the argument. */
export interface ArguedSurvivor {
  readonly file: string;
  /** The line of the source, without its indentation. */
  readonly source: string;
  /** What stands in the place of a part of it. */
  readonly becomes: readonly string[];
  readonly because: string;
}

/** They count as survived all the same; the score is not made better by arguments. */
export const arguedSurvivors: readonly ArguedSurvivor[] = [];
