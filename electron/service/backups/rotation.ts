import { type LocalDate, localDateOf } from '../../../shared/calendar/local-date.ts';

/** How many copies stay. Each rule keeps its own; what any rule keeps, stays. */
export interface KeepPlan {
  readonly newest: number;
  /** The newest copy of each of so many calendar weeks (from Monday) that have one. */
  readonly weeks: number;
  /** The newest copy of each of so many calendar months that have one. */
  readonly months: number;
}

/**
 * Which of these copies are beyond the plan. Days, weeks and months are the hospital's own. The newest copy always
 * stays, whatever the plan says.
 */
export function beyondPlan<Copy extends { readonly at: Date }>(
  copies: readonly Copy[],
  plan: KeepPlan,
  zone: string,
): Copy[] {
  const newestFirst = copies.toSorted((left, right) => right.at.getTime() - left.at.getTime());
  const kept = new Set<Copy>(newestFirst.slice(0, Math.max(1, plan.newest)));
  const dayOf = ({ at }: Copy): LocalDate => localDateOf(at.toISOString(), zone);
  keepNewestOfEach(newestFirst, (copy) => mondayOf(dayOf(copy)), plan.weeks, kept);
  keepNewestOfEach(newestFirst, (copy) => dayOf(copy).slice(0, 7), plan.months, kept);
  return newestFirst.filter((copy) => !kept.has(copy));
}

function keepNewestOfEach<Copy>(
  newestFirst: readonly Copy[],
  periodOf: (copy: Copy) => string,
  count: number,
  kept: Set<Copy>,
): void {
  const periods = new Set<string>();
  for (const copy of newestFirst) {
    const period = periodOf(copy);
    if (periods.has(period)) continue;
    if (periods.size >= count) return;
    periods.add(period);
    kept.add(copy);
  }
}

const dayMs = 24 * 60 * 60_000;

function mondayOf(day: LocalDate): string {
  const noon = new Date(`${day}T12:00:00Z`);
  const sinceMonday = (noon.getUTCDay() + 6) % 7;
  return new Date(noon.getTime() - sinceMonday * dayMs).toISOString().slice(0, 10);
}
