import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { rowOf, workbookOf, zipOf } from './hostile-archives.ts';
import { pathTexts } from './hostile-texts.ts';

/** Ten million letters that make ten thousand million, if anybody unfolds them. */
const laughs = `<!DOCTYPE lolz [<!ENTITY a "${'ha'.repeat(50)}">${['b', 'c', 'd', 'e', 'f']
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcde'[index]};`.repeat(10)}">`)
  .join('')}]>`;
const outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
const yamlLaughs = [
  'a: &a [x, x]',
  ...'bcdefghi'.split('').map((key, at) => `${key}: &${key} [${`*${'abcdefgh'[at]}, `.repeat(9)}x]`),
].join('\n');

/** Files that are none of what anybody asks for, by what they try. */
const contents: Readonly<Record<string, string | Uint8Array>> = {
  'nothing at all': '',
  'blanks alone': ' \r\n\t\r\n',
  'NUL bytes': Buffer.alloc(100_000),
  'NUL bytes in a heading': '姓名\0,身份证号\0,项目\0\n王,1,2\n',
  'bytes that are no text': Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 256)),
  'half a character': Buffer.concat([Buffer.from('姓名,身份证号\n王'), Buffer.from([0xe7, 0x8e])]),
  'a page with a script': '<!doctype html><script>fetch("http://x.invalid")</script>',
  'a drawing with a script': svg,
  'a program': Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000, 0x90)]),
  'a packed file of another kind': gzipSync(Buffer.alloc(5_000_000)),
  'an old or encrypted workbook': Buffer.from('d0cf11e0a1b11ae1'.repeat(64), 'hex'),
  'a cell of ten megabytes': `姓名,身份证号\n${'字'.repeat(3_500_000)},1\n`,
  'a heading of ten megabytes': `${'x'.repeat(10_000_000)},身份证号\n1,2\n`,
  'a quote that never ends': `姓名,身份证号\n"${'x,'.repeat(500_000)}`,
  'a hundred thousand columns': `${'a,'.repeat(100_000)}\n1\n`,
  'two hundred thousand empty lines': '\n'.repeat(200_000),
  'entities that unfold without end': workbookOf(rowOf(['&f;', '&f;']), { before: laughs }),
  'an entity of a file on this machine': workbookOf(rowOf(['&e;', '身份证号']), { before: outside }),
  'an entry that declares half a gigabyte': zipOf([
    { name: '[Content_Types].xml', content: 'x', declaredBytes: 500_000_000 },
  ]),
  'an entry that unpacks to thirty megabytes and declares ten bytes': zipOf([
    { name: '[Content_Types].xml', content: Buffer.alloc(30_000_000), declaredBytes: 10 },
  ]),
  'entries that lead out of the folder': workbookOf(rowOf(['x']), {
    more: pathTexts.map((name) => ({ name, content: 'out' })),
  }),
  'ten thousand entries': zipOf(
    Array.from({ length: 10_000 }, (_, at) => ({ name: `xl/worksheets/sheet${at}.xml`, content: '<x/>' })),
  ),
  'a workbook inside a workbook': zipOf([{ name: 'xl/workbook.xml', content: workbookOf(rowOf(['x'])) }]),
  'YAML aliases that unfold without end': yamlLaughs,
  'a YAML tag of a program': 'id: !!js/function "function(){}"\ntitle: !<tag:x,2000:y> x\n',
  'YAML of a thousand levels': Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
  'JSON of a hundred thousand levels': '['.repeat(100_000),
  'JSON with a prototype':
    '{"__proto__":{"format":"onestop-receipt"},"constructor":{"prototype":{"x":1}}}\n{}\n{}\n',
};

/** Writes them into a folder, besides a file of three gigabytes that is one hole, and a folder in a file's place. */
export function writeHostileFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [index, [what, content]] of Object.entries(contents).entries()) {
    const file = path.join(folder, `ZY1-${index}.csv`);
    writeFileSync(file, content);
    files.set(what, file);
  }
  const endless = path.join(folder, 'ZY1-endless.csv');
  writeFileSync(endless, '姓名,身份证号\n');
  truncateSync(endless, 3_000_000_000);
  const inPlace = path.join(folder, 'ZY1-folder.csv');
  mkdirSync(inPlace);
  return files
    .set('three gigabytes', endless)
    .set('a folder', inPlace)
    .set('a file that is not there', path.join(folder, 'ZY1-none.csv'));
}
