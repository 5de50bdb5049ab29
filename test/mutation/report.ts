import { basename } from 'node:path';
import { type ArguedSurvivor, arguedSurvivors } from './survivors.ts';

/** What Stryker writes as JSON, as far as it is read here. */
export interface StrykerReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly mutatorName: string;
  readonly replacement: string;
  readonly status:
    | 'Killed'
    | 'Timeout'
    | 'Survived'
    | 'NoCoverage'
    | 'RuntimeError'
    | 'CompileError'
    | 'Ignored';
  readonly location: { readonly start: Position; readonly end: Position };
}

/** Both counted from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

interface FileCounts {
  readonly file: string;
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly notCovered: number;
}

interface Survivor {
  readonly file: string;
  readonly line: number;
  /** The whole line as it stands in the source, without its indentation. */
  readonly source: string;
  readonly was: string;
  readonly becomes: string;
  readonly because: string | undefined;
}

export interface MutationResult {
  readonly files: readonly FileCounts[];
  readonly total: FileCounts;
  /** Killed or timed out, of all mutants; the argued survivors count against it. */
  readonly percentKilled: number;
  readonly survivors: readonly Survivor[];
  /** Argued survivors that are none any more. */
  readonly outdated: readonly ArguedSurvivor[];
}

export function readReport({ files }: StrykerReport): MutationResult {
  const counts = Object.entries(files).map(([path, { mutants }]) => countsOf(basename(path), mutants));
  const total = countsOf(
    'all',
    Object.values(files).flatMap(({ mutants }) => mutants),
  );
  const killed = total.killed + total.timeout;
  const survivors = Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map((mutant) => survivorOf(basename(path), source, mutant)),
  );
  return {
    files: counts,
    total,
    percentKilled: (killed / (killed + total.survived + total.notCovered)) * 100,
    survivors,
    outdated: arguedSurvivors.filter((argued) => !survivors.some((one) => isArgued(one, argued))),
  };
}

function countsOf(file: string, mutants: readonly Mutant[]): FileCounts {
  const count = (wanted: Mutant['status']) => mutants.filter(({ status }) => status === wanted).length;
  return {
    file,
    killed: count('Killed') + count('RuntimeError'),
    timeout: count('Timeout'),
    survived: count('Survived'),
    notCovered: count('NoCoverage'),
  };
}

function survivorOf(file: string, text: string, { location, replacement }: Mutant): Survivor {
  const lines = text.split('\n').slice(location.start.line - 1, location.end.line);
  const source = (lines[0] ?? '').trim();
  const last = lines.length - 1;
  const was = lines
    .map((line, index) => {
      const end = index === last ? location.end.column - 1 : line.length;
      return line.slice(index === 0 ? location.start.column - 1 : 0, end).trim();
    })
    .join(' ');
  const survivor = { file, line: location.start.line, source, was, becomes: replacement, because: undefined };
  const argued = arguedSurvivors.find((one) => isArgued(survivor, one));
  return { ...survivor, because: argued?.because };
}

function isArgued(survivor: Survivor, argued: ArguedSurvivor): boolean {
  return (
    argued.file === survivor.file &&
    argued.source === survivor.source &&
    argued.becomes.includes(survivor.becomes.replace(/\s+/g, ' '))
  );
}

/** The section of docs/proof.md. */
export function proofLines(result: MutationResult, date: string): string[] {
  const { total, survivors } = result;
  const row = ({ file, killed, timeout, survived, notCovered }: FileCounts) =>
    `| ${file} | ${killed} | ${timeout} | ${survived} | ${notCovered} |`;
  const argued = survivors.filter(({ because }) => because !== undefined);
  const open = survivors.filter(({ because }) => because === undefined);
  return [
    '',
    `Seen ${date}: **${result.percentKilled.toFixed(2)} % of ${total.killed + total.timeout + survivors.length} mutants killed**.`,
    '',
    '| file of `shared/engine` | killed | killed by time limit | survived | not covered |',
    '|---|---|---|---|---|',
    ...result.files.map(row),
    row(total),
    '',
    ...listOf('Survivors that change nothing that anybody could notice', argued),
    ...listOf('Other survivors', open),
  ];
}

function listOf(title: string, survivors: readonly Survivor[]): string[] {
  if (survivors.length === 0) return [];
  const told = survivors.map(
    ({ file, line, was, becomes, because }) =>
      `- ${file}:${line} ${code(was)} → ${code(becomes)}${because === undefined ? '' : `: ${because}`}`,
  );
  return [`### ${title} (${survivors.length})`, '', ...told, ''];
}

function code(text: string): string {
  const short = text.replace(/\s+/g, ' ');
  return `\`\`${short.length > 90 ? `${short.slice(0, 90)}…` : short}\`\``;
}
