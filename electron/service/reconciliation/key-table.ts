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
    const place = this.#placeOf(this.#firstPlaceOf(hash), hash, bytes, begin, end);
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

  /**
   * For each key the one line that has it; -1: none, or several, or the key is empty. The keys stand one behind the other.
   * Step by step for some hundred at once: looks that do not wait for one another miss the cache side by side.
   */
  linesOf(bytes: Buffer, lengths: readonly (number | null)[]): Int32Array {
    const lines = new Int32Array(lengths.length).fill(-1);
    const begins = new Int32Array(keysAtOnce + 1);
    const [hashes, places] = [new Int32Array(keysAtOnce), new Int32Array(keysAtOnce)];
    for (let first = 0; first < lengths.length; first += keysAtOnce) {
      const count = Math.min(keysAtOnce, lengths.length - first);
      begins[0] = begins[keysAtOnce] ?? 0;
      for (let key = 0; key < count; key += 1) {
        const begin = begins[key] ?? 0;
        const end = begin + (lengths[first + key] ?? 0);
        begins[key + 1] = end;
        hashes[key] = hashOf(bytes, begin, end);
      }
      for (let key = 0; key < count; key += 1) places[key] = this.#firstPlaceOf(hashes[key] ?? 0);
      for (let key = 0; key < count; key += 1) {
        const [begin, end] = [begins[key] ?? 0, begins[key + 1] ?? 0];
        if (begin !== end)
          lines[first + key] = this.#lineAt(places[key] ?? 0, hashes[key] ?? 0, bytes, begin, end);
      }
    }
    return lines;
  }

  #lineAt(from: number, hash: number, bytes: Buffer, begin: number, end: number): number {
    const place = this.#placeOf(from, hash, bytes, begin, end);
    const line = (this.#places[place + lineCell] ?? 0) - 1;
    return line < 0 || this.#isDoubled[line] === 1 ? -1 : line;
  }

  /** The first place from where its hash leads that is empty or has that hash. */
  #firstPlaceOf(hash: number): number {
    const places = this.#places;
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    for (;;) {
      const place = slot * cellsOfPlace;
      if (places[place + lineCell] === 0 || places[place + hashCell] === hash) return place;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Where that key stands, or would stand, from the first place that may be its own. */
  #placeOf(from: number, hash: number, bytes: Buffer, begin: number, end: number): number {
    for (let place = from; ; place = (place + cellsOfPlace) & (this.#places.length - 1)) {
      if (this.#places[place + lineCell] === 0) return place;
      if (this.#places[place + hashCell] === hash && this.#has(place, bytes, begin, end)) return place;
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
const keysAtOnce = 512;

/** FNV-1a, 32 bits. */
function hashOf(bytes: Buffer, begin: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = begin; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash | 0;
}
