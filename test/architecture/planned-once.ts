import type { Rule } from './source.ts';

/** SQLite plans a statement whose limit is a parameter alone anew at every run: `LIMIT 0 + ?` is planned once. */
export const plannedOnce: Rule = ({ text }) =>
  [...text.matchAll(/\bLIMIT\s+(?:\?|[@:$]\w+)/g)].map(([bare]) => `'${bare}' is planned anew at every run`);
