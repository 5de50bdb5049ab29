import type { Actor, ServiceContext } from '../context.ts';
import { platformOfSettings } from '../outbox/platform-of-settings.ts';
import type { Platform } from './platform.ts';

/** No clerk waits longer, and none does: the trial goes on meanwhile. */
export const clerkLimits = { connectTimeoutMs: 2_000, answerTimeoutMs: 4_000, answerBytes: 200_000 };

/** Persons whose answers are remembered; the one asked first goes when there are more. */
const mostRemembered = 500;

/** A question about a person that the platform is asked beside the clerk's work. */
export interface PersonQuestion<Answer> {
  ask(
    context: ServiceContext,
    actor: Actor,
    personId: string,
    platform: Platform | undefined,
  ): Promise<Answer>;
  /** How long an answer is good for: whoever comes back to a person sooner gets it again. */
  restMs(answer: Answer): number;
  /** An answer when it is given again. */
  again(answer: Answer): Answer;
}

interface Remembered<Answer> {
  readonly answer: Promise<Answer>;
  /** In milliseconds of the clock; without end while it is under way. */
  restsUntil: number;
}

/** What is remembered for a hospital as long as the program runs; what was learnt is in the file. */
interface Asking<Answer> {
  readonly platform: () => Platform | undefined;
  readonly answers: Map<string, Remembered<Answer>>;
}

/** At most once in some minutes for a person; by the button at once, but never twice at the same time. */
export function askAtTimes<Answer>(question: PersonQuestion<Answer>) {
  const askings = new WeakMap<ServiceContext, Asking<Answer>>();
  return async (
    context: ServiceContext,
    actor: Actor,
    { personId, again }: { readonly personId: string; readonly again: boolean },
  ): Promise<Answer> => {
    // A line of its own: an upload that hangs does not hold up the clerk, nor the other way round.
    const asking = askings.get(context) ?? {
      platform: platformOfSettings(context, clerkLimits),
      answers: new Map<string, Remembered<Answer>>(),
    };
    askings.set(context, asking);
    const { platform, answers } = asking;
    const now = context.clock.now().getTime();
    const before = answers.get(personId);
    if (before?.restsUntil === Number.POSITIVE_INFINITY) return before.answer;
    if (before !== undefined && !again && now < before.restsUntil) return question.again(await before.answer);
    const asked: Remembered<Answer> = {
      answer: question.ask(context, actor, personId, platform()),
      restsUntil: Number.POSITIVE_INFINITY,
    };
    answers.delete(personId);
    answers.set(personId, asked);
    const [oldest] = answers.keys();
    if (answers.size > mostRemembered && oldest !== undefined) answers.delete(oldest);
    try {
      const answer = await asked.answer;
      asked.restsUntil = now + question.restMs(answer);
      return answer;
    } catch (error) {
      answers.delete(personId);
      throw error;
    }
  };
}
