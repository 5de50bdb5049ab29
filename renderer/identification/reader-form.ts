import { Refusal } from '../../shared/contract/refusal.ts';
import { type CardReader, cardReaderSchema } from '../../shared/identity/card-reader.ts';

/** The settings of a reader as they are typed: every one a text. Lists are separated by blanks or commas. */
export interface TypedReader {
  readonly name: string;
  readonly address: string;
  readonly otherMachine: boolean;
  readonly method: CardReader['method'];
  readonly dates: CardReader['dates'];
  readonly open: string;
  readonly read: string;
  readonly close: string;
  readonly result: string;
  readonly personName: string;
  readonly idNumber: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly validTo: string;
  readonly photo: string;
  readonly good: string;
  readonly noCard: string;
  readonly male: string;
  readonly female: string;
  readonly withoutEnd: string;
  readonly timeoutMs: string;
}

export function typedFrom({ paths, fields, timeoutMs, ...reader }: CardReader): TypedReader {
  return {
    ...reader,
    open: paths.open ?? '',
    read: paths.read,
    close: paths.close ?? '',
    result: fields.result ?? '',
    personName: fields.name,
    idNumber: fields.idNumber,
    birthDate: fields.birthDate ?? '',
    sex: fields.sex ?? '',
    validTo: fields.validTo ?? '',
    photo: fields.photo ?? '',
    good: reader.good.join(' '),
    noCard: reader.noCard.join(' '),
    male: reader.male.join(' '),
    female: reader.female.join(' '),
    withoutEnd: reader.withoutEnd.join(' '),
    timeoutMs: String(timeoutMs),
  };
}

/** The settings as they are kept. Refuses `reader_settings_wrong` and names the field. */
export function readerFrom(typed: TypedReader): CardReader {
  const orNull = (text: string): string | null => text.trim() || null;
  const list = (text: string): string[] => text.split(/[\s,，、]+/).filter((value) => value !== '');
  const read = cardReaderSchema.safeParse({
    name: typed.name,
    address: typed.address.trim(),
    otherMachine: typed.otherMachine,
    method: typed.method,
    paths: { open: orNull(typed.open), read: typed.read.trim(), close: orNull(typed.close) },
    fields: {
      result: orNull(typed.result),
      name: typed.personName.trim(),
      idNumber: typed.idNumber.trim(),
      birthDate: orNull(typed.birthDate),
      sex: orNull(typed.sex),
      validTo: orNull(typed.validTo),
      photo: orNull(typed.photo),
    },
    good: list(typed.good),
    noCard: list(typed.noCard),
    male: list(typed.male),
    female: list(typed.female),
    dates: typed.dates,
    withoutEnd: list(typed.withoutEnd),
    timeoutMs: Number(typed.timeoutMs),
  });
  if (read.success) return read.data;
  const place = read.error.issues[0]?.path.join('.') ?? '';
  const title = titles[place.replace(/\.\d+$/, '')] ?? '成功的值';
  throw new Refusal('reader_settings_wrong', `读卡器设置里“${title}”不对，请照厂家说明改好再保存。`);
}

const titles: Readonly<Record<string, string>> = {
  name: '名称',
  address: '地址',
  'paths.open': '打开',
  'paths.read': '读卡',
  'paths.close': '关闭',
  'fields.result': '结果',
  'fields.name': '姓名',
  'fields.idNumber': '身份证号',
  'fields.birthDate': '出生日期',
  'fields.sex': '性别',
  'fields.validTo': '有效期',
  'fields.photo': '照片',
  good: '成功的值',
  noCard: '没有卡的值',
  male: '男',
  female: '女',
  withoutEnd: '长期有效写作',
  timeoutMs: '时限',
};
