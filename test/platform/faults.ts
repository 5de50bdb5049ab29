import { setTimeout as sleep } from 'node:timers/promises';
import { type Reply, writeJson } from '../../electron/service/practice/platform/server.ts';

/** What goes wrong with the next messages of one transaction, so many times. */
export interface Fault {
  /** 交易编号, or `any`. */
  readonly infno: string;
  readonly times: number;
  readonly wrong:
    | { readonly kind: 'slow'; readonly durationMs: number }
    /** Waits for `release`; the message then takes its course, unless the sender has hung up. */
    | { readonly kind: 'hold_before_acting' }
    | { readonly kind: 'hold_after_acting' }
    | { readonly kind: 'cut_before_acting' }
    | { readonly kind: 'cut_after_acting' }
    | { readonly kind: 'body'; readonly body: string; readonly acted: boolean }
    | {
        readonly kind: 'status';
        readonly status: number;
        readonly retryAfter?: string;
        readonly acted: boolean;
      }
    | {
        readonly kind: 'code';
        readonly infcode: number;
        readonly words: string;
        readonly acted: boolean;
      }
    /** Takes the message in and answers well, but as other software would write it. */
    | { readonly kind: 'numbers_without_quotes' }
    | { readonly kind: 'output_as_text' }
    | { readonly kind: 'without_field'; readonly field: string }
    /** Takes the message in and reckons one of its fee items otherwise. */
    | {
        readonly kind: 'other_item';
        readonly item: number;
        readonly field: string;
        readonly yuan: string;
      };
}

/** One step of one message, told to the test as it happens. */
export interface Seen {
  readonly infno: string;
  readonly msgid: string;
  readonly stage: 'received' | 'acted' | 'answered';
}

/** The practice platform's answers with faults in between. */
export class Faults {
  #faults: { fault: Fault; left: number }[] = [];
  #held: (() => void)[] = [];
  /** How many messages came under each sign-in. */
  readonly #used = new Map<string, number>();
  #sessionLasts = Number.POSITIVE_INFINITY;
  readonly #tell: (seen: Seen) => void;

  constructor(tell: (seen: Seen) => void) {
    this.#tell = tell;
  }

  add(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times });
  }

  /** From now on a sign-in is good for so many messages. */
  expireSessionsAfter(messages: number): void {
    this.#sessionLasts = messages;
  }

  /** Every sign-in that was used so far is good no more. */
  endSessions(): void {
    for (const signNumber of this.#used.keys()) this.#used.set(signNumber, Number.POSITIVE_INFINITY);
  }

  clear(): void {
    this.#faults = [];
    this.#sessionLasts = Number.POSITIVE_INFINITY;
    this.release();
  }

  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  readonly reply: Reply = async (body, act, response) => {
    const { infno, msgid, sign_no } = JSON.parse(body) as { infno: string; msgid: string; sign_no: string };
    const tell = (stage: Seen['stage']): void => this.#tell({ infno, msgid, stage });
    const actOnce = (): string => {
      const answer = act();
      tell('acted');
      return answer;
    };
    response.once('finish', () => tell('answered'));
    tell('received');
    if (infno !== '9001' && this.#isExpired(sign_no)) {
      return writeJson(response, 200, JSON.stringify({ infcode: -3, err_msg: '签到已失效', output: '' }));
    }
    const wrong = this.#take(infno);
    if (wrong === undefined) return writeJson(response, 200, actOnce());
    switch (wrong.kind) {
      case 'slow':
        await sleep(wrong.durationMs);
        return writeJson(response, 200, actOnce());
      case 'hold_before_acting':
        await this.#hold();
        return writeJson(response, 200, actOnce());
      case 'hold_after_acting': {
        const answer = actOnce();
        await this.#hold();
        return writeJson(response, 200, answer);
      }
      case 'cut_before_acting':
        response.destroy();
        return;
      case 'cut_after_acting':
        actOnce();
        response.destroy();
        return;
      case 'body':
        if (wrong.acted) actOnce();
        return writeJson(response, 200, wrong.body);
      case 'status':
        if (wrong.acted) actOnce();
        if (wrong.retryAfter !== undefined) response.setHeader('retry-after', wrong.retryAfter);
        return writeJson(response, wrong.status, '{}');
      case 'code': {
        if (wrong.acted) actOnce();
        const answer = { infcode: wrong.infcode, inf_refmsgid: 'R1', err_msg: wrong.words, output: '' };
        return writeJson(response, 200, JSON.stringify(answer));
      }
      default:
        return writeJson(response, 200, rewritten(actOnce(), wrong));
    }
  };

  #take(infno: string): Fault['wrong'] | undefined {
    const found = this.#faults.find(
      ({ fault, left }) => left > 0 && (fault.infno === 'any' || fault.infno === infno),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.fault.wrong;
  }

  #isExpired(signNumber: string): boolean {
    const used = (this.#used.get(signNumber) ?? 0) + 1;
    this.#used.set(signNumber, used);
    return used > this.#sessionLasts || used === Number.POSITIVE_INFINITY;
  }

  #hold(): Promise<void> {
    return new Promise((resolve) => this.#held.push(resolve));
  }
}

type Rewriting = Extract<
  Fault['wrong'],
  { kind: 'numbers_without_quotes' | 'output_as_text' | 'without_field' | 'other_item' }
>;

function rewritten(answer: string, wrong: Rewriting): string {
  if (wrong.kind === 'numbers_without_quotes') return answer.replace(/"(-?\d+\.\d\d)"/g, '$1');
  if (wrong.kind === 'without_field') {
    return JSON.stringify(
      JSON.parse(answer, (key, value: unknown) => (key === wrong.field ? undefined : value)),
    );
  }
  if (wrong.kind === 'other_item') {
    const said = JSON.parse(answer) as { output: { result: Record<string, string>[] } };
    const item = said.output.result[wrong.item];
    if (item !== undefined) item[wrong.field] = wrong.yuan;
    return JSON.stringify(said);
  }
  const parsed = JSON.parse(answer) as { output: unknown };
  return JSON.stringify({ ...parsed, output: JSON.stringify(parsed.output) });
}
