import { describe, expect, it } from 'vitest';
import {
  type CompiledBox,
  type Facts,
  anything,
  bitsOf,
  categoriesOf,
  factsOf,
  holds,
  overlap,
} from '../../../shared/engine/condition.ts';
import { claimOf, costOf, personOf } from './claims.ts';

/** A stay on disease list 1 (of 0 to 2), at a county-level hospital of level 2, the third of its year. */
const facts: Facts = {
  level: 2,
  place: 1,
  countyLevel: true,
  eligibilities: bitsOf(['orphan', 'disabled']),
  ageYears: 60,
  visit: 3,
  diseases: 0b010,
  diseasesMet: false,
  downReferred: false,
};

const box = (change: Partial<CompiledBox>): CompiledBox => ({ ...anything, ...change });
const met = (change: Partial<CompiledBox>, other: Partial<Facts> = {}) =>
  holds([box(change)], { ...facts, ...other });

describe('a condition', () => {
  it('that asks nothing always holds, and no condition at all as well', () => {
    expect(met({})).toBe(true);
    expect(holds([], facts)).toBe(true);
  });

  it('of several one is enough', () => {
    const [yes, no] = [box({ levels: 0b0100 }), box({ levels: 0b0010 })];
    expect([holds([no, yes], facts), holds([yes, no], facts), holds([no, no], facts)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each<[string, Partial<CompiledBox>, Partial<CompiledBox>]>([
    ['the level', { levels: 0b0100 }, { levels: 0b1010 }],
    ['the place', { places: 0b0010 }, { places: 0b1101 }],
    ['the rank of the hospital', { countyLevel: true }, { countyLevel: false }],
    [
      'one of some eligibilities',
      { anyEligibility: bitsOf(['orphan', 'low_income']) },
      { anyEligibility: bitsOf(['low_income']) },
    ],
    [
      'all of some eligibilities',
      { allEligibilities: bitsOf(['orphan', 'disabled']) },
      { allEligibilities: bitsOf(['orphan', 'low_income']) },
    ],
    [
      'none of some eligibilities',
      { noEligibility: bitsOf(['low_income']) },
      { noEligibility: bitsOf(['low_income', 'disabled']) },
    ],
    ['the visit, from', { visitFrom: 3 }, { visitFrom: 4 }],
    ['the visit, to', { visitTo: 3 }, { visitTo: 2 }],
    ['the age, from', { ageFrom: 60 }, { ageFrom: 61 }],
    ['the age, to', { ageTo: 60 }, { ageTo: 59 }],
    ['a disease', { disease: 0b110 }, { disease: 0b101 }],
    ['no disease', { noDisease: 0b101 }, { noDisease: 0b011 }],
    ['no referral down', { downReferred: false }, { downReferred: true }],
  ])('on %s holds or not', (_, yes, no) => {
    expect([met(yes), met(no)]).toEqual([true, false]);
  });

  it('on diseases counts as met for a layer alone, one against them as not', () => {
    const alone = { diseases: 0, diseasesMet: true };
    expect([met({ disease: 0b100 }, alone), met({ noDisease: 0b100 }, alone)]).toEqual([true, false]);
    expect(met({}, alone)).toBe(true);
  });

  it('on ages includes the newborn', () => {
    expect(met({ ageTo: 14 }, { ageYears: 0 })).toBe(true);
  });
});

describe('what is known of a claim', () => {
  const of = (stays: number, change: Parameters<typeof claimOf>[1] = {}) =>
    factsOf(claimOf(costOf('1'), change), stays, 0b100);

  it('is in bits', () => {
    expect(
      of(0, { place: 'emergency', hospital: { level: 3, countyLevel: false }, person: personOf('orphan') }),
    ).toEqual({
      level: 3,
      place: 3,
      countyLevel: false,
      eligibilities: bitsOf(['orphan']),
      ageYears: 67,
      visit: 1,
      diseases: 0b100,
      diseasesMet: false,
      downReferred: false,
    });
    expect(of(0, { downReferred: true }).downReferred).toBe(true);
  });

  it('counts a new stay after those of the year, one that goes on as the last of them', () => {
    expect(of(2).visit).toBe(3);
    expect(of(2, { continuesStay: true }).visit).toBe(2);
    expect(of(2, { continuesStay: false }).visit).toBe(3);
    expect(of(0, { continuesStay: true }).visit).toBe(1);
  });

  it('whoever holds nothing is ordinary', () => {
    expect(categoriesOf(of(0, { person: personOf() }).eligibilities)).toEqual(['ordinary']);
    expect(categoriesOf(bitsOf(['disabled', 'orphan']))).toEqual(['orphan', 'disabled']);
  });
});

describe('two conditions', () => {
  const both = (one: Partial<CompiledBox>, other: Partial<CompiledBox>, oneAtATime = false) => {
    const found = overlap([box(one)], [box(other)], oneAtATime);
    expect(overlap([box(other)], [box(one)], oneAtATime)).toBe(found);
    return found;
  };

  it.each<[string, Partial<CompiledBox>, Partial<CompiledBox>]>([
    ['levels', { levels: 0b0110 }, { levels: 0b1000 }],
    ['places', { places: 0b0011 }, { places: 0b0100 }],
    ['ranks of hospital', { countyLevel: true }, { countyLevel: false }],
    ['ways in', { downReferred: true }, { downReferred: false }],
    ['visits', { visitTo: 1 }, { visitFrom: 2 }],
    ['ages', { ageTo: 14 }, { ageFrom: 15 }],
    ['ages, both bounded', { ageFrom: 3, ageTo: 5 }, { ageFrom: 6, ageTo: 8 }],
    ['a disease and its absence', { disease: 0b01 }, { noDisease: 0b11 }],
    ['an eligibility and its absence', { anyEligibility: 0b01 }, { noEligibility: 0b01 }],
    ['all and none', { allEligibilities: 0b11 }, { noEligibility: 0b10 }],
  ])('on different %s never hold together', (_, one, other) => {
    expect(both(one, other)).toBe(false);
  });

  it.each<[string, Partial<CompiledBox>, Partial<CompiledBox>]>([
    ['levels', { levels: 0b0110 }, { levels: 0b0100 }],
    ['places', { places: 0b0011 }, { places: 0b0010 }],
    ['rank of hospital', { countyLevel: true }, { countyLevel: true }],
    ['rank of hospital, one not asking', { countyLevel: false }, {}],
    ['way in', { downReferred: false }, { downReferred: false }],
    ['way in, one not asking', { downReferred: true }, {}],
    ['visit', { visitTo: 2 }, { visitFrom: 2 }],
    ['age', { ageTo: 15 }, { ageFrom: 15 }],
    ['age, one not asking', { ageFrom: 15 }, {}],
    ['newborn', { ageTo: 0 }, {}],
    ['two diseases', { disease: 0b01 }, { disease: 0b10 }],
    ['two absences', { noDisease: 0b01 }, { noDisease: 0b01 }],
    ['two eligibilities', { anyEligibility: 0b01 }, { anyEligibility: 0b10 }],
    ['one eligibility and another’s absence', { anyEligibility: 0b01 }, { noEligibility: 0b10 }],
    ['all and some', { allEligibilities: 0b11 }, { anyEligibility: 0b100 }],
  ])('on the same %s may hold together', (_, one, other) => {
    expect(both(one, other)).toBe(true);
  });

  it('of which one asks nothing, or of which no list is given, may hold together', () => {
    expect(overlap([], [], false)).toBe(true);
    expect(overlap([], [box({ levels: 0b0010 })], false)).toBe(true);
    expect(overlap([box({ levels: 0b0010 })], [], false)).toBe(true);
    expect(overlap([], [box({ levels: 0b0001 })], false)).toBe(false);
  });

  it('of two lists one pair is enough', () => {
    const [first, second, third] = [
      box({ levels: 0b0010 }),
      box({ levels: 0b0100 }),
      box({ levels: 0b1000 }),
    ];
    expect(overlap([first, second], [third, second], false)).toBe(true);
    expect(overlap([first, second], [third], false)).toBe(false);
  });

  it('keep eligibilities apart where these count one by one', () => {
    expect(both({ anyEligibility: 0b01 }, { anyEligibility: 0b10 }, true)).toBe(false);
    expect(both({ anyEligibility: 0b01 }, { anyEligibility: 0b11 }, true)).toBe(true);
    expect(both({ anyEligibility: 0b01 }, { noEligibility: 0b01 }, true)).toBe(false);
    expect(both({ allEligibilities: 0b11 }, {}, true)).toBe(false);
    expect(both({ allEligibilities: 0b01 }, {}, true)).toBe(true);
  });

  it('on the ordinary and on somebody special never hold together, for ordinary is none', () => {
    const [ordinary, orphan] = [bitsOf(['ordinary']), bitsOf(['orphan'])];
    expect(both({ anyEligibility: ordinary }, { anyEligibility: orphan })).toBe(false);
    expect(both({ anyEligibility: ordinary }, { noEligibility: orphan })).toBe(true);
    expect(both({ anyEligibility: ordinary }, { noEligibility: ordinary })).toBe(false);
    const special = bitsOf([...categoriesOf(bitsOf(['orphan']))]) | (ordinary - 1);
    expect(both({ noEligibility: special }, {})).toBe(true);
    expect(both({ noEligibility: special }, { noEligibility: ordinary })).toBe(false);
    expect(both({ noEligibility: ordinary }, {})).toBe(true);
  });
});
