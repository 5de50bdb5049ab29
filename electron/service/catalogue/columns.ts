import type { CatalogueClass } from '../../../shared/fees/item.ts';
import type { RowReader } from '../tables/row-reader.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Positions, TableLayout } from '../tables/layout.ts';

export type CatalogueColumn =
  | 'code'
  | 'name'
  | 'catalogueClass'
  | 'preSelfPayRatio'
  | 'limit'
  | 'limitLevel1'
  | 'limitLevel2'
  | 'limitLevel3'
  | 'unit'
  | 'beginsOn'
  | 'endsOn';

/** The three limits by level of hospital, and the one that stands for all of them. */
export const limitColumns = ['limit', 'limitLevel1', 'limitLevel2', 'limitLevel3'] as const;

/**
 * The columns of a catalogue as the medical-security bureau publishes it. An item whose price or ratio changed in the
 * year stands there twice, with dates that do not overlap.
 */
export const catalogueLayout: TableLayout<CatalogueColumn> = {
  columns: {
    code: { titles: ['目录编码', '医保编码', '国家编码', '项目编码', '药品编码', '编码', '代码'] },
    name: { titles: ['项目名称', '目录名称', '药品名称', '通用名', '名称'] },
    catalogueClass: { titles: ['目录等级', '医保等级', '收费项目等级', '甲乙类', '甲乙丙', '等级', '类别'] },
    preSelfPayRatio: { titles: ['先行自付比例', '先自付比例', '自付比例'] },
    limit: { titles: ['限价', '支付限价', '最高限价', '支付标准', '医保支付标准'], optional: true },
    limitLevel1: { titles: ['一级限价', '一级医院限价', '一级价格'], optional: true },
    limitLevel2: { titles: ['二级限价', '二级医院限价', '二级价格'], optional: true },
    limitLevel3: { titles: ['三级限价', '三级医院限价', '三级价格'], optional: true },
    unit: { titles: ['单位', '计价单位', '最小计价单位', '包装单位'], optional: true },
    beginsOn: { titles: ['开始日期', '生效日期', '启用日期', '执行日期', '有效期起'] },
    endsOn: { titles: ['结束日期', '失效日期', '终止日期', '停用日期', '有效期止'] },
  },
  demand: requireLimitColumn,
  maximumRows: 500_000,
  tooManyRows: {
    code: 'too_many_catalogue_rows',
    sentence: '目录超过 50 万行，请按药品、诊疗、材料核对是不是重复导出了。',
  },
};

const catalogueClassOfWord: ReadonlyMap<string, CatalogueClass> = new Map([
  ...(['甲', '甲类', 'A', 'a'] as const).map((word) => [word, 'A'] as const),
  ...(['乙', '乙类', 'B', 'b'] as const).map((word) => [word, 'B'] as const),
  ...(['丙', '丙类', 'C', 'c', '自费'] as const).map((word) => [word, 'C'] as const),
]);

/** The class of an item as lists and catalogues write it: 甲, 乙类, C, 自费; another word is refused in its cell. */
export function readCatalogueClass<Key extends string>(
  reader: RowReader<Key>,
  key: Key,
): CatalogueClass | undefined {
  const word = reader.text(key).normalize('NFKC');
  const catalogueClass = catalogueClassOfWord.get(word);
  if (catalogueClass === undefined) {
    const sentence = `目录等级“${word.slice(0, 20)}”不认识，请写甲、乙、丙（或 A、B、C）。`;
    reader.refuse(key, 'catalogue_class_unknown', sentence);
  }
  return catalogueClass;
}

/** A catalogue without any limit is possible; one whose column is missing would settle as if nothing had a limit. */
function requireLimitColumn(positions: Positions<CatalogueColumn>): void {
  if (limitColumns.some((key) => positions[key].length > 0)) return;
  throw new Refusal(
    'column_missing',
    '文件缺少“限价”列（或“一级限价”“二级限价”“三级限价”）。请补上后重新导入；没有限价时也要保留表头。',
  );
}
