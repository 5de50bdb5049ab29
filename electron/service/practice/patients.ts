import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';

/** An area code that does not exist, so that no number belongs to anybody. */
export const practiceArea = '429913';
/** The insured place of everybody here: the place whose policy is in force. */
export const practiceRegion = '421321';

export interface PracticeEligibility {
  /** As registries write it. */
  readonly word: string;
  readonly beginsOn: string;
  readonly endsOn: string | null;
}

/** Somebody who has a stay in the practice hospital, each for a lesson. */
export interface PracticePatient {
  readonly name: string;
  readonly idNumber: string;
  readonly eligibilities: readonly PracticeEligibility[];
}

/** `19590318` and the three digits of order (odd: male) make a number with its check digit. */
function number(birthDay: string, order: string): string {
  const body = `${practiceArea}${birthDay}${order}`;
  return body + checkDigit(body);
}

function since(word: string, beginsOn: string, endsOn: string | null = null): PracticeEligibility {
  return { word, beginsOn, endsOn };
}

const poor = since('建档立卡', '2019-01-01');

export const patients = {
  /** The first settlement: every layer pays, and the patient 5,000.00 of 60,000.00. */
  wangXiuying: {
    name: '王秀英',
    idNumber: number('19590318', '194'),
    eligibilities: [poor, since('低保', '2020-01-01')],
  },
  liJianguo: { name: '李建国', idNumber: number('19680705', '213'), eligibilities: [poor] },
  /** Whose eligibility ended: settled as an ordinary resident only after an explicit choice. */
  zhaoGuilan: {
    name: '赵桂兰',
    idNumber: number('19710922', '346'),
    eligibilities: [since('低保', '2018-01-01', '2020-05-31')],
  },
  /** Whose earlier stay of the year leaves little below the yearly cap. */
  liuDefu: {
    name: '刘德福',
    idNumber: number('19550110', '057'),
    eligibilities: [since('特困', '2019-04-01')],
  },
  longName: {
    name: '努尔艾力·阿卜杜热合曼·伊敏江·买买提依明江·吐尔逊江·阿不都克里木·居来提·玉素甫江·艾尔肯·麦麦提艾力·阿布都外力江',
    idNumber: number('19830616', '431'),
    eligibilities: [poor],
  },
  /** A rare character, and an eligibility that only basic insurance knows. */
  lvJian: {
    name: '吕𠮷安',
    idNumber: number('19770801', '275'),
    eligibilities: [since('严重精神障碍', '2021-06-01')],
  },
  zhouXiaoyu: {
    name: '周小雨',
    idNumber: number('20170409', '186'),
    eligibilities: [since('孤儿', '2019-09-01'), since('低保', '2020-01-01')],
  },
  wangYan: { name: '王䶮', idNumber: number('19900214', '318'), eligibilities: [poor] },
  sunYulan: {
    name: '孙玉兰',
    idNumber: number('19620530', '502'),
    eligibilities: [since('低保', '2022-01-01')],
  },
  maYong: {
    name: '马永',
    idNumber: number('19741127', '619'),
    eligibilities: [poor, since('丧失劳动能力残疾人', '2020-03-01')],
  },
} as const satisfies Record<string, PracticePatient>;

/** In no roster: taken in at the window as an ordinary resident. */
export const ordinaryPatient = { name: '陈志强', idNumber: number('19860323', '739'), phone: '13900000739' };

/** The day the practice roster was exported. */
export const rosterDay = '2026-03-01' as LocalDate;
