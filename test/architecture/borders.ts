import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { importsOf, type Rule } from './source.ts';

/** What one part of the house may import. The first part whose folder a file lies in counts. */
interface Part {
  readonly folder: string;
  /** Folders of the project it may import from, its own included. */
  readonly folders: readonly string[];
  /** Packages it must stay away from, by name or beginning; `node` stands for everything of Node. */
  readonly without: readonly string[];
}

const screens = ['react', 'react-dom', '@mantine/', '@vitejs/'];
const parts: readonly Part[] = [
  { folder: 'shared/', folders: ['shared/'], without: ['node', 'electron', 'better-sqlite3', ...screens] },
  {
    folder: 'renderer/',
    folders: ['renderer/', 'shared/'],
    without: ['node', 'electron', 'better-sqlite3'],
  },
  {
    folder: 'electron/service/',
    folders: ['electron/service/', 'shared/'],
    without: ['electron', ...screens],
  },
  {
    folder: 'electron/preload/',
    // Both ends of a channel take its name from one file.
    folders: ['electron/preload/', 'electron/main/gate/channels.ts', 'shared/'],
    // A sandboxed preload script has no Node.
    without: ['node', 'better-sqlite3', ...screens],
  },
  {
    folder: 'electron/main/',
    // The documents are pure pages, which main renders and prints.
    folders: ['electron/main/', 'shared/', 'renderer/documents/'],
    without: ['better-sqlite3', '@mantine/', '@vitejs/'],
  },
];

/** The borders between the parts of the house: who may import whom. */
export const borders: Rule = (source) => {
  const part = parts.find(({ folder }) => source.path.startsWith(folder));
  if (!part) return [];
  return importsOf(source)
    .filter((name) => (name.startsWith('.') ? !isInside(source.path, name, part) : isWithout(name, part)))
    .map((name) => `${part.folder} must not import '${name}'`);
};

function isInside(path: string, name: string, { folders }: Part): boolean {
  const target = posix.join(posix.dirname(path), name);
  return folders.some((folder) => target.startsWith(folder));
}

function isWithout(name: string, { without }: Part): boolean {
  if (isBuiltin(name)) return without.includes('node');
  return without.some((entry) =>
    entry.endsWith('/') ? name.startsWith(entry) : name === entry || name.startsWith(`${entry}/`),
  );
}
