/**
 * The eligibilities a roster can grant, by the ids that packs, cases and records use.
 * `ordinary` is none of them. Chinese names: docs/glossary.md.
 */
export const eligibilityCategories = [
  'registered_poor',
  'subsistence_allowance',
  'special_hardship',
  'orphan',
  'low_income',
  'disabled',
  'mental_disorder',
  'mental_disability',
  'family_planning_special',
  'ordinary',
] as const;

export type EligibilityCategory = (typeof eligibilityCategories)[number];

/** What a clerk and a patient read for each category. */
export const eligibilityTitles: Record<EligibilityCategory, string> = {
  registered_poor: '建档立卡',
  subsistence_allowance: '低保',
  special_hardship: '特困',
  orphan: '孤儿',
  low_income: '低收入',
  disabled: '丧失劳动能力残疾',
  mental_disorder: '严重精神障碍',
  mental_disability: '精神残疾',
  family_planning_special: '计生特困',
  ordinary: '普通居民',
};
