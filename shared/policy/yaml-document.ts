import { LineCounter, type Node, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { type PackProblem, PackRefused } from './problem.ts';

/** Where something stands in a file, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface Spots {
  readonly self: Place;
  readonly keys: Map<string, Place>;
}

/** Text, lists and mappings, as failsafe YAML has them: no numbers, no dates, no null. */
export type Data = string | Data[] | { [key: string]: Data };

const largestText = 1_000_000;
const deepestNesting = 40;

/**
 * A YAML file as plain data that remembers where every key and item stood, so that an error found much later,
 * also after one pack was laid over another, still names file, line and column.
 */
export class YamlDocument {
  readonly file: string;
  readonly #spots: WeakMap<object, Spots>;
  data: Data;

  private constructor(file: string, data: Data, spots: WeakMap<object, Spots>) {
    this.file = file;
    this.data = data;
    this.#spots = spots;
  }

  /** Throws PackRefused when the text is not plain YAML: syntax, double keys, aliases, tags, size, depth. */
  static read(text: string, file: string): YamlDocument {
    const lines = new LineCounter();
    const place = (offset: number): Place => {
      const { line, col } = lines.linePos(offset);
      return { file, line, column: col };
    };
    const refuse = (offset: number, code: string, sentence: string): PackRefused =>
      new PackRefused([{ ...place(offset), code, sentence }]);
    if (text.length > largestText) {
      const sentence = '文件超过 1 MB，政策包没有这么大，请核对。';
      throw new PackRefused([{ file, line: 1, column: 1, code: 'file_too_large', sentence }]);
    }
    const parsed = parseDocument(text, { schema: 'failsafe', lineCounter: lines, strict: true });
    const problems = parsed.errors.map((error): PackProblem => {
      const code = error.code === 'DUPLICATE_KEY' ? 'duplicate_key' : 'not_yaml';
      const sentence =
        code === 'duplicate_key' ? '同一个键写了两次。' : `不是正确的 YAML：${error.message.split('\n')[0]}`;
      return { ...place(error.pos[0]), code, sentence };
    });
    if (problems.length > 0) throw new PackRefused(problems);
    const spots = new WeakMap<object, Spots>();
    const offsetOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;
    const plain = (node: unknown, depth: number): Data => {
      if (depth > deepestNesting) throw refuse(offsetOf(node), 'nested_too_deep', '嵌套太深。');
      if (isAlias(node))
        throw refuse(offsetOf(node), 'alias_not_allowed', '不能用 YAML 的锚点和引用，请写全。');
      if (isScalar(node)) return typeof node.value === 'string' ? node.value : '';
      const self = place(offsetOf(node));
      const keys = new Map<string, Place>();
      if (isMap(node)) {
        const entries = node.items.map((pair): [string, Data] => {
          if (!isScalar(pair.key)) throw refuse(offsetOf(pair.key), 'key_not_text', '键必须是文字。');
          keys.set(String(pair.key.value), place(offsetOf(pair.key)));
          return [String(pair.key.value), plain(pair.value, depth + 1)];
        });
        return remember(spots, Object.fromEntries(entries), { self, keys });
      }
      if (!isSeq(node)) return '';
      const items = node.items.map((item, index) => {
        keys.set(String(index), place(offsetOf(item)));
        return plain(item, depth + 1);
      });
      return remember(spots, items, { self, keys });
    };
    return new YamlDocument(file, plain(parsed.contents, 0), spots);
  }

  /** The place of a value or, when it is missing, of the nearest thing around it. */
  placeOf(path: readonly PropertyKey[], key?: string): Place {
    let here: Data | undefined = this.data;
    let found: Place = { file: this.file, line: 1, column: 1 };
    for (const step of key === undefined ? path : [...path, key]) {
      if (typeof here !== 'object') break;
      const spots = this.#spots.get(here);
      found = spots?.keys.get(String(step)) ?? spots?.self ?? found;
      here = Array.isArray(here) ? here[Number(step)] : here[String(step)];
    }
    return found;
  }

  /** A mapping made of two, the second winning, that remembers where each key came from. */
  overlay(under: Data | undefined, over: Data): Data {
    if (!isMapping(under) || !isMapping(over)) return over;
    const [underSpots, overSpots] = [this.#spots.get(under), this.#spots.get(over)];
    const keys = new Map([...(underSpots?.keys ?? []), ...(overSpots?.keys ?? [])]);
    const self = overSpots?.self ?? { file: this.file, line: 1, column: 1 };
    return remember(this.#spots, { ...under, ...over }, { self, keys });
  }

  /** A list put together from items of either document. */
  list(items: readonly Data[]): Data {
    const self = { file: this.file, line: 1, column: 1 };
    const keys = new Map<string, Place>();
    for (const [index, item] of items.entries()) {
      const spot = typeof item === 'object' ? this.#spots.get(item)?.self : undefined;
      keys.set(String(index), spot ?? self);
    }
    return remember(this.#spots, [...items], { self, keys });
  }

  /** Lets this document find the places of another one's data. */
  adopt(other: YamlDocument): void {
    const take = (data: Data): void => {
      if (typeof data !== 'object') return;
      const spots = other.#spots.get(data);
      if (spots !== undefined) this.#spots.set(data, spots);
      for (const inner of Object.values(data)) take(inner);
    };
    take(other.data);
  }
}

export function isMapping(data: Data | undefined): data is { [key: string]: Data } {
  return typeof data === 'object' && !Array.isArray(data);
}

function remember<T extends object>(spots: WeakMap<object, Spots>, value: T, spot: Spots): T {
  spots.set(value, spot);
  return value;
}
