import type { ResendPreview } from '../../../shared/contract/outbox.ts';
import { maskIdNumber, maskPhone } from '../../../shared/identity/id-number.ts';
import { formatYuan } from '../../../shared/money/fen.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import type { UploadRecord } from './record.ts';

/** What the parts of a record are called on screens, by their place in it. */
const titles: Readonly<Record<string, string>> = {
  'person.name': '姓名',
  'person.idNumber': '身份证号',
  insuredRegion: '参保地',
  insurance: '险种',
  phone: '联系电话',
  admissionNumber: '住院号',
  place: '就医地点',
  department: '科室',
  bed: '床位',
  admittedOn: '入院日期',
  dischargedOn: '出院日期',
  settledOn: '结算日期',
  diagnoses: '诊断',
  diagnosis: '转诊诊断',
  fromHospital: '转出医院',
  referredOn: '转诊日期',
  reason: '转诊原因',
  validFrom: '有效期自',
  validTo: '有效期至',
  items: '费用明细',
  layers: '各方支付',
  costByClass: '分类费用',
  personalFen: '个人负担',
};

const most = 100;

/** Where the record built anew differs from the one that was refused, ready to show. */
export function changesBetween(before: string, after: UploadRecord): ResendPreview['changes'] {
  const [old, now] = [parts(JSON.parse(before) as object), parts(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => old.get(name) !== now.get(name))
    .slice(0, most)
    .map((name) => ({
      title: titles[name] ?? '其他内容',
      before: shown(name, old.get(name)),
      after: shown(name, now.get(name)),
    }));
}

/** The record's own fields, those of the person one by one; lists as one. */
function parts(record: object): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (name === 'person' || name === 'cost') {
      for (const [part, of] of Object.entries(value as object)) found.set(`${name}.${part}`, text(part, of));
    } else found.set(name, text(name, value));
  }
  return found;
}

function text(name: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && name.endsWith('Fen')) return formatYuan(value as Fen);
  return typeof value === 'string' ? value : canonicalJson(value);
}

const longest = 200;

function shown(name: string, value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (name === 'person.idNumber') return maskIdNumber(value);
  if (name === 'phone') return maskPhone(value);
  if (name === 'diagnoses') return namesOf(value);
  return value.length > longest ? `${value.slice(0, longest)}…` : value;
}

function namesOf(list: string): string {
  return (JSON.parse(list) as { readonly code: string; readonly name: string }[])
    .map(({ code, name }) => `${code} ${name}`)
    .join('；');
}
