import { expect, it } from 'vitest';
import { RecentCrashes } from '../../../electron/main/windows/recent-crashes.ts';

const minuteMs = 60_000;

it('the fourth end of a page within ten minutes is one too many', () => {
  const crashes = new RecentCrashes();
  expect([0, 3, 6, 9].map((minute) => crashes.isOneTooMany(minute * minuteMs))).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

it('ends that lie further apart are forgotten, however many there were', () => {
  const crashes = new RecentCrashes();
  const hourly = Array.from({ length: 24 }, (_, hour) => crashes.isOneTooMany(hour * 60 * minuteMs));
  expect(hourly).not.toContain(true);
});
