import type { Chance } from './chance.ts';

/** What becomes of one message. `acts`: whether the county does what it says. */
export type Fate =
  | { readonly kind: 'answered' | 'doubled' | 'numbers_without_quotes' | 'output_as_text' }
  | { readonly kind: 'not_reached' | 'lost' | 'cut_before' | 'cut_after' | 'arrives_late' | 'answered_late' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfterMs?: number;
      readonly acts: boolean;
    }
  | { readonly kind: 'code'; readonly code: number; readonly words: string; readonly acts: boolean }
  | { readonly kind: 'nonsense'; readonly body: string; readonly acts: boolean };

export type Weather = 'good' | 'bad' | 'away';

/** Words as other software writes them; nothing may be decided by them. */
const words = [
  '',
  '成功',
  '该就诊已结算',
  '记录已存在',
  '系统异常，请稍后重试',
  'java.lang.NullPointerException',
  '请重新签到',
];
const nonsense = ['', 'null', '[]', '<html>502 Bad Gateway</html>', '{"infcode":0', '{"output":{}}'];
/** Nobody who did nothing says so; whoever says it has done it and says too little. */
export const bareSuccess: readonly string[] = ['{"infcode":"0"}', '{"infcode":0,"output":{}}'];

/**
 * In good weather everything arrives once and is answered soon. A network that makes no copies delivers nothing twice and
 * nothing after its time.
 */
export function fateOf(chance: Chance, weather: Weather, makesCopies: boolean): Fate {
  if (weather === 'away') return { kind: 'not_reached' };
  if (weather === 'good') return { kind: 'answered' };
  const kind = chance.weighted({
    answered: 50,
    doubled: makesCopies ? 8 : 0,
    numbers_without_quotes: 2,
    output_as_text: 2,
    not_reached: 5,
    lost: 4,
    cut_before: 4,
    cut_after: 7,
    arrives_late: makesCopies ? 5 : 0,
    answered_late: 4,
    status: 6,
    code: 6,
    nonsense: 4,
  });
  if (kind === 'status') return badStatus(chance);
  if (kind === 'code') return badCode(chance);
  if (kind === 'nonsense') return nonsenseOf(chance);
  return { kind };
}

function nonsenseOf(chance: Chance): Fate {
  const acts = chance.happens(0.5);
  return { kind: 'nonsense', body: chance.oneOf(acts ? [...nonsense, ...bareSuccess] : nonsense), acts };
}

/** A gateway that gives up may have let the message through before; one that slows down has not. */
function badStatus(chance: Chance): Fate {
  const status = chance.oneOf([500, 502, 503, 504, 429, 404, 413]);
  const acts = status >= 500 && chance.happens(0.5);
  const asks = status === 429 || status === 503;
  return { kind: 'status', status, acts, ...(asks ? { retryAfterMs: chance.between(1, 90) * 1000 } : {}) };
}

/**
 * Errors in the convention: busy (-2), already there (-4), refused (-1), and two that are in no list. "Already there"
 * and "refused" also come from a county that has the record.
 */
function badCode(chance: Chance): Fate {
  const code = chance.oneOf([-2, -2, -4, -1, -9999, 31]);
  const acts = code !== -2 && chance.happens(0.6);
  return { kind: 'code', code, words: chance.oneOf(words), acts };
}
