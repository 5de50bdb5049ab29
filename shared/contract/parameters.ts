import { z } from 'zod';
import { fen, formatYuan } from '../money/fen.ts';
import { request } from './request.ts';
import { fileTokenSchema, localDateSchema, secondPersonSchema } from './values.ts';

/** What a person may set about this hospital: how it is asked for, in which words, and between which bounds. */
type Shape =
  | {
      readonly kind: 'number';
      readonly unit: string;
      readonly least: number;
      readonly most: number;
      readonly mayBeNone: boolean;
      /** What none is called, where it is not “as much as one likes”. */
      readonly none?: string;
    }
  | {
      readonly kind: 'amount';
      readonly leastFen: number;
      readonly mayBeNone: boolean;
      readonly none?: string;
    }
  /** Its value is the place of what was chosen. */
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly mayBeNone: false };
export type Parameter = Shape & { readonly group: ParameterGroup; readonly title: string };

export const parameterGroups = [
  '结算',
  '转诊',
  '账号',
  '夜间一人',
  '日志',
  '备份',
  '磁盘',
  '未上传的记录',
  '待核情况',
] as const;
export type ParameterGroup = (typeof parameterGroups)[number];

const number = (
  group: ParameterGroup,
  title: string,
  unit: string,
  [least, most]: readonly [number, number],
  mayBeNone = false,
): Parameter => ({ kind: 'number', group, title, unit, least, most, mayBeNone });
const amount = (group: ParameterGroup, title: string, leastFen: number, mayBeNone = false): Parameter => ({
  kind: 'amount',
  group,
  title,
  leastFen,
  mayBeNone,
});
const choice = (group: ParameterGroup, title: string, choices: readonly string[]): Parameter => ({
  kind: 'choice',
  group,
  title,
  choices,
  mayBeNone: false,
});

/** Off unless both are set. */
const nightHour = (title: string): Parameter => ({
  kind: 'number',
  group: '夜间一人',
  title,
  unit: '点',
  least: 0,
  most: 23,
  mayBeNone: true,
  none: '不允许',
});

