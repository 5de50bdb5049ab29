import { type CostClass, costClasses, costClassTitles } from '../../../shared/contract/stays.ts';
import type { TableLayout } from '../tables/layout.ts';

export type FeeColumn =
  | 'code'
  | 'name'
  | 'costClass'
  | 'catalogueClass'
  | 'preSelfPayRatio'
  | 'limitPrice'
  | 'price'
  | 'quantity'
  | 'amount'
  | 'chargedOn'
  | 'unit'
  | 'serial'
  | 'admissionNumber';

export const maximumItems = 20_000;

/**
 * The columns of a stay's fee list as a hospital's own system exports it. Every heading must be there, also those whose
 * cells may be blank: a list without the column of limits would quietly settle as if nothing had a limit. Only what
 * decides no amount may be missing.
 */
export const feeLayout: TableLayout<FeeColumn> = {
  columns: {
    code: { titles: ['项目编码', '项目代码', '收费编码', '医保编码', '编码', '代码'] },
    name: { titles: ['项目名称', '收费项目', '收费项目名称', '名称', '项目'] },
    costClass: { titles: ['费用类别', '收费类别', '费用分类', '费用大类', '类别'] },
    catalogueClass: { titles: ['目录等级', '医保等级', '项目等级', '收费项目等级', '甲乙丙', '等级'] },
    preSelfPayRatio: { titles: ['先行自付比例', '先自付比例', '自付比例'] },
    limitPrice: { titles: ['限价', '支付限价', '最高限价', '医保限价'] },
    price: { titles: ['单价', '价格'] },
    quantity: { titles: ['数量'] },
    amount: { titles: ['金额', '费用金额', '总金额', '总价'] },
    chargedOn: { titles: ['费用日期', '收费日期', '发生日期', '记账日期', '日期', '费用时间', '收费时间'] },
    unit: { titles: ['单位', '计价单位', '规格单位'], optional: true },
    // The number of the line in the hospital's own system: it tells two equal charges from one that came twice.
    serial: { titles: ['流水号', '费用流水号', '明细流水号', '记账流水号', '明细号'], optional: true },
    admissionNumber: {
      titles: ['住院号', '住院流水号', '住院登记号', '门诊号', '就诊号', '门诊流水号'],
      optional: true,
    },
  },
  // One row more for the file's own total.
  maximumRows: maximumItems + 1,
  tooManyRows: {
    code: 'too_many_items',
    sentence: '费用清单超过 20,000 条。请在收费系统按日期分段导出，分几次导入。',
  },
};

/** What hospital systems write beside the words of the slip, with or without 费 behind. */
const otherWords: Partial<Record<CostClass, readonly string[]>> = {
  examination: ['诊查'],
  laboratory: ['检验'],
  material: ['卫生材料', '医用材料', '耗材'],
  chinese_herbal_medicine: ['中草药', '草药', '饮片'],
  other: ['其它'],
};

export const costClassOfWord: ReadonlyMap<string, CostClass> = new Map(
  costClasses.flatMap((costClass) =>
    [costClassTitles[costClass], ...(otherWords[costClass] ?? [])].flatMap((word) => [
      [word, costClass] as const,
      [`${word}费`, costClass] as const,
    ]),
  ),
);
