import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { RosterWorkKind } from '../../../shared/contract/roster-work.ts';
import { maskIdNumber, maskPhone } from '../../../shared/identity/id-number.ts';
import { eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { type Eligibility, eligibilitiesOf } from '../people/person.ts';
import { contradictionsOf } from './contradictions.ts';
import type { WorkedImport } from './import-of.ts';

const insuranceWords: Readonly<Record<string, string>> = {
  normal: '正常参保',
  suspended: '暂停参保',
  none: '未参保',
};

export interface Said {
  readonly importSequence: number;
  readonly source: 'roster' | 'window';
  readonly saidOn: LocalDate;
  readonly name: string;
  readonly idNumber: string;
  readonly householdNumber: string | null;
  readonly relation: string | null;
  readonly township: string | null;
  readonly village: string | null;
  readonly insuranceState: string;
  readonly phone: string | null;
  readonly eligibilities: string;
}

/** What was said of a person up to an import, the newest first; two of them at most. */
export function lastSayings({ database }: ServiceContext, personKey: number, upTo: number): Said[] {
  return statement<[number, number], Said>(
    database,
    `SELECT import_sequence AS importSequence, source, said_on AS saidOn, name, id_number AS idNumber,
       household_number AS householdNumber, relation, township, village, insurance_state AS insuranceState, phone,
       eligibilities
     FROM person_entry WHERE person_key = ? AND import_sequence <= ? ORDER BY import_sequence DESC LIMIT 2`,
  ).all(personKey, upTo);
}

/** What a line has to say beside the person: a sentence each. */
export function detailsOf(
  kind: RosterWorkKind,
  { asOfDay }: WorkedImport,
  [now, before]: readonly Said[],
): string[] {
  if (now === undefined) return [];
  const insurance = insuranceWords[now.insuranceState] ?? '';
  const words: Readonly<Record<RosterWorkKind, () => string[]>> = {
    new: () => [newWords(before), insurance, held(now)],
    absent: () => [`最后一次列入：${now.saidOn} 的名册`, held(now)],
    changed: () => (before === undefined ? [] : differences(before, now)),
    contradicting: () => contradictionsOf(eligibilitiesOf(now.eligibilities), asOfDay),
    uninsured: () => [insurance, held(now)],
  };
  return words[kind]();
}

function newWords(before: Said | undefined): string {
  if (before === undefined) return '首次列入';
  return before.source === 'window' ? '以前在窗口按普通居民登记' : `重新列入，上次在 ${before.saidOn} 的名册`;
}

function held({ eligibilities }: Said): string {
  const list = eligibilitiesOf(eligibilities);
  return list.length === 0 ? '没有身份' : list.map(eligibilityWords).join('、');
}

function eligibilityWords({ category, beginsOn, endsOn, source }: Eligibility): string {
  return `${eligibilityTitles[category]} ${beginsOn} 至 ${endsOn ?? '今'}（${source}）`;
}

/** Each part that is said otherwise: what stood there and what stands there now. */
function differences(before: Said, now: Said): string[] {
  const place = ({ township, village }: Said) =>
    [township, village].filter((part) => part !== null).join(' ');
  const phone = ({ phone: number }: Said) => (number === null ? '' : maskPhone(number));
  const parts: readonly (readonly [string, string, string, boolean])[] = [
    ['姓名', before.name, now.name, before.name !== now.name],
    ['身份证号', maskIdNumber(before.idNumber), maskIdNumber(now.idNumber), before.idNumber !== now.idNumber],
    [
      '户编号',
      before.householdNumber ?? '',
      now.householdNumber ?? '',
      before.householdNumber !== now.householdNumber,
    ],
    ['与户主关系', before.relation ?? '', now.relation ?? '', before.relation !== now.relation],
    ['住址', place(before), place(now), place(before) !== place(now)],
    [
      '参保',
      insuranceWords[before.insuranceState] ?? '',
      insuranceWords[now.insuranceState] ?? '',
      before.insuranceState !== now.insuranceState,
    ],
    ['电话', phone(before), phone(now), before.phone !== now.phone],
  ];
  const plain = parts
    .filter(([, , , differs]) => differs)
    .map(([title, was, is]) => `${title}：${was || '空'} → ${is || '空'}`);
  return [...plain, ...heldOtherwise(before, now)];
}

/** Which eligibilities are given no more, and which are new; one whose end moved is both. */
function heldOtherwise(before: Said, now: Said): string[] {
  const was = eligibilitiesOf(before.eligibilities).map(eligibilityWords);
  const is = eligibilitiesOf(now.eligibilities).map(eligibilityWords);
  return [
    ...was.filter((one) => !is.includes(one)).map((one) => `身份原有：${one}`),
    ...is.filter((one) => !was.includes(one)).map((one) => `身份现为：${one}`),
  ];
}
