import { checkDigit } from '../../../../shared/identity/id-number.ts';
import { patients, practiceArea, type PracticeEligibility, practiceRegion } from '../patients.ts';
import type { Random } from './random.ts';

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
const olderWomen = [
  '秀英',
  '桂英',
  '玉兰',
  '桂兰',
  '秀兰',
  '凤英',
  '玉梅',
  '春梅',
  '兰英',
  '素珍',
  '秀珍',
  '菊香',
];
const olderMen = [
  '建国',
  '国强',
  '德福',
  '志明',
  '永福',
  '正华',
  '大友',
  '光荣',
  '友才',
  '明华',
  '家旺',
  '先明',
];
const youngerWomen = ['雨欣', '思琪', '丽华', '敏', '静', '梦婷', '佳怡', '晓燕', '雪', '慧', '子涵', '欣怡'];
const youngerMen = ['浩', '子轩', '宇航', '俊杰', '伟', '磊', '鹏', '志远', '文博', '家豪', '涛', '一鸣'];

const places = [
  ['青山镇', ['桃园村', '红光村', '石桥村', '双河村']],
  ['白水镇', ['新集村', '东岳村', '柳林村']],
  ['南坪乡', ['龙泉村', '大湾村', '枫树村', '高岭村']],
  ['万店镇', ['塔湾村', '槐东村', '夹子沟村']],
] as const;

/** Kinds of households: what the head of the family is, and how often. */
const kinds: readonly { readonly percent: number; readonly of: (random: Random) => PracticeEligibility[] }[] =
  [
    { percent: 40, of: () => [since('建档立卡', '2019-01-01')] },
    { percent: 14, of: (random) => [since('低保', random.pick(['2019-07-01', '2020-01-01', '2022-01-01']))] },
    { percent: 8, of: () => [since('建档立卡', '2019-01-01'), since('低保', '2020-01-01')] },
    { percent: 6, of: () => [since('特困', '2019-04-01')] },
    { percent: 4, of: () => [since('低收入家庭', '2023-01-01')] },
    { percent: 4, of: () => [since('丧失劳动能力残疾人', '2020-03-01'), since('建档立卡', '2019-01-01')] },
    { percent: 3, of: () => [since('严重精神障碍', '2021-06-01')] },
    { percent: 3, of: () => [since('精神残疾', '2021-06-01'), since('低保', '2020-01-01')] },
    { percent: 3, of: () => [since('计生特困家庭', '2020-01-01')] },
    { percent: 6, of: () => [since('低保', '2018-01-01', '2020-05-31')] },
    { percent: 4, of: () => [since('建档立卡', '2016-01-01', '2020-12-31'), since('低保', '2024-01-01')] },
    { percent: 5, of: () => [] },
  ];

const headings =
  '姓名,身份证号,户编号,与户主关系,身份类别1,开始日期1,结束日期1,身份类别2,开始日期2,结束日期2,参保地区划,乡镇,村,参保状态,联系电话';

interface Member {
  readonly name: string;
  readonly idNumber: string;
  readonly relation: string;
  readonly eligibilities: readonly PracticeEligibility[];
}

function since(word: string, beginsOn: string, endsOn: string | null = null): PracticeEligibility {
  return { word, beginsOn, endsOn };
}

/** The roster of the practice hospital as CSV text: the patients first, each with a family, then other families. */
export function makeRoster(random: Random, personCount: number): string {
  const rows: string[][] = [];
  const taken = new Set<string>(Object.values(patients).map(({ idNumber }) => idNumber));
  let household = 0;
  for (const patient of Object.values(patients)) {
    household += 1;
    const head = { ...patient, relation: '户主' };
    rows.push(
      ...householdRows(random, household, [head, ...family(random, head, taken, random.between(0, 2))]),
    );
  }
  while (rows.length < personCount) {
    household += 1;
    const head = makeHead(random, taken);
    const size = Math.min(random.between(0, 4), personCount - rows.length - 1);
    rows.push(...householdRows(random, household, [head, ...family(random, head, taken, size)]));
  }
  return `\ufeff${[headings, ...rows.map((row) => row.join(','))].join('\r\n')}\r\n`;
}

function householdRows(random: Random, household: number, members: readonly Member[]): string[][] {
  const [township, villages] = random.pick(places);
  const village = random.pick(villages);
  return members.map(({ name, idNumber, relation, eligibilities }) => {
    const [first, second] = eligibilities;
    const state = random.chance(96) ? '正常参保' : random.pick(['暂停参保', '未参保']);
    const phone = random.chance(70) ? `1390000${String(random.between(0, 9999)).padStart(4, '0')}` : '';
    return [
      name,
      idNumber,
      `${practiceArea}${String(household).padStart(5, '0')}`,
      relation,
      ...cells(first),
      ...cells(second),
      practiceRegion,
      township,
      village,
      relation === '户主' ? '正常参保' : state,
      phone,
    ];
  });
}

function cells(eligibility: PracticeEligibility | undefined): string[] {
  return eligibility === undefined
    ? ['', '', '']
    : [eligibility.word, eligibility.beginsOn, eligibility.endsOn ?? ''];
}

function makeHead(random: Random, taken: Set<string>): Member {
  const isMale = random.chance(60);
  const given = random.pick(isMale ? olderMen : olderWomen);
  return {
    name: random.pick(Array.from(surnames)) + given,
    idNumber: makeNumber(random, taken, random.between(1940, 1985), isMale),
    relation: '户主',
    eligibilities: makeEligibilities(random),
  };
}

function makeEligibilities(random: Random): PracticeEligibility[] {
  let roll = random.between(1, 100);
  for (const kind of kinds) {
    roll -= kind.percent;
    if (roll <= 0) return kind.of(random);
  }
  return [];
}

/** A spouse and children share what belongs to the household; what is a person's own stays with the head. */
function family(random: Random, head: Member, taken: Set<string>, size: number): Member[] {
  const shared = head.eligibilities.filter(({ word }) => ['建档立卡', '低保', '低收入家庭'].includes(word));
  const headIsMale = Number(head.idNumber[16]) % 2 === 1;
  const headBorn = Number(head.idNumber.slice(6, 10));
  return Array.from({ length: size }, (_, index) => {
    const isSpouse = index === 0 && headBorn < 2000;
    const isMale = isSpouse ? !headIsMale : random.chance(50);
    const born = isSpouse
      ? headBorn + random.between(-3, 3)
      : Math.min(headBorn + random.between(22, 34), 2024);
    const surname = isSpouse ? random.pick(Array.from(surnames)) : (Array.from(head.name)[0] ?? '王');
    const given = born < 1980 ? (isMale ? olderMen : olderWomen) : isMale ? youngerMen : youngerWomen;
    return {
      name: surname + random.pick(given),
      idNumber: makeNumber(random, taken, born, isMale),
      relation: isSpouse ? '配偶' : isMale ? '子' : '女',
      eligibilities: shared,
    };
  });
}

function makeNumber(random: Random, taken: Set<string>, year: number, isMale: boolean): string {
  for (;;) {
    const [month, day] = [random.between(1, 12), random.between(1, 28)];
    const order = random.between(0, 499) * 2 + (isMale ? 1 : 0);
    const born = `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
    const body = `${practiceArea}${born}${String(order).padStart(3, '0')}`;
    const number = body + checkDigit(body);
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
}
