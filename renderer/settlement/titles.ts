import type { CostParts, Place } from '../../shared/engine/claim.ts';

/** The four parts of a stay's cost under the names that screen and slip share, in the order they are told. */
export const costPartTitles: readonly (readonly [keyof CostParts, string])[] = [
  ['inScopeFen', '政策范围内'],
  ['preSelfPayFen', '先行自付'],
  ['overLimitFen', '超限价自费'],
  ['ownExpenseFen', '全自费'],
];

export const placeTitles: Record<Place, string> = {
  county: '县域内',
  referred: '经批准转诊',
  unreferred: '未经转诊',
  emergency: '急诊',
};

export const sexTitles = { male: '男', female: '女' } as const;

export const insuranceStateTitles = { normal: '正常参保', suspended: '暂停参保', none: '未参保' } as const;

const knownLayers: Readonly<Record<string, string>> = {
  basic_insurance: '基本医保',
  critical_illness: '大病保险',
  medical_assistance: '医疗救助',
  supplementary: '补充保险',
  emergency_assistance: '疾病应急救助',
  hospital_waiver: '医院减免',
};

/**
 * A payer's name for a key of the year state (`layer` or `layer.kind`): as this settlement's pack calls it, else the
 * usual one; a layer of another county's pack that neither knows is 其他.
 */
export function layerTitle(
  key: string,
  layers: readonly { readonly layer: string; readonly title: string }[] = [],
): string {
  const layer = key.split('.')[0] ?? key;
  return layers.find((one) => one.layer === layer)?.title ?? knownLayers[layer] ?? '其他';
}
