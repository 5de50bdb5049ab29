import type { pinyin } from 'pinyin-pro';
import { innerMark, plainForSearch } from './plain-text.ts';

let library: { readonly pinyin: typeof pinyin } | undefined;

/** Before `nameKeys` is called. The dictionary is large: who only looks for people starts without it. */
export async function loadPinyin(): Promise<void> {
  library ??= await import('pinyin-pro');
}

/** A character has hardly more readings as a surname. */
const mostReadings = 3;
/** Longer pinyin is not typed. */
const longestKey = 60;

/**
 * What a name is found by, besides its own beginning: the parts of it from the second character on, its pinyin and its
 * initials. A search is one range of these keys. 王秀英 → 王秀英 ·秀英 wangxiuying wxy; the first character is read as
 * a surname and in each of its readings (单: shan, dan, chan), the others in the usual one. ü is v.
 */
export function nameKeys(name: string): string[] {
  const plain = plainForSearch(name);
  const characters = Array.from(plain);
  const keys = new Set([plain]);
  for (let from = 1; from < characters.length - 1; from += 1) {
    keys.add(innerMark + characters.slice(from).join(''));
  }
  const [first, ...others] = characters;
  if (first === undefined) return [];
  const rest = others.map(usualReading);
  for (const reading of surnameReadings(first)) {
    keys.add([reading, ...rest].join('').slice(0, longestKey));
    keys.add([reading, ...rest].map((syllable) => syllable.charAt(0)).join(''));
  }
  return [...keys];
}

const usual = new Map<string, string>();

/** Of a character that has none, such as a letter, the character itself. */
function usualReading(character: string): string {
  let reading = usual.get(character);
  if (reading === undefined) {
    reading = read(character, {})[0] ?? character;
    usual.set(character, reading);
  }
  return reading;
}

const asSurname = new Map<string, readonly string[]>();

function surnameReadings(character: string): readonly string[] {
  let readings = asSurname.get(character);
  if (readings === undefined) {
    const all = [...read(character, { mode: 'surname' }), ...read(character, { multiple: true })];
    readings = [...new Set(all)].slice(0, mostReadings);
    asSurname.set(character, readings);
  }
  return readings;
}

function read(
  character: string,
  how: { readonly mode?: 'surname'; readonly multiple?: true },
): readonly string[] {
  if (library === undefined) throw new Error('the dictionary of pinyin was not loaded');
  return library.pinyin(character, { toneType: 'none', v: true, type: 'array', ...how });
}
