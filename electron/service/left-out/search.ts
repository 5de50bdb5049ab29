import { runFileJob } from '../file-work/file-work.ts';
import { NightlySearch } from '../nightly-search/nightly-search.ts';
import type { Portion } from './examine.ts';
import { keepPortion } from './keep-portion.ts';

/** Who was settled with less than is known now. */
export const leftOutSearch = new NightlySearch<Portion>({
  what: 'who was left out',
  start: (order, tell) => runFileJob('examineLeftOut', order, tell),
  tables: { run: 'left_out_run', portion: 'left_out_portion' },
  act: 'leftOut.examined',
  progress: 'leftOut.progress',
  keep: keepPortion,
  // The first patient and the day's first copy come before.
  firstDelayMs: 3 * 60_000,
});
