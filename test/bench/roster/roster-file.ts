import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { checkDigit } from '../../../shared/identity/id-number.ts';

export interface RosterPlan {
  readonly personCount: number;
  /** One person in so many is written otherwise than without it: another insurance state. */
  readonly changedEvery?: number;
  /** One in so many is left out. */
  readonly absentEvery?: number;
}

/** Some of the people of a made-up roster, scattered over it. */
export interface RosterSample {
  readonly numbers: readonly string[];
  readonly names: readonly string[];
}

export const headings =
  '姓名,身份证号,户编号,与户主关系,身份类别,开始日期,结束日期,认定部门,参保地区划,乡镇,村,参保状态,联系电话';

const surnames = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石',
);
const given = Array.from(
  '秀英桂兰玉梅红霞建国志强伟勇军杰娟艳涛明超平刚文辉力鑫华飞凯波雪丽敏静磊洋俊峰宇浩晨思雨子涵梓轩欣怡一诺德福贵才全生根发旺财云凤珍莲花春秋冬夏月琴芳荣生义信忠孝仁和顺祥瑞泰安康宁善庆喜乐萍莉娜蓉倩燕青松柏林森山川海江河',
);
const categories = ['建档立卡', '低保', '特困', '孤儿', '普通居民', '建档立卡;低保'];
const sampleCount = 2000;

/** Writes a CSV roster of people who do not exist, villages one after the other, three people a household. */
export async function writeRoster(file: string, plan: RosterPlan): Promise<RosterSample> {
  const out = createWriteStream(file);
  out.write(`${headings}\n`);
  const sample = { numbers: [] as string[], names: [] as string[] };
  const everyN = Math.max(1, Math.floor(plan.personCount / sampleCount));
  let text = '';
  for (let index = 0; index < plan.personCount; index += 1) {
    const cells = rowOf(index, plan);
    if (cells === undefined) continue;
    text += `${cells.join(',')}\n`;
    if (index % everyN === 0) {
      sample.names.push(cells[0] ?? '');
      sample.numbers.push(cells[1] ?? '');
    }
    if (text.length < 1_000_000) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
  return sample;
}

/** The cells of one row; undefined for one who is left out. Every index gives the same person in every roster. */
export function rowOf(index: number, plan: RosterPlan): string[] | undefined {
  if (plan.absentEvery !== undefined && index % plan.absentEvery === 7) return undefined;
  const chance = scatter(index);
  const village = Math.floor(index / 1700);
  const household = Math.floor(index / 3);
  const category = categories[chance(6)] ?? '';
  const begin = `${2014 + chance(7)}-${String(1 + chance(12)).padStart(2, '0')}-01`;
  const begins = category === '普通居民' ? '' : category.includes(';') ? `${begin};${begin}` : begin;
  const isChanged = plan.changedEvery !== undefined && index % plan.changedEvery === 3;
  return [
    nameOf(chance),
    numberOf(index, chance),
    `42991300${String(household).padStart(7, '0')}`,
    index % 3 === 0 ? '户主' : '家庭成员',
    category,
    begins,
    '',
    '扶贫办',
    '421321',
    `${surnames[Math.floor(village / 25) % surnames.length] ?? ''}家镇`,
    `${given[village % given.length] ?? ''}湾${village % 25}村`,
    isChanged ? '暂停参保' : '正常参保',
    `139${String(index).padStart(8, '0')}`,
  ];
}

/** Common characters often and rare ones seldom, as names are. */
function nameOf(chance: (below: number) => number): string {
  const often = (below: number) => Math.floor(below * (chance(1_000_000) / 1_000_000) ** 2);
  const first = surnames[often(surnames.length)] ?? '王';
  const second = given[often(given.length)] ?? '秀';
  return chance(10) < 2 ? first + second : first + second + (given[often(given.length)] ?? '英');
}

/** Area codes that do not exist, with every number once. */
function numberOf(index: number, chance: (below: number) => number): string {
  const area = 429913 + (index % 80);
  const year = 1930 + (Math.floor(index / 80_000) % 85);
  const monthAndDay = `${String(1 + chance(12)).padStart(2, '0')}${String(1 + chance(28)).padStart(2, '0')}`;
  const body = `${area}${year}${monthAndDay}${String(Math.floor(index / 80) % 1000).padStart(3, '0')}`;
  return body + checkDigit(body);
}

/** Numbers that look like chance and are the same for the same index (xorshift). */
function scatter(index: number): (below: number) => number {
  let state = Math.imul(index + 1, 0x9e3779b1) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
