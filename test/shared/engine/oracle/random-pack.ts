import { Chance } from './random.ts';

/** A pack as plain data, in the words of the language: it becomes text for the engine, and the oracle reads it as is. */
export type Plain = { [key: string]: unknown };

export interface RandomPack {
  readonly pack: Plain;
  /** What the county has set. */
  readonly options: Plain;
}

const eligibilities = ['registered_poor', 'subsistence_allowance', 'orphan', 'low_income'];
const placeNames = ['county', 'referred', 'unreferred', 'emergency'];
const bases = ['total', 'in_scope', 'remaining', 'in_scope_rest', 'out_of_catalogue', 'out_of_scope'];

/** Writes one random pack: every feature of the language that changes an amount, in any mixture that may be loaded. */
export function randomPack(seed: number): RandomPack {
  const writer = new PackWriter(new Chance(seed));
  return writer.write();
}

class PackWriter {
  readonly #chance: Chance;
  readonly #options: Plain = {};
  readonly #set: Plain = {};

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  write(): RandomPack {
    const chance = this.#chance;
    const layers = [this.#layer('basic_insurance', 'in_scope', false)];
    if (chance.often(0.8)) layers.push(this.#layer('critical_illness', 'in_scope_rest', true));
    const more = chance.whole(0, 4);
    for (let index = 0; index < more; index += 1) {
      layers.push(this.#layer(`layer_${index + 1}`, chance.one(bases), false));
    }
    const pack: Plain = {
      id: 'random-2020',
      title: '随机',
      region: '429913',
      effective: { from: '2020-01-01' },
      source: { document: '试' },
      disease_lists: {
        major: { title: '大病', clause: '一', diseases: [{ name: '甲', codes: ['C15', 'I20-I25'] }] },
      },
      layers,
    };
    if (chance.often(0.1)) {
      const rules = [{ when: { eligibility: 'orphan', disease: 'major' }, clause: '九' }];
      pack['free_of_charge'] = { payer: 'free_care', title: '免费', rules };
    }
    if (Object.keys(this.#options).length > 0) pack['options'] = this.#options;
    return { pack, options: this.#set };
  }

  #layer(id: string, base: string, cumulative: boolean): Plain {
    const chance = this.#chance;
    const several = chance.often(0.15)
      ? chance.often(0.5)
        ? 'best'
        : ['orphan', 'registered_poor', 'low_income']
      : undefined;
    const layer: Plain = { id, title: id, base, clause: '一' };
    if (cumulative) layer['cumulative'] = 'year';
    if (several !== undefined) layer['several_eligibilities'] = several;
    if (chance.often(0.2)) layer['for'] = chance.some([...eligibilities, 'ordinary']);
    if (chance.often(0.2)) layer['insured_only'] = 'true';
    if (chance.often(0.1)) layer['until'] = '2020-06-30';
    if (cumulative && chance.often(0.3)) {
      layer['leaves_out'] = [
        { what: 'deductible', when: { no_eligibility: 'orphan' } },
        { what: 'reduction' },
      ];
    }
    if (chance.often(0.5)) layer['deductible'] = this.#deductible(id);
    const alone = several === undefined ? undefined : eligibilities;
    layer['rules'] = this.#partition(alone).map((when) => ({
      ...this.#payment(cumulative),
      ...whenOf(when),
      ...this.#kind(),
    }));
    if (chance.often(0.5)) layer['otherwise_nothing'] = '没有规定';
    if (chance.often(0.4)) layer['tilt'] = this.#tilts(alone);
    if (chance.often(0.3)) layer['pays_at_most'] = this.#limits();
    if (chance.often(0.15)) {
      layer['rounding'] = {
        unit: chance.one(['fen', 'jiao', 'yuan']),
        mode: chance.one(['half_up', 'truncate']),
        clause: '二',
      };
    }
    return layer;
  }

  /** Conditions that do not overlap; now and then the last one is missing, so that nothing matches. */
  #partition(alone?: readonly string[]): (Plain | undefined)[] {
    const chance = this.#chance;
    const age = chance.whole(1, 80);
    const [one, other] = [chance.one(eligibilities), chance.one(eligibilities)];
    const parts: (Plain | undefined)[] = chance.one<(Plain | undefined)[]>([
      [undefined],
      [{ hospital_level: ['1'] }, { hospital_level: ['2', '3'] }],
      [{ hospital_level: '1' }, { hospital_level: '2' }, { hospital_level: '3' }],
      [{ place: ['county', 'referred'] }, { place: 'unreferred' }, { place: 'emergency' }],
      [{ county_level: 'true' }, { county_level: 'false' }],
      alone === undefined
        ? [
            { eligibility: one },
            { no_eligibility: one, eligibility: other },
            { no_eligibility: [one, other] },
          ]
        : [...alone.map((category) => ({ eligibility: category })), { no_eligibility: alone }],
      [{ age: { to: age } }, { age: { from: age + 1 } }],
      [{ visit: { to: '1' } }, { visit: { from: '2' } }],
      [{ disease: 'major' }, { no_disease: 'major' }],
      [
        { place: 'county', hospital_level: '2' },
        { place: 'county', hospital_level: ['1', '3'] },
        { place: placeNames.slice(1) },
      ],
    ]);
    const kept = parts.map((part) => part);
    if (kept.length > 1 && chance.often(0.15)) kept.pop();
    return kept;
  }

  #payment(cumulative: boolean): Plain {
    const chance = this.#chance;
    const kind = cumulative ? chance.whole(0, 4) : chance.whole(0, 13);
    if (kind <= 2) return { ratio: this.#given('ratio', () => chance.percent()) };
    if (kind <= 4) return this.#bands();
    if (kind <= 6) return { ratio: chance.percent(30, 95) };
    if (kind === 7) return { amount: this.#given('yuan', () => chance.yuan(5000)) };
    if (kind === 8) return { approved: 'true' };
    if (kind === 9) return { nothing: 'true' };
    if (kind === 10) return this.#lift();
    if (kind === 11) return this.#bringDown();
    return { pays_the_larger_of: [this.#lift(), this.#bringDown()] };
  }

  #bands(): Plain {
    const chance = this.#chance;
    let above = chance.often(0.5) ? 0 : chance.whole(1, 10_000);
    const bands = Array.from({ length: chance.whole(1, 4) }, () => {
      const band = { above: String(above), ratio: chance.percent() };
      above += chance.whole(1, 40_000);
      return band;
    });
    return chance.often(0.25) ? { bands, bands_apply_to: 'whole_amount' } : { bands };
  }

  #lift(): Plain {
    return {
      lift_paid_share_to: this.#chance.percent(50),
      of: this.#chance.one(['total', 'in_scope']),
      per: 'stay',
    };
  }

  #bringDown(): Plain {
    const chance = this.#chance;
    return {
      bring_patient_down_to: this.#given('yuan', () => chance.yuan(10_000)),
      of: chance.one(['total', 'in_scope']),
      per: chance.one(['stay', 'year']),
    };
  }

  #kind(): Plain {
    return this.#chance.often(0.2) ? { kind: this.#chance.one(['major', 'ordinary']) } : {};
  }

