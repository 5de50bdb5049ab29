/** What a place of the table holds: line + 1 or 0, the hash of its key, where it begins among all bytes, and its length. */
const [lineCell, hashCell, beginCell, lengthCell, cellsOfPlace] = [0, 1, 2, 3, 4];

/**
 * Which line of a statement has a key: a table by hash over the bytes of all keys. A million keys as texts in a Map take
 * twice the time and memory. What is asked for together stands together: a look costs what its misses of the cache cost.
 */
export class KeyTable {
  readonly #mask: number;
  readonly #places: Int32Array;
  readonly #isDoubled: Uint8Array;
  #bytes: Buffer;
  #used = 0;

  constructor(lineCount: number) {
    const size = 2 ** Math.ceil(Math.log2(lineCount * 2 + 16));
    this.#mask = size - 1;
    this.#places = new Int32Array(size * cellsOfPlace);
    this.#isDoubled = new Uint8Array(lineCount);
    this.#bytes = Buffer.alloc(lineCount * usualKeyBytes);
  }

  /** The key of a line, from its bytes. A key that another line has makes both doubled. */
  add(line: number, bytes: Buffer, begin: number, end: number): void {
    const hash = hashOf(bytes, begin, end);
    const place = this.#placeOf(hash, bytes, begin, end);
    const other = (this.#places[place + lineCell] ?? 0) - 1;
    if (other >= 0) {
      this.#isDoubled[other] = 1;
      return;
    }
    this.#places[place + lineCell] = line + 1;
    this.#places[place + hashCell] = hash;
    this.#places[place + beginCell] = this.#used;
    this.#places[place + lengthCell] = end - begin;
    this.#keep(bytes, begin, end);
  }

  /** The one line that has that key; -1: none, or several, or nothing is asked for. */
  lineOf(bytes: Buffer, begin: number, end: number): number {
    if (begin === end) return -1;
    const place = this.#placeOf(hashOf(bytes, begin, end), bytes, begin, end);
    const line = (this.#places[place + lineCell] ?? 0) - 1;
    return line < 0 || this.#isDoubled[line] === 1 ? -1 : line;
  }

  /** Where that key stands, or would stand. */
  #placeOf(hash: number, bytes: Buffer, begin: number, end: number): number {
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    for (;;) {
      const place = slot * cellsOfPlace;
      if (this.#places[place + lineCell] === 0) return place;
      if (this.#places[place + hashCell] === hash && this.#has(place, bytes, begin, end)) return place;
      slot = (slot + 1) & this.#mask;
    }
  }

  #has(place: number, bytes: Buffer, begin: number, end: number): boolean {
    if (this.#places[place + lengthCell] !== end - begin) return false;
    let own = this.#places[place + beginCell] ?? 0;
    for (let at = begin; at < end; at += 1, own += 1) if (this.#bytes[own] !== bytes[at]) return false;
    return true;
  }

  #keep(bytes: Buffer, begin: number, end: number): void {
    const used = this.#used + end - begin;
    if (used > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], used * 2);
    for (let at = begin, own = this.#used; at < end; at += 1, own += 1) this.#bytes[own] = bytes[at] ?? 0;
    this.#used = used;
  }
}

const usualKeyBytes = 20;

/** FNV-1a, 32 bits. */
function hashOf(bytes: Buffer, begin: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = begin; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash | 0;
}
