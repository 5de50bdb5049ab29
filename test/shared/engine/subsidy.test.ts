import { describe, expect, it } from 'vitest';
import { premiumSubsidy, treatFirstClause, whyNotTreatedFirst } from '../../../shared/engine/subsidy.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import { builtInPolicy, packOf, smallPack } from '../policy/packs.ts';
import { layer } from './layer-pack.ts';

const person = (...eligibilities: EligibilityCategory[]) => ({ eligibilities, ageYears: 60 });

describe('premium subsidies', () => {
  const suixian = builtInPolicy('suixian-2020');

  it('Suixian pays 250 in full for six groups and 125 for the registered poor', () => {
    const full: EligibilityCategory[] = [
      'special_hardship',
      'orphan',
      'subsistence_allowance',
      'disabled',
      'mental_disorder',
      'family_planning_special',
    ];
    for (const category of full) {
      expect(premiumSubsidy(suixian, person(category))).toEqual({
        premiumFen: 25_000,
        subsidyFen: 25_000,
        clause: '三·一定',
      });
    }
    expect(premiumSubsidy(suixian, person('registered_poor'))?.subsidyFen).toBe(12_500);
    expect(premiumSubsidy(suixian, person('ordinary'))).toBeUndefined();
    expect(premiumSubsidy(suixian, person())).toBeUndefined();
  });

  it('somebody who holds two eligibilities gets the better subsidy', () => {
    expect(premiumSubsidy(suixian, person('registered_poor', 'orphan'))?.subsidyFen).toBe(25_000);
  });

  it('a pack that ranks eligibilities pays by the first that the person holds, though another would pay more', () => {
    const ranked = (rank: string) =>
      compilePack(
        packOf(
          smallPack(
            layer('a', 'in_scope', '{ratio: 50%}'),
            `premium_subsidies: {premium: 250, several_eligibilities: ${rank}, rules: [
              {when: {eligibility: registered_poor}, share: 50%, clause: 甲},
              {when: {eligibility: orphan}, amount: 30, clause: 乙},
              {when: {eligibility: ordinary}, amount: 1, clause: 丙}]}`,
          ),
        ),
        {},
      );
    const poorFirst = ranked('[disabled, registered_poor, orphan]');
    expect(premiumSubsidy(poorFirst, person('orphan', 'registered_poor'))).toEqual({
      premiumFen: 25_000,
      subsidyFen: 12_500,
      clause: '甲',
    });
    const orphanFirst = ranked('[orphan, registered_poor]');
    expect(premiumSubsidy(orphanFirst, person('orphan', 'registered_poor'))?.clause).toBe('乙');
    expect(premiumSubsidy(ranked('best'), person('registered_poor', 'orphan'))?.clause).toBe('甲');
    expect(premiumSubsidy(ranked('best'), person())).toEqual({
      premiumFen: 25_000,
      subsidyFen: 100,
      clause: '丙',
    });
  });

  it('a pack without them subsidises nobody', () => {
    const none = compilePack(packOf(smallPack(layer('a', 'in_scope', '{ratio: 50%}'), '')), {});
    expect(premiumSubsidy(none, person('orphan'))).toBeUndefined();
  });

  it('Chongqing pays 70 % for low income, and nothing is claimed while an amount is not set', () => {
    const set = builtInPolicy('chongqing-2019', { premium: '250' });
    expect(premiumSubsidy(set, person('low_income'))?.subsidyFen).toBe(17_500);
    expect(premiumSubsidy(set, person('registered_poor'))).toBeUndefined();
    const more = builtInPolicy('chongqing-2019', { premium: '250', registered_poor_subsidy: '90' });
    expect(premiumSubsidy(more, person('registered_poor'))?.subsidyFen).toBe(9000);
  });
});

describe('treat first, pay later', () => {
  const county = { place: 'county', hospital: { level: 2, countyLevel: true } } as const;

  it('is for the group and the place that the document names', () => {
    const jinzhou = builtInPolicy('jinzhou-2019');
    expect(treatFirstClause(jinzhou, person('registered_poor'), county)).toBe('三（三）');
    expect(treatFirstClause(jinzhou, person('subsistence_allowance'), county)).toBeUndefined();
    expect(
      treatFirstClause(jinzhou, person('registered_poor'), { ...county, place: 'referred' }),
    ).toBeUndefined();
    const suixian = builtInPolicy('suixian-2020');
    expect(treatFirstClause(suixian, person('orphan'), county)).toBe('四');
    expect(treatFirstClause(suixian, person('ordinary'), county)).toBeUndefined();
    expect(
      treatFirstClause(builtInPolicy('liaoning-2019'), person('registered_poor'), county),
    ).toBeUndefined();
  });

  it('says of each rule what keeps it from a person or a place, and nothing where the document has no rule', () => {
    const jinzhou = builtInPolicy('jinzhou-2019');
    const because = (eligibility: 'registered_poor' | 'orphan', place: 'county' | 'referred') =>
      whyNotTreatedFirst(jinzhou, person(eligibility), { ...county, place }).map((rule) => rule.because);
    expect(because('registered_poor', 'county')).toEqual([undefined]);
    expect(because('orphan', 'county')).toEqual(['规则只管建档立卡']);
    expect(because('registered_poor', 'referred')).toEqual(['规则只管县域内']);
    expect(whyNotTreatedFirst(builtInPolicy('liaoning-2019'), person('orphan'), county)).toEqual([]);
  });
});
