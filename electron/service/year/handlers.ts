import type { YearAnswer } from '../../../shared/contract/year.ts';
import type { Handlers } from '../context.ts';
import { askAtTimes } from '../platform/ask-at-times.ts';
import { askYear } from './ask-year.ts';

const restMs: Partial<Readonly<Record<YearAnswer['outcome'], number>>> = {
  learnt: 5 * 60_000,
  same: 5 * 60_000,
  not_reached: 60_000,
  not_adopted: 60_000,
};

const askForYear = askAtTimes<YearAnswer>({
  ask: askYear,
  restMs: ({ outcome }) => restMs[outcome] ?? 0,
  // What was learnt then is in everything that was read since.
  again: (answer) => (answer.outcome === 'learnt' ? { ...answer, outcome: 'same' } : answer),
});

export const yearHandlers: Pick<Handlers, 'year.ask'> = {
  'year.ask': (context, { input, actor }) => askForYear(context, actor, input),
};
