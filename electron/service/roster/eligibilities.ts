import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import { readDay } from '../tables/cell.ts';
import type { RowReader } from '../tables/row-reader.ts';
import { categoryOfWord, type RosterColumn } from './columns.ts';

export interface RosterEligibility {
  readonly category: EligibilityCategory;
  readonly beginsOn: LocalDate;
  /** The last day that counts; null while it is open. */
  readonly endsOn: LocalDate | null;
  /** The agency that recognised it; 名册 where the file does not say. */
  readonly source: string;
  /** Where it was recognised, six digits; the insured place where the file does not say. */
  readonly region: string;
}

/** A person has a handful; what has more is no person, or no roster. */
export const maximumEligibilities = 50;

export const tooManyFault = {
  code: 'too_many_eligibilities',
  sentence: `同一人的资格超过 ${maximumEligibilities} 条，请核对身份证号和资格，删去重复的。`,
} as const;

type Reader = RowReader<RosterColumn>;

/** A roster has a million rows and few different lists: each is read once. Only faultless ones are kept here. */
const knownLists = new Map<string, readonly RosterEligibility[]>();
const mostKnown = 50_000;
const itsColumns = ['category', 'beginsOn', 'endsOn', 'source', 'recognisedIn'] as const;

/** The eligibilities of one row, in the ways that `rosterLayout` describes. Rows of the same cells have the same list. */
export function readEligibilities(
  reader: Reader,
  groups: number,
  insuredRegion: string,
): readonly RosterEligibility[] {
  let cells = insuredRegion;
  for (let order = 0; order < groups; order += 1) {
    for (const column of itsColumns) cells += `\n${reader.text(column, order)}`;
  }
  const known = knownLists.get(cells);
  if (known !== undefined) return known;
  const faultsBefore = reader.problems.length;
  const found = readLists(reader, groups, insuredRegion);
  if (reader.problems.length === faultsBefore) {
    if (knownLists.size >= mostKnown) knownLists.clear();
    knownLists.set(cells, found);
  }
  return found;
}

function readLists(reader: Reader, groups: number, insuredRegion: string): RosterEligibility[] {
  const found: RosterEligibility[] = [];
  for (let order = 0; order < groups; order += 1) readGroup(reader, order, insuredRegion, found);
  refuseTwoEnds(reader, found);
  if (found.length > maximumEligibilities)
    reader.refuse('category', tooManyFault.code, tooManyFault.sentence);
  return found;
}

/** One begin of one category has one end; which of two is right nobody here can know. */
export const twoEndsFault = {
  code: 'eligibility_contradicts',
  sentence: '同一人同一类别同一开始日期有两个不同的结束日期，请核对后只留一个。',
} as const;

function refuseTwoEnds(reader: Reader, found: readonly RosterEligibility[]): void {
  for (const [index, one] of found.entries()) {
    const other = found.slice(0, index).find((earlier) => isSameBegin(earlier, one));
    if (other !== undefined && other.endsOn !== one.endsOn) {
      reader.refuse('endsOn', twoEndsFault.code, twoEndsFault.sentence);
    }
  }
}

export function isSameBegin(one: RosterEligibility, other: RosterEligibility): boolean {
  return one.category === other.category && one.beginsOn === other.beginsOn;
}

/** Without those that say the same once more. */
export function onceEach(eligibilities: readonly RosterEligibility[]): readonly RosterEligibility[] {
  if (eligibilities.length < 2) return eligibilities;
  return eligibilities.filter(
    (one, index) => !eligibilities.slice(0, index).some((other) => isSameBegin(one, other)),
  );
}

/** A cell of categories and the cells that belong to it, each with one value or with several. */
function readGroup(reader: Reader, order: number, insuredRegion: string, found: RosterEligibility[]): void {
  const categories = values(reader.text('category', order));
  const begins = values(reader.text('beginsOn', order));
  const ends = values(reader.text('endsOn', order));
  if (begins.length > categories.length || (ends.length > 0 && ends.length !== categories.length)) {
    const sentence =
      '日期与身份类别的个数不一致：每个类别写一个开始日期和一个结束日期（可留空），用分号隔开。';
    reader.refuse('beginsOn', 'eligibility_dates_do_not_match', sentence, order);
    return;
  }
  reader.limit('source', 200, order);
  const sources = values(reader.text('source', order));
  const regions = values(reader.text('recognisedIn', order));
  for (const [index, word] of categories.entries()) {
    const category = readCategory(reader, order, word);
    if (category === undefined || category === 'ordinary') continue;
    const period = readPeriod(reader, order, begins[index] ?? '', ends[index] ?? '');
    if (period === undefined) continue;
    const source = (sources[index] ?? sources[0] ?? '') || '名册';
    const region = (regions[index] ?? regions[0] ?? '') || insuredRegion;
    if (!/^\d{6}$/.test(region) && region !== insuredRegion) {
      reader.refuse('recognisedIn', 'region_wrong', `“${region.slice(0, 20)}”不是 6 位区划代码。`, order);
    }
    found.push({ category, ...period, source, region });
  }
}

function readCategory(reader: Reader, order: number, word: string): EligibilityCategory | undefined {
  const category = categoryOfWord.get(word);
  if (category === undefined) {
    const sentence = `身份类别“${word.slice(0, 20)}”不认识，请改成“建档立卡”“低保”“特困”“孤儿”等名称。`;
    reader.refuse('category', 'category_unknown', sentence, order);
  }
  return category;
}

function readPeriod(reader: Reader, order: number, begin: string, end: string) {
  const beginsOn = knownDay(begin);
  const endsOn = end === '' ? null : knownDay(end);
  if (begin === '') {
    const sentence = '写了身份类别，但没有开始日期，请补上。';
    reader.refuse('beginsOn', 'begin_date_missing', sentence, order);
  } else if (beginsOn === undefined) {
    const sentence = `“${begin.slice(0, 20)}”不是日期，请写成 2020-01-31。`;
    reader.refuse('beginsOn', 'date_wrong', sentence, order);
  }
  if (endsOn === undefined) {
    const sentence = `“${end.slice(0, 20)}”不是日期，请写成 2020-01-31；没有结束日期就留空。`;
    reader.refuse('endsOn', 'date_wrong', sentence, order);
  }
  if (beginsOn === undefined || endsOn === undefined) return undefined;
  if (endsOn !== null && endsOn < beginsOn) {
    const sentence = `结束日期 ${endsOn} 早于开始日期 ${beginsOn}，请核对。`;
    reader.refuse('endsOn', 'end_before_begin', sentence, order);
    return undefined;
  }
  return { beginsOn, endsOn };
}

/** A roster has a million rows and few different days: each is read once. */
const knownDays = new Map<string, LocalDate | undefined>();

function knownDay(text: string): LocalDate | undefined {
  if (!knownDays.has(text)) {
    if (knownDays.size >= 50_000) knownDays.clear();
    knownDays.set(text, readDay(text));
  }
  return knownDays.get(text);
}

function values(text: string): string[] {
  if (text === '') return [];
  return /[;；|]/.test(text) ? text.split(/[;；|]/).map((part) => part.trim()) : [text];
}

/** As it is kept: one text for one list, whatever the order in which a file named them. */
export function eligibilityText(eligibilities: readonly RosterEligibility[]): string {
  const ordered = [...eligibilities].sort((one, other) =>
    one.beginsOn + one.category < other.beginsOn + other.category ? -1 : 1,
  );
  return JSON.stringify(
    ordered.map(({ category, beginsOn, endsOn, source, region }) => ({
      category,
      beginsOn,
      endsOn,
      source,
      region,
    })),
  );
}
