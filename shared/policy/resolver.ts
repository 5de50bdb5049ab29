import { type CompiledBox, anything, bitsOf } from '../engine/condition.ts';
import { places } from '../engine/claim.ts';
import type { Quantity, Rule, Unset } from '../engine/policy.ts';
import type { Fen } from '../money/fen.ts';
import type { Ratio } from '../money/ratio.ts';
import type { Faults } from './faults.ts';
import type { Box, Categories, Condition } from './language/condition.ts';
import type { OptionType } from './language/option.ts';
import { type Given, isOptionName } from './language/scalar.ts';
import type { Setting } from './option-values.ts';

type Path = readonly PropertyKey[];

interface Band {
  readonly above: Fen;
  readonly ratio: Ratio;
}

/** A number as it will be used, or the option that nobody has set. */
export type Resolved<T extends number> = Quantity<T> | Unset;

export function isUnset(value: object | undefined): value is Unset {
  return value !== undefined && 'unset' in value;
}

/** Puts the values of options in place of their names, and conditions into bits. */
export class Resolver {
  readonly faults: Faults;
  readonly #settings: ReadonlyMap<string, Setting>;
  readonly #diseaseLists: readonly string[];

  constructor(settings: ReadonlyMap<string, Setting>, diseaseLists: readonly string[], faults: Faults) {
    this.#settings = settings;
    this.#diseaseLists = diseaseLists;
    this.faults = faults;
  }

  /** A literal needs a clause; an option of one of the fitting types brings its own sentence. */
  quantity<T extends number>(
    given: Given<T>,
    types: readonly OptionType[],
    clause: string | undefined,
    path: Path,
  ): Resolved<T> {
    if (!isOptionName(given)) {
      if (clause === undefined) {
        this.faults.add(path, 'clause_missing', '这个数没有依据：请写 clause（文件条款），或改成选项。');
      }
      return { by: 'all', values: [given], clause: clause ?? '' };
    }
    const setting = this.#setting(given.option, types, path);
    if (setting === undefined) return { by: 'all', values: [0 as T], clause: clause ?? '' };
    if (setting.values === undefined)
      return { unset: setting.unset, option: given.option, says: setting.says };
    const values = setting.values as readonly T[];
    return { by: setting.by, values, clause: clause ?? `县定：${setting.says}` };
  }

  /** One value of an option that has no table: a choice, a switch, a date, bands, codes. */
  value(name: string, type: OptionType, path: Path): unknown {
    return this.#setting(name, [type], path)?.values?.[0];
  }

  /** The bands that the county set. */
  bands(name: string, path: Path): Unset | { readonly bands: readonly Band[]; readonly clause: string } {
    const setting = this.#setting(name, ['bands'], path);
    if (setting === undefined) return { bands: [], clause: '' };
    const value = setting.values?.[0];
    if (value === undefined) return { unset: setting.unset, option: name, says: setting.says };
    return { bands: value as readonly Band[], clause: `县定：${setting.says}` };
  }

  eligibilities(given: Categories, path: Path): number {
    if (!isOptionName(given)) return bitsOf(given);
    const value = this.value(given.option, 'categories', path);
    if (value === undefined && this.#settings.has(given.option)) {
      this.faults.add(
        path,
        'option_needs_value',
        `选项“${given.option}”决定谁能享受，必须有默认值或先设定。`,
      );
    }
    return bitsOf((value as Parameters<typeof bitsOf>[0] | undefined) ?? []);
  }

  boxes(condition: Condition | undefined, path: Path): CompiledBox[] {
    return (condition ?? []).map((box) => this.#box(box, path));
  }

  /** A rule around a number: unset options travel with the rule. */
  rule<T extends number>(
    boxes: readonly CompiledBox[],
    value: Resolved<T>,
    clause: string | undefined,
  ): Rule<Quantity<T>> {
    if (isUnset(value)) {
      const nothing: Quantity<T> = { by: 'all', values: [0 as T], clause: clause ?? '' };
      return { boxes, gives: nothing, clause: clause ?? '', unset: value };
    }
    return { boxes, gives: value, clause: value.clause, unset: undefined };
  }

  diseaseBit(list: string, path: Path): number {
    const index = this.#diseaseLists.indexOf(list);
    if (index < 0) this.faults.add(path, 'disease_list_unknown', `disease_lists 里没有“${list}”。`);
    return index < 0 ? 0 : 1 << index;
  }

  #setting(name: string, types: readonly OptionType[], path: Path): Setting | undefined {
    const setting = this.#settings.get(name);
    if (setting === undefined) {
      this.faults.add(path, 'option_unknown', `没有选项“${name}”，请在 options 里写明。`);
      return undefined;
    }
    if (types.includes(setting.type)) return setting;
    this.faults.add(
      path,
      'option_wrong_type',
      `选项“${name}”是 ${setting.type}，这里要 ${types.join(' 或 ')}。`,
    );
    return undefined;
  }

  #box(box: Box, path: Path): CompiledBox {
    const bits = (categories: Categories | undefined): number =>
      categories === undefined ? 0 : this.eligibilities(categories, path);
    const mask = (numbers: readonly number[] | undefined, all: number): number =>
      numbers === undefined ? all : numbers.reduce((bit, number) => bit | (1 << number), 0);
    return {
      levels: mask(box.hospital_level, anything.levels),
      places: mask(
        box.place?.map((place) => places.indexOf(place)),
        anything.places,
      ),
      countyLevel: box.county_level,
      anyEligibility: bits(box.eligibility),
      allEligibilities: bits(box.eligibility_all),
      noEligibility: bits(box.no_eligibility),
      ageFrom: box.age?.from,
      ageTo: box.age?.to,
      disease: box.disease === undefined ? 0 : this.diseaseBit(box.disease, path),
      noDisease: (box.no_disease ?? []).reduce((bits, list) => bits | this.diseaseBit(list, path), 0),
      visitFrom: box.visit?.from ?? 0,
      visitTo: box.visit?.to ?? Number.MAX_SAFE_INTEGER,
      downReferred: box.down_referred,
    };
  }
}
