import { caseOfPaper, type Page } from './case-of-paper.ts';

const villageNames = [
  '桃园',
  '柳树',
  '双河',
  '石桥',
  '杨家',
  '龙泉',
  '青石',
  '大山',
  '白杨',
  '红旗',
  '前进',
  '新立',
];
const townshipNames = [
  '三里岗',
  '万和',
  '草店',
  '均川',
  '淮河',
  '安居',
  '唐县',
  '吴山',
  '高城',
  '殷店',
  '小林',
  '洪山',
];

/** Of the township at that place: as many villages as it has, some large and some just large enough. */
function townshipAt(at: number) {
  const villages = villageNames.slice(0, (at * 5) % (villageNames.length + 1)).map((name, index) => ({
    village: `${name}${at % 4 === 3 ? '回族居民委员会' : '村'}`,
    peopleFrom: 10 + ((at * 7 + index * 3) % 19) * 10,
  }));
  const peopleFrom = villages.reduce((sum, one) => sum + one.peopleFrom, 0);
  const township = `${townshipNames[at % townshipNames.length]}镇`;
  return {
    region: '421321',
    township,
    peopleFrom,
    treatedFrom: Math.min(peopleFrom, (at % 5) * 10),
    villages,
  };
}

const townships = Array.from({ length: 16 }, (_, at) => townshipAt(at)).filter(
  ({ peopleFrom }) => peopleFrom > 0,
);
const board = {
  day: '2020-03-10',
  year: 2020,
  rosterDay: '2020-03-01',
  townships,
  total: {
    peopleFrom: townships.reduce((sum, one) => sum + one.peopleFrom, 0),
    treatedFrom: townships.reduce((sum, one) => sum + one.treatedFrom, 0),
  },
};

/** A county on two sheets. */
export const publicBoards: readonly Page[] = [
  caseOfPaper('public_board', 'A4_landscape', board, {
    entry: { title: '健康扶贫公示表', number: 'GB20200310-0001', personId: null },
  }),
];
