import { expect, test } from 'vitest';
import { cupsMedia, inInches, inMicrons, papers, rollOf } from '../../../electron/main/printing/paper.ts';
import { paperSchema } from '../../../shared/contract/documents/paper.ts';

test('every paper of the contract is a sheet with its size, or the roll', () => {
  expect([...Object.keys(papers), 'roll'].toSorted()).toEqual([...paperSchema.options].toSorted());
  expect(papers.A4).toEqual({ name: 'A4', widthMm: 210, heightMm: 297 });
  expect(papers.A5).toEqual({ name: 'A5', widthMm: 148, heightMm: 210 });
  expect(papers.A4_landscape).toEqual({ name: 'A4_landscape', widthMm: 297, heightMm: 210 });
  expect(papers.two_part).toEqual({ name: 'two_part', widthMm: 241, heightMm: 140 });
});

test('the print server knows the sizes of ISO 216 by name and every other by its measures', () => {
  expect(cupsMedia(papers.A4)).toBe('A4');
  expect(cupsMedia(papers.A5)).toBe('A5');
  expect(cupsMedia(papers.A4_landscape)).toBe('A4');
  expect(cupsMedia(papers.two_part)).toBe('Custom.241x140mm');
  expect(cupsMedia(rollOf(211.2))).toBe('Custom.80x213mm');
});

test('a piece of the roll holds the page, and an endless page is refused', () => {
  expect(rollOf(150)).toEqual({ name: 'roll', widthMm: 80, heightMm: 151 });
  for (const length of [0, Number.NaN, 1501]) expect(() => rollOf(length)).toThrow(RangeError);
});

test('in microns a paper is whole', () => {
  expect(inMicrons(papers.A4)).toEqual({ width: 210_000, height: 297_000 });
  expect(inMicrons(papers.A5)).toEqual({ width: 148_000, height: 210_000 });
});

test('in inches a paper makes the points that a PDF of it has', () => {
  for (const [paper, width, height] of [
    [papers.A4, 595, 842],
    [papers.A5, 420, 595],
  ] as const) {
    expect(Math.round(inInches(paper).width * 72)).toBe(width);
    expect(Math.round(inInches(paper).height * 72)).toBe(height);
  }
});
