import type { FeeListPlan, FeePart } from './fees.ts';

/** Each file of fees, by its path below `files/`, with the encoding it is written in. */
export interface PlannedFile {
  readonly file: string;
  readonly encoding: 'utf-8' | 'gb18030';
  readonly plan: FeeListPlan;
}

const planned = (
  file: string,
  plan: FeeListPlan,
  encoding: PlannedFile['encoding'] = 'utf-8',
): PlannedFile => ({
  file,
  encoding,
  plan,
});

const A = (yuan: number, items: number, large: string): FeePart => ({
  of: 'A',
  sumJiao: yuan * 10,
  items,
  large,
});
const B = (yuan: number, items: number, large: string): FeePart => ({
  of: 'B',
  sumJiao: yuan * 10,
  items,
  large,
});
const C = (yuan: number, items: number, large: string): FeePart => ({
  of: 'C',
  sumJiao: yuan * 10,
  items,
  large,
});

export const plannedFiles: readonly PlannedFile[] = [
  planned('loaded/ZY26020001.csv', {
    admittedOn: '2026-01-06',
    days: 15,
    parts: [
      A(30_600, 70, '腹腔镜胆囊切除术'),
      B(15_000, 40, '腹腔镜一次性器械套装'),
      C(1_400, 6, '营养制剂'),
    ],
  }),
  // 60,000.00 = own 3,000 + over limit 500 + pre-self-pay 200 + 2,300 + in scope 1,800 + 20,700 + 31,500; 214 items.
  planned('loaded/ZY26020002.csv', {
    admittedOn: '2026-02-09',
    days: 18,
    parts: [A(31_500, 120, '脑动脉取栓术'), B(23_000, 83, '颅内取栓支架'), C(3_000, 10, '进口康复辅具')],
    overLimit: true,
  }),
  planned('loaded/ZY26020003.csv', {
    admittedOn: '2026-02-20',
    days: 5,
    parts: [A(980, 7, '纤维支气管镜检查'), B(240, 3, '雾化吸入器具')],
  }),
  planned('loaded/ZY26020004.csv', {
    admittedOn: '2026-02-14',
    days: 10,
    parts: [A(6_200, 34, '内镜下止血术'), B(2_600, 14, '内镜止血夹'), C(300, 3, '营养制剂')],
  }),
  planned('loaded/ZY26020005.csv', {
    admittedOn: '2026-02-10',
    days: 16,
    parts: [A(13_500, 60, '股骨颈骨折闭合复位内固定术'), B(6_000, 30, '空心螺钉系统'), C(500, 4, '助行器')],
  }),
  planned('loaded/ZY26020006.csv', {
    admittedOn: '2026-02-11',
    days: 11,
    parts: [A(8_400, 40, '冠状动脉造影术'), B(4_100, 20, '冠脉导丝套装'), C(260, 3, '营养制剂')],
    withReturn: true,
  }),
  planned('loaded/ZY26020007.csv', {
    admittedOn: '2026-02-02',
    days: 26,
    parts: [A(7_300, 60, '改良电抽搐治疗'), B(1_900, 16, '脑电监测耗材')],
  }),
  planned('loaded/ZY26020008.csv', {
    admittedOn: '2026-02-17',
    days: 6,
    parts: [A(6_900, 30, '腹腔镜阑尾切除术'), B(1_700, 9, '腹腔镜一次性器械套装')],
  }),
  planned('ZY26020009.csv', {
    admittedOn: '2026-02-19',
    days: 8,
    parts: [A(2_600, 22, '支气管肺泡灌洗术'), B(840, 8, '雾化吸入器具'), C(60, 1, '陪护床（包床）')],
  }),
  planned(
    'ZY26020010.csv',
    {
      admittedOn: '2026-02-21',
      days: 5,
      parts: [A(4_300, 18, '剖宫产术'), B(1_500, 9, '可吸收缝合线套装'), C(420, 3, '产后康复包')],
      withReturn: true,
    },
    'gb18030',
  ),
  planned('ZY26020011-1.csv', {
    admittedOn: '2026-02-12',
    days: 6,
    parts: [A(2_400, 26, '持续胰岛素泵治疗'), B(1_200, 11, '胰岛素泵耗材')],
  }),
  planned('ZY26020011-2.csv', {
    admittedOn: '2026-02-18',
    days: 7,
    parts: [A(2_100, 24, '持续胰岛素泵治疗'), B(1_050, 10, '动态血糖监测耗材')],
  }),
  planned('ZY26020012.csv', {
    admittedOn: '2026-01-28',
    days: 30,
    parts: [
      A(52_000, 150, '腰椎椎弓根内固定术'),
      B(31_000, 90, '椎弓根钉棒系统'),
      C(4_800, 16, '进口康复辅具'),
    ],
    overLimit: true,
  }),
  planned('ZY26020012-合计不符.csv', {
    admittedOn: '2026-01-28',
    days: 30,
    parts: [A(1_200, 12, '清创缝合术'), B(600, 5, '功能敷料')],
    totalOffByJiao: 100,
  }),
];
