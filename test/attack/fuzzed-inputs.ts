import * as fc from 'fast-check';
import { z } from 'zod';
import { formulaTexts, hiddenTexts, markupTexts, pathTexts, sqlTexts } from './hostile-texts.ts';

/* Inputs made from a request's own schema, so that they come past it, and then bent at one or two places. */

/** What the hospital under attack really holds, by the name of the field that asks for it. */
export interface Known {
  /** Of the field's name: ids, hashes, logins, days; undefined where nothing is known by that name. */
  of(field: string): readonly unknown[] | undefined;
  readonly ids: readonly string[];
  readonly days: readonly string[];
}

type Schema = { readonly [Key: string]: unknown };

/** Values that a schema lets through, nearly always. */
export function fitting(type: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const whole = z.toJSONSchema(type, { unrepresentable: 'any', io: 'input' }) as Schema;
  return new Maker(known, (whole['$defs'] ?? {}) as Record<string, Schema>).of(whole, '', 0);
}

class Maker {
  readonly #known: Known;
  readonly #definitions: Readonly<Record<string, Schema>>;

  constructor(known: Known, definitions: Readonly<Record<string, Schema>>) {
    this.#known = known;
    this.#definitions = definitions;
  }

  of(schema: Schema, field: string, depth: number): fc.Arbitrary<unknown> {
    const known = this.#known.of(field);
    const made = depth > 6 ? fc.constant(null) : this.#made(schema, field, depth + 1);
    return known === undefined || known.length === 0
      ? made
      : fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: made });
  }

  #made(schema: Schema, field: string, depth: number): fc.Arbitrary<unknown> {
    const among = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined;
    if (among !== undefined) return fc.oneof(...among.map((one) => this.of(one, field, depth)));
    if ('$ref' in schema) {
      return this.of(this.#definitions[String(schema['$ref']).split('/').at(-1)!] ?? {}, field, depth);
    }
    if ('const' in schema) return fc.constant(schema['const']);
    if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
    switch (schema['type']) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return fc.array(this.of((schema['items'] ?? {}) as Schema, field, depth), {
          minLength: Number(schema['minItems'] ?? 0),
          maxLength: Math.min(4, Number(schema['maxItems'] ?? 4)),
        });
      case 'string':
        return this.#text(schema);
      case 'integer':
      case 'number':
        return number(schema);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.anything({ maxDepth: 2 }));
    }
  }

  #object(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    const required = new Set((schema['required'] ?? []) as string[]);
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
    const made = properties.map(([name, one]) => [name, this.of(one, name, depth)] as const);
    return fc.record(Object.fromEntries(made), {
      requiredKeys: properties.map(([name]) => name).filter((name) => required.has(name)),
      noNullPrototype: true,
    });
  }

  #text({ format, pattern, minLength, maxLength }: Schema): fc.Arbitrary<unknown> {
    if (format === 'uuid') return fc.constantFrom(...this.#known.ids);
    if (format === 'date') return fc.constantFrom(...this.#known.days);
    // Nobody listens there.
    if (format === 'uri') return fc.constant('http://127.0.0.1:9/x');
    if (typeof pattern === 'string' && !pattern.includes(String.raw`\p{`)) {
      return fc.stringMatching(new RegExp(pattern));
    }
    const most = Math.min(30, Number(maxLength ?? 30));
    return fc.oneof(
      fc.constantFrom('欧阳建国', '测试', 'a', '13800005678', '2020-03-10'),
      fc.string({ minLength: Number(minLength ?? 0), maxLength: most, unit: 'grapheme' }),
      fc.constantFrom(...hostileTexts),
    );
  }
}

function number(schema: Schema): fc.Arbitrary<number> {
  const min = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? -1_000_000);
  const max = Number(schema['maximum'] ?? schema['exclusiveMaximum'] ?? 1_000_000);
  const [low, high] = [Math.max(Math.ceil(min), -(2 ** 31)), Math.min(Math.floor(max), 2 ** 31 - 1)];
  return fc.oneof(fc.integer({ min: low, max: Math.max(low, high) }), fc.constantFrom(low, 0, 1, 100, high));
}

const hostileTexts = [...sqlTexts, ...markupTexts, ...formulaTexts, ...pathTexts, ...hiddenTexts];

const hostileValues: readonly unknown[] = [
  ...hostileTexts,
  null,
  undefined,
  true,
  Number.NaN,
  Infinity,
  -0,
  0.1,
  2 ** 53,
  -(2 ** 63),
  10n ** 30n,
  '',
  ' ',
  'x'.repeat(100_000),
  '9'.repeat(400),
  '\ud800',
  '__proto__',
  [],
  {},
  [[[[[[[[[[]]]]]]]]]],
  JSON.parse('{"__proto__":{"role":"finance","isAdmin":true}}'),
  { constructor: { prototype: { role: 'finance' } } },
  JSON.parse('{"toString":"x","valueOf":1,"length":-1,"then":1}'),
  new Date(Number.NaN),
  new Map([['role', 'finance']]),
  new Uint8Array(3),
  /(a+)+$/,
];

/** One place of a value becomes another: by which number it is found, what it becomes, and how. */
const bends = fc.array(
  fc.record({
    at: fc.nat(1000),
    how: fc.constantFrom('replace', 'replace', 'remove', 'add'),
    into: fc.oneof(fc.constantFrom(...hostileValues), fc.anything({ maxDepth: 2, withBigInt: true })),
  }),
  { minLength: 1, maxLength: 2 },
);
type Bend = typeof bends extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

/** A third as it fits, a third bent, a third nothing but strange. */
export function inputsFor(type: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const fits = fitting(type, known);
  return fc.oneof(
    { weight: 5, arbitrary: fits },
    { weight: 4, arbitrary: fc.tuple(fits, bends).map(([value, all]) => all.reduce(bend, value)) },
    { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...hostileValues), fc.anything({ withBigInt: true })) },
  );
}

function bend(value: unknown, { at, how, into }: Bend): unknown {
  const copied = structuredClone(value);
  const places = placesOf(copied);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return into;
  const { holder, key } = place;
  if (how === 'remove') Reflect.deleteProperty(holder, key);
  else if (how === 'add') Object.defineProperty(holder, `${key}X`, { value: into, enumerable: true });
  else if (!plainSecret.has(key)) Reflect.set(holder, key, into);
  return copied;
}

/** A strange login at these takes a tenth of a second, as for everybody; they are tried by their own tests. */
const plainSecret = new Set(['login', 'password']);

function placesOf(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.keys(value).flatMap((key) => [
    { holder: value, key },
    ...placesOf((value as Record<string, unknown>)[key]),
  ]);
}
