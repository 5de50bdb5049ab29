import type { CostClass } from '../../../../shared/contract/stays.ts';
import type { CatalogueClass } from '../../../../shared/fees/item.ts';

/** One thing a hospital charges for. Prices in jiao, so that a tenth of any amount is whole fen. */
export interface CatalogueItem {
  readonly code: string;
  readonly name: string;
  readonly costClass: CostClass;
  readonly catalogueClass: CatalogueClass;
  /** Blank for class A and C. */
  readonly ratio: '' | '10%' | '5%' | '20%';
  readonly priceJiao: number;
  /** Given once a day and more, or now and then. */
  readonly quantity: readonly [number, number];
}

type Line = readonly [code: string, name: string, costClass: CostClass, priceJiao: number, most: number];

const classA: readonly Line[] = [
  ['FW110900001', '普通病房床位费', 'bed', 350, 1],
  ['FW110200005', '住院诊查费', 'examination', 200, 1],
  ['FW120100003', '二级护理', 'nursing', 180, 1],
  ['FW120100002', '一级护理', 'nursing', 300, 1],
  ['FW120300001', '氧气吸入', 'treatment', 40, 12],
  ['FW120400006', '静脉输液', 'treatment', 80, 3],
  ['FW120400002', '静脉注射', 'treatment', 35, 2],
  ['FW250101015', '血常规（五分类）', 'laboratory', 200, 1],
  ['FW250102035', '尿液分析', 'laboratory', 100, 1],
  ['FW250301001', '肝功能全套', 'laboratory', 680, 1],
  ['FW250307001', '肾功能三项', 'laboratory', 330, 1],
  ['FW250203025', '凝血四项', 'laboratory', 600, 1],
  ['FW250304005', '电解质六项', 'laboratory', 480, 1],
  ['FW250302003', '葡萄糖测定', 'laboratory', 60, 4],
  ['FW310701001', '常规心电图', 'inspection', 180, 1],
  ['FW220301002', '彩色多普勒超声（腹部）', 'inspection', 900, 1],
  ['FW210102015', '胸部X线正侧位', 'inspection', 650, 1],
  ['XY0001', '0.9%氯化钠注射液 250ml', 'western_medicine', 32, 4],
  ['XY0002', '5%葡萄糖注射液 500ml', 'western_medicine', 38, 3],
  ['XY0003', '阿司匹林肠溶片 100mg', 'western_medicine', 5, 3],
  ['XY0004', '硝苯地平控释片 30mg', 'western_medicine', 42, 2],
  ['XY0005', '二甲双胍片 0.5g', 'western_medicine', 6, 3],
  ['XY0006', '头孢呋辛钠 0.75g', 'western_medicine', 125, 2],
  ['XY0007', '青霉素钠 160万单位', 'western_medicine', 9, 6],
  ['XY0008', '呋塞米注射液 20mg', 'western_medicine', 12, 2],
  ['CL0001', '一次性输液器', 'material', 26, 2],
  ['CL0002', '一次性注射器 5ml', 'material', 8, 4],
  ['ZC0001', '复方丹参滴丸', 'chinese_patent_medicine', 268, 1],
  ['ZY0001', '黄芪（饮片）10g', 'chinese_herbal_medicine', 14, 3],
];

const classB: readonly Line[] = [
  ['FW210200001', '颅脑CT平扫', 'inspection', 2600, 1],
  ['FW210300002', '颅脑磁共振平扫', 'inspection', 5200, 1],
  ['FW250401023', '超敏C反应蛋白', 'laboratory', 400, 1],
  ['FW250306008', '肌钙蛋白定量', 'laboratory', 880, 1],
  ['FW340200020', '偏瘫肢体综合训练', 'treatment', 500, 1],
  ['FW430000001', '普通针刺', 'treatment', 260, 1],
  ['XY0101', '头孢哌酮钠舒巴坦钠 1.5g', 'western_medicine', 364, 2],
  ['XY0102', '依达拉奉注射液 30mg', 'western_medicine', 492, 2],
  ['XY0103', '奥拉西坦注射液 1g', 'western_medicine', 315, 2],
  ['XY0104', '阿托伐他汀钙片 20mg', 'western_medicine', 58, 1],
  ['XY0105', '硫酸氢氯吡格雷片 75mg', 'western_medicine', 96, 1],
  ['XY0106', '泮托拉唑钠 40mg', 'western_medicine', 148, 2],
  ['XY0107', '低分子肝素钠注射液 4000单位', 'western_medicine', 286, 2],
  ['ZC0101', '血栓通注射液', 'chinese_patent_medicine', 236, 2],
  ['ZC0102', '醒脑静注射液 10ml', 'chinese_patent_medicine', 342, 2],
  ['CL0101', '静脉留置针', 'material', 265, 1],
];

const classC: readonly Line[] = [
  ['ZF0001', '护理垫', 'material', 60, 5],
  ['ZF0002', '肠内营养粉剂', 'other', 980, 1],
  ['ZF0003', '单人病房差价', 'bed', 500, 1],
  ['ZF0004', '陪护床', 'other', 150, 1],
  ['ZF0005', '气垫床使用费', 'other', 200, 1],
  ['ZF0006', '脑蛋白水解物口服液', 'western_medicine', 860, 1],
];

/** The code of the one large item that takes up what is left of a part's sum; its name is the plan's. */
export const largeItems = {
  A: ['FW330000001', 'surgery'],
  B: ['CL0190', 'material'],
  C: ['ZF0090', 'other'],
} as const satisfies Record<CatalogueClass, readonly [string, CostClass]>;

/** The one item above its limit: 2,500.00 where 2,000.00 is allowed. */
export const overLimitItem = {
  code: 'CL0180',
  name: '一次性使用微导管',
  costClass: 'material',
  price: '2500.00',
  limit: '2000.00',
  ratio: '10%',
} as const;

export const catalogue: Readonly<Record<CatalogueClass, readonly CatalogueItem[]>> = {
  A: classA.map((line) => item(line, 'A', '')),
  B: classB.map((line) => item(line, 'B', '10%')),
  C: classC.map((line) => item(line, 'C', '')),
};

function item(line: Line, catalogueClass: CatalogueClass, ratio: CatalogueItem['ratio']): CatalogueItem {
  const [code, name, costClass, priceJiao, most] = line;
  return { code, name, costClass, catalogueClass, ratio, priceJiao, quantity: [1, most] };
}
