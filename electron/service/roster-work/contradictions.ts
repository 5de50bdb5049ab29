import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { type EligibilityCategory, eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import { type Eligibility, isValidOn } from '../people/person.ts';

/**
 * Two that nobody holds at once: who is kept as 特困 or as an orphan gets no 低保 beside it (社会救助暂行办法; practice, not out of
 * the five documents). A list to look at: nothing is taken away by it.
 */
const exclusive: readonly (readonly [EligibilityCategory, EligibilityCategory])[] = [
  ['special_hardship', 'subsistence_allowance'],
  ['orphan', 'subsistence_allowance'],
];

/**
 * Where two agencies say of one person what cannot both be so on a day: one that a category holds and the other that it has
 * ended, or two that it was recognised in different places, or categories that exclude each other. A sentence each. What one
 * agency says of itself in turns (ended, and given again) contradicts nothing.
 */
export function contradictionsOf(eligibilities: readonly Eligibility[], day: LocalDate): string[] {
  const found = new Set<string>();
  for (const one of eligibilities) {
    if (!isValidOn(one, day)) continue;
    for (const other of eligibilities) {
      if (other.source === one.source) continue;
      const sentence = contradiction(one, other, day);
      if (sentence !== undefined) found.add(sentence);
    }
  }
  return [...found];
}

/** @param one holds on the day */
function contradiction(one: Eligibility, other: Eligibility, day: LocalDate): string | undefined {
  const title = eligibilityTitles[one.category];
  if (one.category === other.category && !isValidOn(other, day)) {
    // What ended before this one began was followed by it.
    const ended = other.endsOn !== null && other.endsOn < day && other.endsOn >= one.beginsOn;
    return ended
      ? `${one.source}：${title}有效；${other.source}：${title}已于 ${other.endsOn} 结束`
      : undefined;
  }
  if (!isValidOn(other, day)) return undefined;
  if (one.category === other.category && one.region !== other.region && one.source < other.source) {
    return `${one.source}：${title}由 ${one.region} 认定；${other.source}：由 ${other.region} 认定`;
  }
  const excludes = exclusive.some(([first, second]) => one.category === first && other.category === second);
  return excludes
    ? `${one.source}：${title}；${other.source}：${eligibilityTitles[other.category]}，两项不能同时享受`
    : undefined;
}
