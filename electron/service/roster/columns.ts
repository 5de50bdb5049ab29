import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { TableLayout } from '../tables/layout.ts';

export type RosterColumn =
  | 'name'
  | 'idNumber'
  | 'householdNumber'
  | 'relation'
  | 'category'
  | 'beginsOn'
  | 'endsOn'
  | 'source'
  | 'recognisedIn'
  | 'region'
  | 'township'
  | 'village'
  | 'insuranceState'
  | 'phone';

/**
 * The columns of a registry export. A person with several eligibilities is written in one of three ways, which may be
 * mixed: several rows of one ID number; numbered columns (身份类别1, 开始日期1, 结束日期1, 身份类别2 …, at most 9); or
 * several values in one cell, parted by a semicolon, with as many begin dates and, if any is closed, end dates.
 */
export const rosterLayout: TableLayout<RosterColumn> = {
  columns: {
    name: { titles: ['姓名', '人员姓名', '名字'] },
    idNumber: { titles: ['身份证号', '身份证号码', '公民身份号码', '证件号码', '证件号', '身份证'] },
    householdNumber: { titles: ['户编号', '户号', '家庭编号', '家庭户号'], optional: true },
    relation: { titles: ['与户主关系', '家庭关系', '户主关系', '关系'], optional: true },
    category: { titles: ['身份类别', '救助对象类型', '人员类别', '人员属性', '类别'], numbered: true },
    beginsOn: { titles: ['开始日期', '认定日期', '享受开始日期', '生效日期', '开始时间'], numbered: true },
    endsOn: { titles: ['结束日期', '终止日期', '享受结束日期', '失效日期', '结束时间'], numbered: true },
    source: { titles: ['认定部门', '认定机构', '数据来源', '来源'], numbered: true, optional: true },
    recognisedIn: { titles: ['认定地区', '认定地', '认定地区划'], numbered: true, optional: true },
    region: { titles: ['参保地区划', '参保地', '区划代码', '行政区划', '统筹区'] },
    township: { titles: ['乡镇', '乡镇街道', '街道', '乡'], optional: true },
    village: { titles: ['村', '村居', '行政村', '村社区', '社区'], optional: true },
    insuranceState: { titles: ['参保状态', '参保情况', '医保状态'] },
    phone: { titles: ['联系电话', '电话', '手机', '手机号', '手机号码'], optional: true },
  },
  maximumRows: 2_000_000,
  tooManyRows: {
    code: 'too_many_rows',
    sentence: '名册超过 200 万行，请按县或乡镇分开导出后再导入。',
  },
};

/** How registries write each category. `ordinary` and a blank cell grant nothing. */
const categoryWords: Record<EligibilityCategory, readonly string[]> = {
  registered_poor: ['建档立卡', '建档立卡贫困户', '建档立卡贫困人口', '建档立卡低收入人口', '建档立卡户'],
  subsistence_allowance: ['低保', '低保对象', '最低生活保障', '最低生活保障对象', '农村低保', '城市低保'],
  special_hardship: ['特困', '特困人员', '特困供养人员', '特困供养', '五保', '五保户'],
  orphan: ['孤儿'],
  low_income: ['低收入', '低收入家庭', '低收入救助对象', '低收入人口'],
  disabled: ['丧失劳动能力残疾', '丧失劳动能力残疾人', '丧失劳动能力的残疾人'],
  mental_disorder: ['严重精神障碍', '严重精神障碍患者'],
  mental_disability: ['精神残疾', '精神残疾人'],
  family_planning_special: ['计生特困', '计生特困家庭', '计生特殊困难家庭', '计划生育特殊困难家庭'],
  ordinary: ['普通居民', '一般居民', '一般农户', '无'],
};

export const categoryOfWord: ReadonlyMap<string, EligibilityCategory> = wordsToKeys(categoryWords);

export const insuranceStates = ['normal', 'suspended', 'none'] as const;
export type InsuranceState = (typeof insuranceStates)[number];

const insuranceWords: Record<InsuranceState, readonly string[]> = {
  normal: ['正常', '正常参保', '参保', '已参保', '在保'],
  suspended: ['暂停', '暂停参保', '停保', '中断参保'],
  none: ['未参保', '终止参保', '无'],
};

export const insuranceStateOfWord: ReadonlyMap<string, InsuranceState> = wordsToKeys(insuranceWords);

function wordsToKeys<Key extends string>(words: Record<Key, readonly string[]>): ReadonlyMap<string, Key> {
  const pairs = Object.entries<readonly string[]>(words) as [Key, readonly string[]][];
  return new Map(pairs.flatMap(([key, all]) => all.map((word) => [word, key] as const)));
}
