import type { YearAnswer } from '../../../shared/contract/year.ts';
import type { Call, Handlers, ServiceContext } from '../context.ts';
import { platformOfSettings } from '../outbox/platform-of-settings.ts';
import type { Platform } from '../platform/platform.ts';
import { askYear } from './ask-year.ts';

export const yearHandlers: Pick<Handlers, 'year.ask'> = { 'year.ask': askAtTimes };

/** No clerk waits longer, and none does: the trial goes on meanwhile. */
export const yearLimits = { connectTimeoutMs: 2_000, answerTimeoutMs: 4_000, answerBytes: 200_000 };

/** How long an answer is good for: whoever comes back to a person sooner gets it again. */
const restMs: Partial<Readonly<Record<YearAnswer['outcome'], number>>> = {
  learnt: 5 * 60_000,
  same: 5 * 60_000,
  not_reached: 60_000,
  not_adopted: 60_000,
};
/** Persons whose answers are remembered; the one asked first goes when there are more. */
const mostRemembered = 500;

interface Remembered {
  readonly answer: Promise<YearAnswer>;
  /** In milliseconds of the clock; without end while it is under way. */
  restsUntil: number;
}

/** What is remembered for a hospital as long as the program runs; what was learnt is in the file. */
interface Asking {
  readonly platform: () => Platform | undefined;
  readonly answers: Map<string, Remembered>;
}

const askings = new WeakMap<ServiceContext, Asking>();

function askingOf(context: ServiceContext): Asking {
  const known = askings.get(context);
  if (known !== undefined) return known;
  // A line of its own: an upload that hangs does not hold up the clerk, nor the other way round.
  const asking = {
    platform: platformOfSettings(context, yearLimits),
    answers: new Map<string, Remembered>(),
  };
  askings.set(context, asking);
  return asking;
}

/** At most once in some minutes for a person; by the button at once, but never twice at the same time. */
async function askAtTimes(context: ServiceContext, { input, actor }: Call<'year.ask'>): Promise<YearAnswer> {
  const { personId, again } = input;
  const { platform, answers } = askingOf(context);
  const now = context.clock.now().getTime();
  const before = answers.get(personId);
  if (before?.restsUntil === Number.POSITIVE_INFINITY) return before.answer;
  if (before !== undefined && !again && now < before.restsUntil) return knownByNow(await before.answer);
  const asked: Remembered = {
    answer: askYear(context, actor, personId, platform()),
    restsUntil: Number.POSITIVE_INFINITY,
  };
  answers.delete(personId);
  answers.set(personId, asked);
  const [oldest] = answers.keys();
  if (answers.size > mostRemembered && oldest !== undefined) answers.delete(oldest);
  try {
    const answer = await asked.answer;
    asked.restsUntil = now + (restMs[answer.outcome] ?? 0);
    return answer;
  } catch (error) {
    answers.delete(personId);
    throw error;
  }
}

/** What was learnt then is in everything that was read since. */
function knownByNow(answer: YearAnswer): YearAnswer {
  return answer.outcome === 'learnt' ? { ...answer, outcome: 'same' } : answer;
}
