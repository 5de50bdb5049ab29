import { runFileJob } from '../file-work/file-work.ts';
import { NightlySearch } from '../nightly-search/nightly-search.ts';
import type { Portion } from './examine.ts';
import { keepPortion } from './keep-portion.ts';

/** What somebody should look at. */
export const irregularitySearch = new NightlySearch<Portion>({
  what: 'irregularities',
  start: (order, tell) => runFileJob('examineIrregularities', order, tell),
  tables: { run: 'irregularity_run', portion: 'irregularity_portion' },
  act: 'irregularities.examined',
  progress: 'irregularities.progress',
  keep: keepPortion,
  // The search for who was left out comes before.
  firstDelayMs: 6 * 60_000,
});
