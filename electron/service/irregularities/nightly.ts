import type { ServiceContext } from '../context.ts';
import { traceOf } from '../fault.ts';
import { examine, stopExamination, wasExaminedToday } from './run.ts';

/** After the opening: the first patient, the day's first copy and the search for who was left out come before. */
const firstDelayMs = 6 * 60_000;
/** A machine that is on at midnight begins within this time; one that is switched on in the morning, soon after. */
const everyMs = 15 * 60_000;

type Later = (delayMs: number, run: () => void) => () => void;

/** Sees to one run a day, behind everything else. Returns what ends it, a run with it; the next start goes on there. */
export function startNightlyIrregularities(context: ServiceContext, later: Later): () => Promise<void> {
  let cancel = later(firstDelayMs, function look() {
    try {
      if (!wasExaminedToday(context)) examine(context, undefined);
    } catch (error) {
      console.error(`the nightly search for irregularities did not begin: ${traceOf(error)}`);
    }
    cancel = later(everyMs, look);
  });
  return async () => {
    cancel();
    await stopExamination(context);
  };
}