/** Every parameter by name, in the order of the screen. What is none is never. */
export const parameters = {
  cashRounding: choice('结算', '现金取整', ['不取整，收到分', '四舍五入到角']),
  'difference.warnFen': amount('结算', '与收费系统相差超过多少要提醒', 0),
  'difference.refuseFen': amount('结算', '与收费系统相差超过多少不能结算', 1, true),
  followUpDays: number('结算', '大病患者出院后多少天回访', '天', [7, 180]),
  layerEndDays: number('结算', '某一层保障还有多少天结束，就提醒', '天', [1, 366]),
  hardshipFromFen: {
    kind: 'amount',
    group: '结算',
    title: '本年个人负担到多少，结算后提示申请困难救助',
    leastFen: 1,
    mayBeNone: true,
    none: '不提示',
  },
  referralValidDays: number('转诊', '转诊有效期最长', '天', [1, 3650]),
  passwordDays: number('账号', '密码用了多久要换', '天', [30, 3650], true),
  sessionHours: number('账号', '登录多久要重新登录（一个班）', '小时', [1, 24], true),
  revealsPerDay: number('账号', '一个账号每天看多少个全号后要复核', '个', [1, 1000], true),
  oneTimeCodeFor: choice('账号', '哪些账号登录要一次性口令', ['不要求', '信息科', '信息科和财务']),
  'alone.fromHour': nightHour('从几点起可以一人先办、事后复核'),
  'alone.untilHour': nightHour('到几点为止'),
  auditKeptMonths: number('日志', '操作日志在本库留多久再转入存档', '个月', [6, 1200]),
  backupEveryHours: number('备份', '两次备份最多相隔', '小时', [1, 168]),
  backupKeepNewest: number('备份', '保留最近的', '份', [1, 200]),
  backupKeepWeeks: number('备份', '每周留一份，共', '周', [0, 520]),
  backupKeepMonths: number('备份', '每月留一份，共', '个月', [0, 240]),
  backupOverdueHours: number('备份', '没有好备份超过多久要提醒', '小时', [2, 1000]),
  diskWarnMegabytes: number('磁盘', '剩余少于多少要提醒', 'MB', [100, 10_000_000]),
  diskRefuseMegabytes: number('磁盘', '剩余少于多少不再导入大文件', 'MB', [50, 10_000_000]),
  'unsent.warnCount': number('未上传的记录', '多少笔要提醒', '笔', [1, 1_000_000]),
  'unsent.warnFen': amount('未上传的记录', '多少金额要提醒', 100),
  'unsent.warnHours': number('未上传的记录', '等了多久要提醒', '小时', [1, 10_000]),
  'unsent.stopCount': number('未上传的记录', '多少笔暂停新的结算', '笔', [1, 1_000_000], true),
  'unsent.stopFen': amount('未上传的记录', '多少金额暂停新的结算', 100, true),
  'unsent.stopHours': number('未上传的记录', '等了多久暂停新的结算', '小时', [1, 10_000], true),
  'irregular.splitDays': number('待核情况', '出院后多少天内因同类诊断再次住院', '天', [1, 60]),
  'irregular.settleAfterDeathDays': number('待核情况', '死亡日期过了多少天才结算', '天', [0, 366]),
  'irregular.dailyItemExtraDays': number('待核情况', '按日项目比住院天数多出多少以内不列', '天', [0, 30]),
  'irregular.capNearPercent': number('待核情况', '离限额只差限额的多少算接近', '%', [1, 50]),
  'irregular.capLastDays': number('待核情况', '费用上升看出院前几天', '天', [1, 10]),
  'irregular.capRisePercent': number('待核情况', '这几天日均达到之前日均的多少', '%', [110, 1000]),
  'irregular.reversalsPerMonth': number('待核情况', '一个账号一个月撤销多少次', '次', [2, 1000]),
  'irregular.waiversPerYear': number('待核情况', '同一人一年减免多少次', '次', [2, 1000]),
  'irregular.outOfCataloguePercent': number('待核情况', '科室一个月目录外费用占比超过', '%', [1, 100]),
} as const satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof parameters;
export const parameterNames = Object.keys(parameters) as ParameterName[];
const nameSchema = z.enum(parameterNames);

/** A count in its unit, an amount in fen, the place of a choice, null for never. */
const valueSchema = z.int().min(0).max(900_000_000_000).nullable();
export type ParameterValue = z.infer<typeof valueSchema>;
export function noneWords(parameter: Parameter): string {
  return (parameter.kind === 'choice' ? undefined : parameter.none) ?? '不限';
}

/** As people read it. */
export function parameterWords(parameter: Parameter, value: ParameterValue): string {
  if (value === null) return noneWords(parameter);
  if (parameter.kind === 'choice') return parameter.choices[value] ?? '';
  return parameter.kind === 'amount' ? `${formatYuan(fen(value))} 元` : `${value} ${parameter.unit}`;
}
export type ParameterValues = Record<ParameterName, ParameterValue>;

const stateSchema = z.strictObject({
  values: z.record(nameSchema, valueSchema),
  /** A second folder for the copies of the file; null: none. */
  backupSecondFolder: z.string().nullable(),
});
export type ParameterState = z.infer<typeof stateSchema>;

export const parameterRequests = {
  'parameters.list': request({
    input: z.strictObject({}),
    output: stateSchema,
    allowed: ['information_office', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** What is left out stays as it is. */
  'parameters.change': request({
    input: z.strictObject({
      fromDay: localDateSchema,
      values: z.partialRecord(nameSchema, valueSchema),
      secondPerson: secondPersonSchema,
    }),
    output: stateSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** A folder picked in the system's dialog, from today on. */
  'parameters.setBackupFolder': request({
    input: z.strictObject({ fileToken: fileTokenSchema, secondPerson: secondPersonSchema }),
    output: stateSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  'parameters.removeBackupFolder': request({
    input: z.strictObject({ secondPerson: secondPersonSchema }),
    output: stateSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
};
