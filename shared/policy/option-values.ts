import type { Quantity, Unset } from '../engine/policy.ts';
import type { Faults } from './faults.ts';
import { type Option, type OptionType, optionKeys, optionValues } from './language/option.ts';
import type { Pack } from './read-pack.ts';

/** What a county sets, by option name: text, lists and mappings, as they stand in YAML or JSON. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** An option with its value: one, or one for each key of `by`, in the order of the key. */
export interface Setting {
  readonly type: OptionType;
  readonly by: Quantity<number>['by'];
  readonly values: readonly unknown[] | undefined;
  readonly unset: Unset['unset'];
  readonly says: string;
}

const mostVisits = 20;

/** Reads defaults and set values of all options; what does not fit its type, range or list goes to `faults`. */
export function readOptionValues(pack: Pack, set: OptionValues, faults: Faults): Map<string, Setting> {
  const options = pack.text.options ?? {};
  for (const name of Object.keys(set)) {
    if (Object.hasOwn(options, name)) continue;
    faults.addToValues(name, 'option_unknown', `政策包 ${pack.id} 没有选项“${name}”，请核对选项名。`);
  }
  const settings = new Map<string, Setting>();
  for (const [name, option] of Object.entries(options)) {
    const isSet = set[name] !== undefined;
    const complain = (code: string, sentence: string): void => {
      if (isSet) faults.addToValues(name, code, sentence);
      else faults.add(['options', name, 'default'], code, sentence);
    };
    const given = isSet ? set[name] : option.default;
    settings.set(name, {
      type: option.type,
      by: option.by ?? 'all',
      values: given === undefined ? undefined : readValues(option, given, complain),
      unset: option.unset ?? 'refuse',
      says: option.says,
    });
  }
  return settings;
}

type Complain = (code: string, sentence: string) => void;

function readValues(option: Option, given: unknown, complain: Complain): readonly unknown[] | undefined {
  if (option.by === undefined) return [readOne(option, given, complain)];
  const table = asText(given);
  if (typeof table !== 'object' || table === null || Array.isArray(table)) {
    complain('option_needs_table', `这个选项要按 ${option.by} 各写一个值，例如 {1: 100, 2: 300, 3: 800}。`);
    return undefined;
  }
  const entries = table as Record<string, unknown>;
  const keys = optionKeys[option.by] ?? visitKeys(entries);
  const unknown = Object.keys(entries).filter((key) => !keys.some((known) => known === key));
  const missing = keys.filter((key) => entries[key] === undefined);
  if (unknown.length > 0 || missing.length > 0 || keys.length === 0) {
    complain('option_table_wrong', `这个选项的键应正好是 ${keys.join('、') || '1、2…'}。`);
    return undefined;
  }
  return keys.map((key) => readOne(option, entries[key], complain));
}

/** 1, 2, … as far as the table goes; the last one counts for every later visit. */
function visitKeys(table: Record<string, unknown>): string[] {
  const length = Math.min(Object.keys(table).length, mostVisits);
  return Array.from({ length }, (_, index) => String(index + 1));
}

function readOne(option: Option, given: unknown, complain: Complain): unknown {
  const result = optionValues[option.type].safeParse(asText(given));
  if (!result.success) {
    complain('option_value_wrong', `选项的值不对：${result.error.issues[0]?.message ?? ''}`);
    return undefined;
  }
  const value: unknown = result.data;
  if (option.one_of !== undefined && !option.one_of.some((one) => one === value)) {
    complain('option_not_listed', `选项只能是 ${option.one_of.join('、')} 之一。`);
  }
  const bound = (text: string | undefined): unknown =>
    text === undefined ? undefined : boundOf(option, text);
  const [least, most] = [bound(option.at_least), bound(option.at_most)];
  const numbers = numbersOf(value);
  const below = least !== undefined && numbers.some((number) => number < (least as number));
  if (below || (most !== undefined && numbers.some((number) => number > (most as number)))) {
    const why = option.clause === undefined ? '' : `（${option.clause}）`;
    complain(
      'option_out_of_range',
      `选项应在 ${option.at_least ?? '…'} 到 ${option.at_most ?? '…'} 之间${why}。`,
    );
  }
  return value;
}

/** Bands are bounded by their ratios, everything else by its own value. */
function boundOf(option: Option, text: string): unknown {
  return optionValues[option.type === 'bands' ? 'ratio' : option.type].safeParse(text).data;
}

function numbersOf(value: unknown): number[] {
  return Array.isArray(value) ? value.map((band: { ratio: number }) => band.ratio) : [value as number];
}

/** Whole numbers and truth values, as JSON has them, become the text that a pack would have. Floats do not. */
function asText(value: unknown): unknown {
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asText(inner)]));
  }
  return value;
}
