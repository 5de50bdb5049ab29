import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

const projectFolder = join(import.meta.dirname, '..', '..');

/** A file of the project. */
export interface Source {
  /** Relative to the project, with slashes: `shared/money/fen.ts`. */
  readonly path: string;
  readonly text: string;
}

/** A rule of the house: what a file does against it, as sentences; nothing if it keeps it. */
export type Rule = (source: Source) => string[];

/** A node of the syntax tree; which fields it has depends on its type. */
export interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** All TypeScript and JavaScript of the given top-level folders, without what is only installed on demand. */
export function sourcesIn(...folders: readonly string[]): Source[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,js,cjs}`, { cwd: projectFolder }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.includes('/node_modules/'))
    .map((path) => ({ path, text: readFileSync(join(projectFolder, path), 'utf8') }));
}

/** What the files of the given folders do against a rule, each with the path of its file. */
export function offences(rule: Rule, ...folders: readonly string[]): string[] {
  return sourcesIn(...folders).flatMap((source) => rule(source).map((what) => `${source.path}: ${what}`));
}

/** The statements of a file. */
export function statementsOf({ path, text }: Source): SyntaxNode[] {
  const program = parseAst(text, { lang: path.endsWith('.ts') ? 'ts' : 'tsx' }, path);
  return program.body as unknown as SyntaxNode[];
}

/** Every node of a file, comments excluded. */
export function* nodesOf(source: Source): Generator<SyntaxNode> {
  const waiting: unknown[] = [...statementsOf(source)];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    if ('type' in next && typeof next.type === 'string') yield next as SyntaxNode;
    waiting.push(...Object.values(next));
  }
}

/** What a file imports, types and dynamic imports included, as it is written. */
export function importsOf(source: Source): string[] {
  return [...nodesOf(source)]
    .filter(({ type }) =>
      /^(ImportDeclaration|Export(Named|All)Declaration|ImportExpression|TSImportType)$/.test(type),
    )
    .map((node) => (node['source'] as { value?: unknown } | null)?.value)
    .filter((name) => typeof name === 'string');
}
