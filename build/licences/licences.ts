import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../setup/dependencies.js';

/** One package of the lock: what it may be used under, and whether it goes into the program that hospitals get. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly isShipped: boolean;
  /** Where it is installed, if it is: others are for other systems. */
  readonly folder: string | null;
}

/** Ask for their text to be passed on, and for nothing else. */
const permissive = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
];
/** For tools alone: their own files stay open (MPL), or they are no software licence to ship under. */
const toolsAlone = ['MPL-2.0', 'Python-2.0', 'WTFPL'];

interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** Every package of the lock, by name and version, each once. */
export function dependencies(folder = projectFolder): Dependency[] {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  const found = new Map<string, Dependency>();
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (place === '' || entry.link === true) continue;
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const key = `${name}@${entry.version}`;
    const isShipped = entry.dev !== true || found.get(key)?.isShipped === true;
    const installed = join(folder, place);
    found.set(key, {
      name,
      version: entry.version ?? '?',
      licence: installedLicence(installed) ?? entry.license ?? 'not named',
      isShipped,
      folder: existsSync(installed) ? installed : null,
    });
  }
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** What the package says of itself; the lock only repeats what the registry said. */
function installedLicence(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const { license } = JSON.parse(readFileSync(file, 'utf8')) as { license?: unknown };
  return typeof license === 'string' ? license : undefined;
}

/** What is wrong with the licences; empty if nothing is. */
export function licenceFaults(all: readonly Dependency[]): string[] {
  return all
    .filter(({ licence, isShipped }) => {
      const allowed = isShipped ? permissive : [...permissive, ...toolsAlone];
      return !choicesOf(licence).some((one) => allowed.includes(one));
    })
    .map(({ name, version, licence, isShipped }) => {
      const where = isShipped ? 'goes into the program' : 'is a tool';
      return `${name} ${version} ${where} under ${licence}: nobody has allowed that`;
    });
}

/** `(MIT OR CC0-1.0)` leaves the choice; with AND there is none, and it stands in no list. */
function choicesOf(licence: string): string[] {
  return licence.replaceAll(/[()]/g, '').split(' OR ');
}

/** The document of the project: what is shipped by name, tools by number. */
export function licenceDocument(all: readonly Dependency[]): string {
  const shipped = all.filter(({ isShipped }) => isShipped);
  const tools = new Map<string, number>();
  for (const { isShipped, licence } of all) {
    if (!isShipped) tools.set(licence, (tools.get(licence) ?? 0) + 1);
  }
  return [
    '# Licences',
    '',
    'What the project is made of besides its own code, from `package-lock.json` and the packages themselves. Written by `npm run licences`; `npm test` compares it and refuses a licence that nobody has allowed (`build/licences/licences.ts`).',
    '',
    '## In the program',
    '',
    'These packages, or parts of them, are in what hospitals get (Node alone where Electron has no utility process). Their licences ask for their text to be passed on: it lies in the archive as `dist/licences.txt`. Electron and Chromium bring theirs in files beside the program (`LICENSE.electron.txt`, `LICENSES.chromium.html`).',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...shipped.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
    '## Tools',
    '',
    'Build, check and test, and are in no package of the program.',
    '',
    '| licence | packages |',
    '|---|---|',
    ...[...tools]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([licence, count]) => `| ${licence} | ${count} |`),
    '',
  ].join('\n');
}

/** The texts that have to be passed on with the program. */
export function licenceTexts(all: readonly Dependency[]): string {
  return all
    .filter(({ isShipped, folder }) => isShipped && folder !== null)
    .map(({ name, version, licence, folder }) => `${name} ${version} (${licence})\n\n${textIn(folder ?? '')}`)
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}

function textIn(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file === undefined
    ? 'The package brings no file with the text of its licence.'
    : readFileSync(join(folder, file), 'utf8').trim();
}
