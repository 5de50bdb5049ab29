import { expect, it } from 'vitest';
import { sourcesIn } from './source.ts';

/* What Electron's own security checklist warns of and this program never does, so that nobody has to look for it. */

const sources = sourcesIn('electron', 'renderer', 'shared');

it.each([
  ['opens an address outside of the program', /\bopenExternal\b|\bopenPath\b|\bshowItemInFolder\b/],
  ['lets a page open windows or hold others', /allowpopups|webviewTag: true|<webview/],
  [
    'loosens a page',
    /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|webSecurity: false/,
  ],
  [
    'gives a page Node or Electron',
    /nodeIntegration\w*: true|contextIsolation: false|sandbox: false|enableRemoteModule/,
  ],
  ['loads a page from a file or from the network', /\bloadFile\(|loadURL\(\s*['"`](?:file|https?):/],
  [
    'makes markup of a text',
    /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\(/,
  ],
  ['runs a text as a program', /\beval\(|new Function\(/],
])('nothing %s', (_what, pattern) => {
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
});
