import { loadPinyin, nameKeys } from '../people/name-keys.ts';
import { innerMark } from '../people/plain-text.ts';
import { type HandingOver, takeFrom, unhurriedly } from './handing-over.ts';

/** Names and the numbers that they are kept by. */
export interface KeptNames {
  /** Each followed by a line break, which stands in no name. */
  readonly names: string;
  readonly ids: Int32Array;
}

/** What some of the names are found by: keys, each followed by a line break, and for each the number of its name. */
export interface SomeNameKeys {
  readonly keys: string;
  readonly ids: Int32Array;
}

export type NameKeysOrder = KeptNames & HandingOver;

/** So many are sorted together: all of a million people would be a hundred megabytes more. */
const mostSorted = 400_000;
/** And so many are given at once. */
const keysAtOnce = 20_000;

/** Gives the keys of names nearly in the order of the index, so that it is written from its beginning on. */
export async function sortedNameKeys(names: KeptNames, give: (some: SomeNameKeys) => void): Promise<null> {
  await loadPinyin();
  let keys: string[] = [];
  let ids: number[] = [];
  for (const [index, name] of names.names.split('\n').slice(0, names.ids.length).entries()) {
    const more = nameKeys(name);
    if (keys.length + more.length > mostSorted) {
      giveSorted(keys, ids, give);
      [keys, ids] = [[], []];
    }
    for (const key of more) ids[keys.push(key) - 1] = names.ids[index] ?? 0;
  }
  giveSorted(keys, ids, give);
  return null;
}

function giveSorted(
  keys: readonly string[],
  ids: readonly number[],
  give: (some: SomeNameKeys) => void,
): void {
  // The beginning of a key and its place in one number: numbers are sorted ten times as fast as texts.
  const places = Float64Array.from(keys, (key, place) => beginningOf(key) * mostSorted + place).sort();
  for (let from = 0; from < places.length; from += keysAtOnce) {
    const some = Array.from(places.subarray(from, from + keysAtOnce), (number) => number % mostSorted);
    give({
      keys: some.map((place) => `${keys[place] ?? ''}\n`).join(''),
      ids: Int32Array.from(some, (place) => ids[place] ?? 0),
    });
  }
}

const smallLetter = /^[a-z]/;

/** 32 bits in whose order keys stand, but for those that begin alike: six letters of pinyin, or two characters nearly. */
function beginningOf(key: string): number {
  if (smallLetter.test(key)) {
    let letters = 0;
    for (let index = 0; index < 6; index += 1) letters = letters * 32 + (key.charCodeAt(index) & 31);
    return letters;
  }
  const isInner = key.startsWith(innerMark);
  const from = isInner ? 1 : 0;
  return (isInner ? 1 : 2) * 2 ** 30 + key.charCodeAt(from) * 2 ** 14 + (key.charCodeAt(from + 1) >> 2);
}

/** In a thread of its own. */
export function sortedNameKeysForOther(
  { waiting, ...names }: NameKeysOrder,
  give: (some: SomeNameKeys) => void,
): Promise<null> {
  return sortedNameKeys(names, unhurriedly(waiting, give));
}

/** The same as `sortedNameKeys`, made in a thread of its own. */
export function sortedNameKeysBeside(names: KeptNames, take: (some: SomeNameKeys) => void): Promise<null> {
  return takeFrom('makeNameKeys', names, take);
}
