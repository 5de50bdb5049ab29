import { costClassTitles } from '../../../shared/contract/stays.ts';
import { maskIdNumber, maskPhone } from '../../../shared/identity/id-number.ts';
import { type Fen, formatYuan, sumFen } from '../../../shared/money/fen.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import type { RecordOf, UploadRecord } from './record.ts';

/** What the parts of a record are called on screens, by their place in it. */
const titles: Readonly<Record<string, string>> = {
  'person.personId': '参保人记录',
  'person.name': '姓名',
  'person.idNumber': '身份证号',
  stayId: '住院记录',
  referralId: '转院备案记录',
  feeListId: '费用清单记录',
  settlementId: '结算记录',
  reversesId: '被撤销的结算记录',
  insuredRegion: '参保地',
  insurance: '险种',
  phone: '联系电话',
  admissionNumber: '住院号',
  visitType: '就医类别',
  outpatient: '门诊慢特病',
  place: '就医地点',
  department: '科室',
  bed: '床位',
  admittedOn: '入院日期',
  dischargedOn: '出院日期',
  settledOn: '结算日期',
  interim: '中途结算',
  invoiceNumber: '电子票据号',
  slipNumber: '结算单号',
  packHash: '政策包',
  diagnoses: '诊断',
  diagnosis: '转诊诊断',
  toHospital: '转入医院',
  toHospitalCode: '转入医院编号',
  fromHospital: '转出医院',
  fromHospitalCode: '转出医院编号',
  referredOn: '转诊日期',
  reason: '转诊原因',
  opinion: '转诊意见',
  validFrom: '有效期自',
  validTo: '有效期至',
  items: '费用明细',
  lines: '撤销的明细行',
  'cost.totalFen': '总费用',
  'cost.inScopeFen': '政策范围内费用',
  'cost.preSelfPayFen': '先行自付',
  'cost.overLimitFen': '超限价自费',
  'cost.ownExpenseFen': '全自费',
  deductibleFen: '起付线',
  personalFen: '个人负担',
  personalAccountFen: '个人账户支付',
  criticalIllnessBurdenFen: '大病保险合规个人负担',
  personalInScopeFen: '政策范围内个人负担',
};
export const titledParts: ReadonlySet<string> = new Set(Object.keys(titles));

/** One part of a record: how it is compared, and how it is said to a clerk. */
export interface RecordPart {
  readonly title: string;
  /** All of it, also what is masked or not said. */
  readonly exact: string;
  readonly words: string;
}

/** The parts of a record by their place in it; none for what is empty. Lists come apart into what a line says. */
export function partsOf(record: UploadRecord): Map<string, RecordPart> {
  const parts = new Map<string, RecordPart>();
  const add = (place: string, value: unknown, words: string, title = titles[place] ?? '其他内容'): void => {
    parts.set(place, { title, exact: canonicalJson(value), words });
  };
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (name === 'kind' || value === null || value === undefined) continue;
    if (name === 'person' || name === 'cost') {
      for (const [part, of] of Object.entries(value)) add(`${name}.${part}`, of, said(`${name}.${part}`, of));
    } else if (name === 'items') addItems(add, value as Items);
    else if (name === 'layers') {
      for (const layer of value as Layers)
        add(`layers.${layer.layer}`, layer, layerWords(layer), layer.title);
    } else if (name === 'costByClass') {
      for (const row of value as Classes) {
        add(`costByClass.${row.costClass}`, row, classWords(row), `${costClassTitles[row.costClass]}费用`);
      }
    } else add(name, value, said(name, value));
  }
  return parts;
}

type Add = (place: string, value: unknown, words: string, title?: string) => void;
type Items = RecordOf<'fees'>['items'];
type Layers = RecordOf<'settlement'>['layers'];
type Classes = RecordOf<'settlement_list'>['costByClass'];

function addItems(add: Add, items: Items): void {
  const sum = sumFen(items.map(({ amountFen }) => amountFen));
  const head = `${items.length} 行，共 ${formatYuan(sum)} 元`;
  add('items', head, head);
  for (const item of items) add(`items.${item.line}`, item, itemWords(item), `费用明细第 ${item.line} 行`);
}

const catalogueTitles = { A: '甲类', B: '乙类', C: '丙类' } as const;

function itemWords(item: Items[number]): string {
  const { chargedOn, code, name, costClass, catalogueClass, price, quantity } = item;
  const what = `${chargedOn} ${code} ${name}，${costClassTitles[costClass]}，${catalogueTitles[catalogueClass]}`;
  const { inScopeFen, preSelfPayFen, overLimitFen, ownExpenseFen } = item;
  const split = [
    `政策范围内 ${formatYuan(inScopeFen)}`,
    `先行自付 ${formatYuan(preSelfPayFen)}`,
    `超限价 ${formatYuan(overLimitFen)}`,
    `全自费 ${formatYuan(ownExpenseFen)}`,
  ];
  return `${what}，${price}×${quantity}＝${formatYuan(item.amountFen)} 元（${split.join('，')}）`;
}

function layerWords({ payFen, baseFen }: Layers[number]): string {
  return `支付 ${formatYuan(payFen)} 元（基数 ${formatYuan(baseFen)}）`;
}

function classWords({ totalFen, classAFen, classBFen, classCFen, inScopeFen }: Classes[number]): string {
  const split = `甲类 ${formatYuan(classAFen)}，乙类 ${formatYuan(classBFen)}，丙类 ${formatYuan(classCFen)}`;
  return `${formatYuan(totalFen)} 元（${split}，政策范围内 ${formatYuan(inScopeFen)}）`;
}

/** Words of ours that stand in records, as clerks know them. */
const wordsFor: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  insurance: { resident: '城乡居民医保' },
  visitType: { inpatient: '住院', outpatient: '门诊慢特病' },
  place: { county: '县域内', referred: '经批准转诊', unreferred: '未经转诊', emergency: '急诊' },
};

interface Diagnosis {
  readonly code: string;
  readonly name: string;
}

function said(place: string, value: unknown): string {
  if (typeof value === 'number' && place.endsWith('Fen')) return formatYuan(value as Fen);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) {
    return place === 'lines' ? value.join('、') : (value as Diagnosis[]).map(diagnosisWords).join('；');
  }
  if (typeof value === 'object') return diagnosisWords(value as Diagnosis);
  const text = typeof value === 'string' ? value : canonicalJson(value);
  if (place === 'person.idNumber') return maskIdNumber(text);
  if (place === 'phone') return maskPhone(text);
  return wordsFor[place]?.[text] ?? text;
}

function diagnosisWords({ code, name }: Diagnosis): string {
  return `${code} ${name}`;
}