  #deductible(id: string): Plain | string {
    const chance = this.#chance;
    const per = id === 'basic_insurance' && chance.often(0.3) ? 'year' : 'stay';
    if (chance.often(0.5)) return { amount: this.#given('yuan', () => chance.yuan(2000), 'left_out'), per };
    const rules = this.#partition().map((when) => ({ amount: chance.yuan(2000), ...whenOf(when) }));
    return { rules, per };
  }

  #limits(): Plain[] {
    const chance = this.#chance;
    return ['stay', 'year', 'year_and_kind']
      .filter(() => chance.often(0.5))
      .concat('year')
      .slice(0, 2)
      .map((per) =>
        chance.often(0.6)
          ? { per, amount: this.#given('yuan', () => chance.yuan(100_000), 'left_out') }
          : {
              per,
              rules: this.#partition().map((when) => ({ amount: chance.yuan(100_000), ...whenOf(when) })),
            },
      );
  }

  #tilts(alone?: readonly string[]): Plain[] {
    const chance = this.#chance;
    return Array.from({ length: chance.whole(1, 3) }, () => {
      const on = chance.one(['deductible', 'ratio', 'limit', 'result']);
      const change = (): Plain => {
        if (on === 'result') return { factor: chance.percent(0, 120) };
        if (on === 'ratio') {
          return chance.one<Plain>([
            { points: String(chance.whole(-30, 30)) },
            { factor: chance.percent(0, 150) },
            { to_ratio: chance.percent() },
          ]);
        }
        return chance.one<Plain>([
          { factor: chance.percent(0, 150) },
          { to: chance.yuan(3000) },
          { to: 'none' },
        ]);
      };
      return { on, rules: this.#partition(alone).map((when) => ({ ...change(), ...whenOf(when) })) };
    });
  }

  /** A number of the document, or an option: with a default, with a table, set by the county, or not set. */
  #given(type: 'yuan' | 'ratio', make: () => string, whenUnset?: string): string {
    const chance = this.#chance;
    if (chance.often(0.7)) return make();
    const name = `option_${Object.keys(this.#options).length + 1}`;
    const option: Plain = { type, says: '县里设定' };
    const table = chance.often(0.5);
    if (table) option['by'] = 'hospital_level';
    const value = (): unknown => (table ? { 1: make(), 2: make(), 3: make() } : make());
    if (chance.often(0.5)) option['default'] = value();
    else option['unset'] = whenUnset ?? chance.one(['refuse', 'pays_nothing']);
    if (chance.often(0.7)) this.#set[name] = value();
    this.#options[name] = option;
    return `$${name}`;
  }
}

function whenOf(when: Plain | undefined): Plain {
  return when === undefined ? {} : { when };
}
