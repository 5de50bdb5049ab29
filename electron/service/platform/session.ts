import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { ownReasons } from './codes.ts';
import { type Line, meaningful, type Question, send } from './exchange.ts';
import { shortId } from './message-id.ts';
import type { Outcome, Setback } from './outcome.ts';

/** The number of a sign-in, or why there is none: then no message goes out. */
export type SignedIn = { readonly signNumber: string } | { readonly setback: Setback };

/** Our standing with the platform (签到). Kept in memory alone: whoever starts anew signs in anew. */
export interface Session {
  /** Signs in where that has not been done; at most one sign-in is under way. */
  current(): Promise<SignedIn>;
  /** The platform no longer knows that number. Undefined: the settings want no sign-in, so there is none to renew. */
  renew(expired: string): Promise<SignedIn | undefined>;
}

export const noSession: Session = {
  current: () => Promise.resolve({ signNumber: '' }),
  renew: () => Promise.resolve(undefined),
};

/** Where the window stands in the hospital's network, as 9001 wants to know it. */
export interface Machine {
  readonly mac: string;
  readonly ip: string;
}

/** The first address of this machine that others can reach. */
export function thisMachine(): Machine {
  const outward = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  return {
    mac: (outward?.mac ?? '00:00:00:00:00:00').toUpperCase().replaceAll(':', '-'),
    ip: outward?.address ?? '127.0.0.1',
  };
}

export function platformSession(line: Line, newId: () => string, machine: Machine = thisMachine()): Session {
  if (!line.hospital.platformSignIn) return noSession;
  let underWay: Promise<SignedIn> | undefined;
  let signNumber: string | undefined;
  const signIn = async (): Promise<SignedIn> => {
    const outcome = await send(line, signInQuestion(line, machine, shortId(newId())), '');
    if (outcome.outcome !== 'accepted') return { setback: setbackOf(outcome) };
    signNumber = outcome.value;
    return { signNumber };
  };
  const current = (): Promise<SignedIn> => {
    if (signNumber !== undefined) return Promise.resolve({ signNumber });
    underWay ??= signIn().finally(() => (underWay = undefined));
    return underWay;
  };
  return {
    current,
    renew: (expired) => {
      // Another message may have renewed it meanwhile.
      if (signNumber === expired) signNumber = undefined;
      return current();
    },
  };
}

const signedInSchema = z.object({ signinoutb: z.object({ sign_no: z.string().min(1).max(30) }) });

/** 操作员编号 holds so many characters. */
const longestOperator = 20;

/** 9001: this operator is here, at this machine. */
export function signInQuestion(
  { hospital }: Line,
  { mac, ip }: Machine,
  messageId: string,
): Question<string> {
  const operator = hospital.platformOperator ?? shortId(hospital.windowId).slice(-longestOperator);
  return {
    transactionCode: '9001',
    messageId,
    record: { insuredRegion: hospital.region, person: null },
    input: { signIn: { opter_no: operator, mac, ip } },
    read: (output) => meaningful(signedInSchema, output).signinoutb.sign_no,
  };
}

/**
 * What a failed sign-in means for the message that waited for it: it never left. So nothing of it is in doubt, and the
 * trouble is with the platform as a whole.
 */
function setbackOf(outcome: Exclude<Outcome<string>, { outcome: 'accepted' }>): Setback {
  if (outcome.outcome === 'not_reached' || outcome.outcome === 'retry') return outcome;
  if (outcome.code === 'no_answer' || outcome.code === 'nonsense' || outcome.code.startsWith('http_5')) {
    const code = 'sign_in_unanswered';
    return { ...outcome, outcome: 'not_reached', code, reason: ownReasons[code] };
  }
  const code = 'sign_in_refused';
  return { ...outcome, outcome: 'sign_in', code, reason: `${ownReasons[code]}${outcome.reason}` };
}
