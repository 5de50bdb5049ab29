import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentKinds } from '../../../shared/contract/documents/document.ts';
import { nameOfCase } from './case-of-paper.ts';
import { otherPapers } from './other-papers.ts';
import { drawSheets, fontsOf, lettersOf, pressPapers } from './press.ts';
import { slips } from './slips.ts';
import { visitSlips } from './visit-slips.ts';
import { faultsOf } from './stored-pictures.ts';

/* Every document on every one of its papers, made by the window that makes all paper, held against a stored picture. */

/** What `build/setup/system-packages.ts` installs, and the one that every Debian with fonts has. */
const knownFaces = new Set(['DejaVuSansMono', 'HanaMinA', 'HanaMinB', 'WenQuanYiMicroHei']);
const papers = [...slips, ...visitSlips, ...otherPapers];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onestop-papers-'));
  await pressPapers(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pdfOf = (name: string) => join(folder, `${name}.pdf`);

test('there is a picture of every kind on each of its papers', () => {
  const names = new Set(papers.map(({ name }) => name));
  const wanted = Object.entries(documentKinds).flatMap(([kind, { papers: sheets }]) =>
    sheets.map((paper) => nameOfCase(kind, paper)),
  );
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
});

describe.each(papers)('$name', ({ name, html }) => {
  test('looks as it did', async () => {
    expect(await faultsOf(name, await drawSheets(pdfOf(name)))).toEqual([]);
  });

  test('holds every word of its page as text, set in the faces that the set-up installs', async () => {
    const letters = await lettersOf(pdfOf(name));
    expect(wordsOf(html).filter((words) => !standsIn(letters, words))).toEqual([]);
    expect((await fontsOf(pdfOf(name))).filter((face) => !knownFaces.has(face))).toEqual([]);
  });
});

test('characters that few faces have come from one that has them, and are no boxes', async () => {
  expect(await fontsOf(pdfOf('slip-a5-rare-characters'))).toEqual(
    expect.arrayContaining(['HanaMinA', 'HanaMinB']),
  );
});

/** More lines than a cell of a list has. */
const mostLines = 8;

/** A text stands there as a whole, or line by line where its cell is narrow: beside it stand the lines of other cells. */
function standsIn(letters: string, words: string): boolean {
  let rest = words;
  for (let line = 0; line < mostLines && rest !== ''; line += 1) {
    let length = rest.length;
    while (length > 1 && !letters.includes(rest.slice(0, length))) length -= 1;
    // A letter alone stands somewhere on every page.
    if (length < Math.min(3, rest.length)) return false;
    rest = rest.slice(length);
  }
  return rest === '';
}

/** The texts of a page between its tags, without blanks. */
function wordsOf(html: string): string[] {
  return html
    .slice(html.indexOf('<body'))
    .split(/<[^>]*>/)
    .map((text) => text.replaceAll('&quot;', '"').replaceAll(/\s/g, ''))
    .filter((text) => text !== '');
}
