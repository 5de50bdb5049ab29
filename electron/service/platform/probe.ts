import { type Line, send } from './exchange.ts';
import { shortId } from './message-id.ts';
import type { Outcome } from './outcome.ts';
import { signInQuestion, thisMachine } from './session.ts';

/**
 * One sign-in (9001), whatever the settings say of signing in: it is about no person, changes nothing, and shows
 * whether the platform is there, whether it is the right one, and whether it takes our signature.
 */
export function probePlatform(line: Line, id: string): Promise<Outcome<string>> {
  return send(line, signInQuestion(line, thisMachine(), shortId(id)), '');
}
