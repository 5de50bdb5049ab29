import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  localDateOf,
  parseLocalDate,
  startOfDay,
  yearOf,
  yearsBetween,
} from '../../../shared/calendar/local-date.ts';

const day = (text: string) => parseLocalDate(text)!;

describe('local dates', () => {
  it('a day begins where the zone says, also across a month', () => {
    expect(startOfDay(day('2020-03-10'), 'Asia/Shanghai')).toBe('2020-03-09T16:00:00.000Z');
    expect(startOfDay(day('2020-02-29'), 'Asia/Urumqi', 1)).toBe('2020-02-29T18:00:00.000Z');
  });

  it('the four ways people and files write a day give the same day', () => {
    const written = ['2020-03-10', '2020/3/10', '20200310', '2020年3月10日'];
    expect(written.map((text) => parseLocalDate(text))).toEqual(written.map(() => '2020-03-10'));
  });

  it('a day that does not exist is no date', () => {
    for (const text of [
      '2019-02-29',
      '2020-13-01',
      '2020-00-10',
      '2020-04-31',
      '2020-01-00',
      '20201301',
      '',
    ]) {
      expect(parseLocalDate(text)).toBeUndefined();
    }
    expect(parseLocalDate('2020-02-29')).toBe('2020-02-29');
  });

  it('other writings are not guessed at', () => {
    for (const text of [
      '10.03.2020',
      '2020-3',
      '2020-03-10T00:00:00Z',
      ' 2020-03-10',
      '2020/03-10',
      '43900',
    ]) {
      expect(parseLocalDate(text)).toBeUndefined();
    }
  });

  it('an instant falls on the day of the zone, not of Greenwich', () => {
    expect(localDateOf('2020-03-09T16:00:00Z', 'Asia/Shanghai')).toBe('2020-03-10');
    expect(localDateOf('2020-03-09T15:59:59.999Z', 'Asia/Shanghai')).toBe('2020-03-09');
    expect(localDateOf('2020-03-09T15:59:00.000Z', 'Asia/Urumqi')).toBe('2020-03-09');
    // The same minute again, elsewhere and later.
    expect(localDateOf('2020-03-09T16:00:00.000Z', 'Asia/Urumqi')).toBe('2020-03-09');
    expect(localDateOf('2020-03-09T16:00:59.000Z', 'Asia/Shanghai')).toBe('2020-03-10');
    expect(localDateOf('2020-03-09T16:00:59+08:00', 'Asia/Shanghai')).toBe('2020-03-09');
  });

  it('days and completed years are counted across leap days', () => {
    expect(daysBetween(day('2020-02-28'), day('2020-03-01'))).toBe(2);
    expect(daysBetween(day('2020-03-01'), day('2020-02-28'))).toBe(-2);
    expect(yearsBetween(day('2004-02-29'), day('2020-02-28'))).toBe(15);
    expect(yearsBetween(day('2004-02-29'), day('2020-02-29'))).toBe(16);
    expect(yearOf(day('2020-12-31'))).toBe(2020);
  });
});
