import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { ordinaryPatient, patients } from './patients.ts';

/** A stay of the practice hospital, opened when it is filled. */
export interface PracticeStay {
  readonly admissionNumber: string;
  readonly idNumber: string;
  readonly department: string;
  readonly bed: string;
  readonly admittedOn: LocalDate;
  readonly dischargedOn: LocalDate;
  readonly diagnoses: readonly { readonly code: string; readonly name: string }[];
  /** `loaded`: the fee list is in; `settled`: and settled; `file`: the clerk loads it. */
  readonly fees: 'loaded' | 'settled' | 'file';
}

const stay = (
  admissionNumber: string,
  idNumber: string,
  [department, bed]: readonly [string, string],
  [admittedOn, dischargedOn]: readonly [string, string],
  [code, name]: readonly [string, string],
  fees: PracticeStay['fees'],
): PracticeStay => ({
  admissionNumber,
  idNumber,
  department,
  bed,
  fees,
  admittedOn: admittedOn as LocalDate,
  dischargedOn: dischargedOn as LocalDate,
  diagnoses: [{ code, name }],
});

const {
  wangXiuying,
  liJianguo,
  zhaoGuilan,
  liuDefu,
  longName,
  lvJian,
  zhouXiaoyu,
  wangYan,
  sunYulan,
  maYong,
} = patients;

export const practiceStays: readonly PracticeStay[] = [
  stay(
    'ZY26020001',
    liuDefu.idNumber,
    ['普外科', '12床'],
    ['2026-01-06', '2026-01-20'],
    ['K80.2', '胆囊结石'],
    'settled',
  ),
  stay(
    'ZY26020002',
    wangXiuying.idNumber,
    ['神经内科', '7床'],
    ['2026-02-09', '2026-02-26'],
    ['I63.9', '脑梗死'],
    'loaded',
  ),
  stay(
    'ZY26020003',
    liJianguo.idNumber,
    ['呼吸内科', '3床'],
    ['2026-02-20', '2026-02-24'],
    ['J20.9', '急性支气管炎'],
    'loaded',
  ),
  stay(
    'ZY26020004',
    zhaoGuilan.idNumber,
    ['消化内科', '21床'],
    ['2026-02-14', '2026-02-23'],
    ['K25.9', '胃溃疡'],
    'loaded',
  ),
  stay(
    'ZY26020005',
    liuDefu.idNumber,
    ['骨科', '5床'],
    ['2026-02-10', '2026-02-25'],
    ['S72.0', '股骨颈骨折'],
    'loaded',
  ),
  stay(
    'ZY26020006',
    longName.idNumber,
    ['心血管内科', '15床'],
    ['2026-02-11', '2026-02-21'],
    ['I20.9', '心绞痛'],
    'loaded',
  ),
  stay(
    'ZY26020007',
    lvJian.idNumber,
    ['精神科', '2床'],
    ['2026-02-02', '2026-02-27'],
    ['F20.9', '精神分裂症'],
    'loaded',
  ),
  stay(
    'ZY26020008',
    ordinaryPatient.idNumber,
    ['普外科', '9床'],
    ['2026-02-17', '2026-02-22'],
    ['K35.8', '急性阑尾炎'],
    'loaded',
  ),
  stay(
    'ZY26020009',
    zhouXiaoyu.idNumber,
    ['儿科', '6床'],
    ['2026-02-19', '2026-02-26'],
    ['J18.9', '肺炎'],
    'file',
  ),
  stay(
    'ZY26020010',
    wangYan.idNumber,
    ['妇产科', '11床'],
    ['2026-02-21', '2026-02-25'],
    ['O82.0', '剖宫产分娩'],
    'file',
  ),
  stay(
    'ZY26020011',
    sunYulan.idNumber,
    ['内分泌科', '18床'],
    ['2026-02-12', '2026-02-24'],
    ['E11.9', '2型糖尿病'],
    'file',
  ),
  stay(
    'ZY26020012',
    maYong.idNumber,
    ['骨科', '8床'],
    ['2026-01-28', '2026-02-26'],
    ['S32.0', '腰椎骨折'],
    'file',
  ),
];
