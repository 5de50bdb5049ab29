import type { Delivery, Transport } from '../../../electron/service/platform/transport.ts';
import type { Chance } from './chance.ts';
import type { County } from './county.ts';
import { bareSuccess, type Fate, fateOf, type Weather } from './fates.ts';
import type { VirtualTime } from './virtual-time.ts';

const answerTimeoutMs = 30_000;
const refusedCode = -1;

/** Everything between the window and the county. Messages under way outlive the program that sent them. */
export class Network {
  weather: Weather = 'good';
  /** Messages to which an error was said in the county's name: what may follow from it is explained. */
  readonly refused = new Set<string>();
  /** Those of them that the county did all the same. */
  readonly refusedAndActed = new Set<string>();
  messageCount = 0;
  readonly #time: VirtualTime;
  readonly #chance: Chance;
  readonly #county: County;
  readonly #note: (line: string) => void;

  constructor(time: VirtualTime, chance: Chance, county: County, note: (line: string) => void) {
    this.#time = time;
    this.#chance = chance;
    this.#county = county;
    this.#note = note;
  }

  /** The line of one program; `beforePost` may crash it, before or after the message has left. */
  transport(isAlive: () => boolean, leaving: (place: string) => void): Transport {
    const underWay = new Set<() => void>();
    return {
      post: (body) =>
        new Promise((resolve) => {
          if (!isAlive()) return;
          leaving('before post');
          const cut = (): void => resolve({ kind: 'no_answer' });
          underWay.add(cut);
          this.#send(body, (delivery) => {
            underWay.delete(cut);
            if (isAlive()) resolve(delivery);
          });
          leaving('after post');
        }),
      close: () => {
        for (const cut of underWay) cut();
        underWay.clear();
      },
    };
  }

  #send(body: string, answer: (delivery: Delivery) => void): void {
    const { infno, msgid } = JSON.parse(body) as { infno: string; msgid: string };
    const fate = fateOf(this.#chance, this.weather, !this.#county.forgets);
    this.messageCount += 1;
    const name = `${infno} ${msgid.slice(-6)}`;
    const label =
      fate.kind === 'code' ? `code ${fate.code}` : fate.kind === 'status' ? `http ${fate.status}` : fate.kind;
    const acts = 'acts' in fate ? (fate.acts ? ' acted' : ' not acted') : '';
    this.#note(`message ${name} ${label}${acts}`);
    if (fate.kind === 'code') this.refused.add(msgid);
    if (fate.kind === 'code' && fate.code === refusedCode && !fate.acts) this.#county.neverTakes(msgid);
    if (fate.kind === 'code' && fate.acts) this.refusedAndActed.add(msgid);
    this.#travel(body, name, fate, answer);
  }

  /** The county acts, or refuses the record, however often it comes. */
  #act(body: string): string {
    const { infno, msgid } = JSON.parse(body) as { infno: string; msgid: string };
    if (this.#county.takes(infno, msgid)) return this.#county.act(body);
    this.refused.add(msgid);
    return errorAnswer(-1, '诊断编码与目录不符');
  }

  #travel(body: string, name: string, fate: Fate, answer: (delivery: Delivery) => void): void {
    const soonMs = this.#chance.between(2, 900);
    const laterMs = this.#chance.between(1, 900);
    const after = (delayMs: number, run: () => void): void => void this.#time.after(delayMs, run);
    const act = (): string => {
      const said = this.#act(body);
      this.#note(`county ${name} ${(JSON.parse(said) as { infcode: number }).infcode}`);
      return said;
    };
    const say = (said: string): void =>
      answer({ kind: 'answer', status: 200, body: said, retryAfterMs: undefined });
    switch (fate.kind) {
      case 'not_reached':
        return after(soonMs, () => answer({ kind: 'not_reached' }));
      case 'lost':
        return after(answerTimeoutMs, () => answer({ kind: 'no_answer' }));
      case 'cut_before':
        return after(soonMs, () => answer({ kind: 'no_answer' }));
      case 'cut_after':
        return after(soonMs, () => {
          act();
          after(laterMs, () => answer({ kind: 'no_answer' }));
        });
      case 'arrives_late':
        after(answerTimeoutMs, () => answer({ kind: 'no_answer' }));
        return after(this.#chance.between(answerTimeoutMs, 20 * 60_000), act);
      case 'answered_late':
        return after(soonMs, () => {
          const said = act();
          after(this.#chance.between(10_000, answerTimeoutMs - 1000), () => say(said));
        });
      case 'doubled':
        after(this.#chance.between(soonMs, 10 * 60_000), act);
        return after(soonMs, () => {
          const said = act();
          after(laterMs, () => say(said));
        });
      case 'status': {
        const { status, retryAfterMs, acts } = fate;
        return after(soonMs, () => {
          if (acts) act();
          after(laterMs, () => answer({ kind: 'answer', status, body: '{}', retryAfterMs }));
        });
      }
      case 'code':
        return after(soonMs, () => {
          if (fate.acts) act();
          after(laterMs, () => say(errorAnswer(fate.code, fate.words)));
        });
      case 'nonsense':
        return after(soonMs, () => {
          const said = fate.acts ? act() : undefined;
          after(laterMs, () => say(said !== undefined && isLie(fate.body, said) ? said : fate.body));
        });
      default: {
        const { kind } = fate;
        return after(soonMs, () => {
          const said = rewritten(act(), kind);
          after(laterMs, () => say(said));
        });
      }
    }
  }
}

/** What a county refused it does not call done. */
function isLie(bare: string, answer: string): boolean {
  return bareSuccess.includes(bare) && (JSON.parse(answer) as { infcode: number }).infcode !== 0;
}

function errorAnswer(infcode: number, words: string): string {
  return JSON.stringify({ infcode, inf_refmsgid: 'R1', err_msg: words, output: '' });
}

/** The same answer as other software would write it. */
function rewritten(
  answer: string,
  how: Extract<Fate['kind'], 'answered' | 'numbers_without_quotes' | 'output_as_text'>,
): string {
  if (how === 'numbers_without_quotes') return answer.replace(/"(-?\d+\.\d\d)"/g, '$1');
  if (how === 'answered') return answer;
  const parsed = JSON.parse(answer) as { output: unknown };
  return JSON.stringify({ ...parsed, output: JSON.stringify(parsed.output) });
}
