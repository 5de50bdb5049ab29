import { caseOfPaper, type Page } from './case-of-paper.ts';

const columns = [
  { title: '县里一级医院', plain: '多是乡镇卫生院', isHere: false },
  { title: '县里二级医院', plain: '多是县医院', isHere: true },
  { title: '县里三级医院', plain: '县里最大的医院', isHere: false },
  { title: '办了转诊，去三级医院', plain: '市里、省里的大医院', isHere: false },
  { title: '没办转诊，去三级医院', plain: '市里、省里的大医院', isHere: false },
];
const amountsFen = [
  [30_000, 100_000, 487_550],
  [30_000, 100_000, 500_000],
  [30_000, 100_000, 500_000],
  [30_000, 100_000, 500_000],
  [null, null, null],
];
const policy = { title: '随县2020年健康扶贫“四位一体”', document: '随县卫发〔2020〕1号' };
const endingLayers = [{ title: '大病补充医疗保险', until: '2020-12-31' }];

const card = {
  person: { name: '欧阳建国', maskedIdNumber: '4299** ******** **4X' },
  day: '2020-03-10',
  categories: ['建档立卡', '低保'],
  ending: [{ title: '低保', until: '2020-06-30' }],
  isInsured: true,
  payers: ['基本医疗保险', '大病保险', '大病补充医疗保险'],
  samplesFen: [300_000, 1_000_000, 5_000_000],
  rows: columns.map((where, index) => ({ where, payFen: amountsFen[index] })),
  treatedFirst: true,
  endingLayers,
  year: { year: 2020, stays: 2, paidFen: 5_250_055, personalFen: 120_000 },
  policy,
};

const board = {
  fromDay: '2020-01-01',
  sampleFen: 1_000_000,
  columns,
  rows: [
    {
      categories: ['建档立卡', '低保', '特困', '孤儿'],
      payFen: [100_000, 100_000, 100_000, 100_000, null],
      treatedFirst: true,
    },
    { categories: ['低收入'], payFen: [80_000, 180_000, 280_000, 280_000, null], treatedFirst: false },
    {
      categories: ['丧失劳动能力残疾', '严重精神障碍', '精神残疾', '计生特困', '普通居民'],
      payFen: [100_000, 200_000, 300_000, 300_000, null],
      treatedFirst: false,
    },
  ],
  endingLayers,
  policy,
};

/** The card at its fullest, and the board. */
export const entitlementPapers: readonly Page[] = [
  caseOfPaper('entitlement_card', 'A4', card, {
    entry: { title: '看病报销明白卡', number: 'MB-20200310-000000000001', day: '2020-03-10' },
  }),
  caseOfPaper(
    'entitlement_card',
    'A4',
    {
      ...card,
      categories: [],
      ending: [],
      isInsured: false,
      payers: [],
      treatedFirst: false,
      endingLayers: [],
    },
    {
      as: 'not-insured',
      entry: { title: '看病报销明白卡', number: 'MB-20200310-000000000001', day: '2020-03-10' },
    },
  ),
  caseOfPaper(
    'entitlement_board',
    'A4_landscape',
    {
      ...board,
      rows: [
        '建档立卡',
        '低保',
        '特困',
        '孤儿',
        '低收入',
        '丧失劳动能力残疾',
        '严重精神障碍',
        '精神残疾',
        '计生特困',
        '普通居民',
      ].map((category, index) => ({
        categories: [category],
        payFen: [100_050, 200_000, 300_000, 300_000, null].map((payFen) =>
          payFen === null ? null : payFen + index,
        ),
        treatedFirst: index < 4,
      })),
    },
    {
      as: 'every-category',
      entry: { title: '住院报销公示牌', number: 'GS-000000000001', personId: null },
    },
  ),
  caseOfPaper('entitlement_board', 'A4_landscape', board, {
    entry: { title: '住院报销公示牌', number: 'GS-000000000001', personId: null },
  }),
];
