import { expect, test } from 'vitest';
import { inInches, inMicrons, papers } from '../../../electron/main/printing/paper.ts';
import { paperSchema } from '../../../shared/contract/documents.ts';

test('every paper of the contract has its size, as ISO 216 gives it', () => {
  expect(Object.keys(papers).toSorted()).toEqual([...paperSchema.options].toSorted());
  expect(papers.A4).toMatchObject({ widthMm: 210, heightMm: 297, cupsMedia: 'A4' });
  expect(papers.A5).toMatchObject({ widthMm: 148, heightMm: 210, cupsMedia: 'A5' });
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
