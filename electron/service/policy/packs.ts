import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { PackProblem } from '../../../shared/policy/problem.ts';
import { type FindPack, type Pack, readPack } from '../../../shared/policy/read-pack.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { sha256 } from '../hashing/canonical.ts';

/** A pack's text as it stands in a file. */
export interface PackFile {
  readonly text: string;
  readonly file: string;
}

const longestText = 1_000_000;

/** A pack that was read, and what it was read from: its own file first, then the ones it extends. */
export interface FoundPack {
  readonly pack: Pack;
  readonly hash: string;
  readonly files: readonly PackFile[];
}

/**
 * Reads a pack with the packs it extends, and keeps nothing. The hash covers the text and, through the hash of the
 * extended pack, theirs. Refuses `policy_file_faulty` with line and column of each fault.
 */
export function readPackFile(context: ServiceContext, packFile: PackFile): FoundPack {
  if (packFile.text.length > longestText) {
    throw new Refusal('policy_file_too_large', '政策文件超过 1 MB，请检查是否选错了文件。');
  }
  const files = [packFile];
  const reading = readPack(packFile.text, packFile.file, (id) => {
    const parent = findPackFile(context, id);
    if (parent !== undefined) files.push(parent);
    return parent;
  });
  if (!reading.ok) throw policyFileFaulty(packFile.file, reading.problems);
  return { pack: reading.pack, hash: hashOf(files), files };
}

/** Of a pack's own text and, through the hash of the extended pack, of theirs. */
function hashOf(files: readonly PackFile[]): string {
  return files.reduceRight((under, { text }) => sha256(under === '' ? text : `${under}\n${text}`), '');
}

/** Whether the kept texts are still those under whose hash they were kept. */
export function keptTextsAreWhole(context: ServiceContext, hash: string): boolean {
  return hashOf(keptFiles(context, hash)) === hash;
}

/**
 * Reads a pack and keeps it, with the packs it extends, inside the caller's transaction. Refuses what
 * `readPackFile` refuses.
 */
export function keepPack(context: ServiceContext, packFile: PackFile): { hash: string; pack: Pack } {
  const { pack, hash, files } = readPackFile(context, packFile);
  const parent = files[1];
  const extendsHash = parent === undefined ? null : keepPack(context, parent).hash;
  const { id, text } = pack;
  statement<unknown[]>(
    context.database,
    `INSERT INTO policy_pack (hash, extends_hash, pack_id, title, file_name, text, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING`,
  ).run(hash, extendsHash, id, text.title, packFile.file, packFile.text, context.clock.now().toISOString());
  return { hash, pack };
}

/** A pack that was kept, exactly as it was, with exactly the packs that it extended then. */
export function readKeptPack(context: ServiceContext, hash: string): Pack {
  const row = keptRow(context, hash);
  const find: FindPack = (id) => {
    for (let parent = parentOf(context, row); parent !== undefined; parent = parentOf(context, parent)) {
      if (parent.packId === id) return parent;
    }
    return undefined;
  };
  const reading = readPack(row.text, row.file, find);
  if (!reading.ok) throw policyFileFaulty(row.file, reading.problems);
  return reading.pack;
}

interface KeptRow extends PackFile {
  readonly packId: string;
  readonly extendsHash: string | null;
}

/** The files of a pack that was kept: its own first, then the ones it extended then. */
export function keptFiles(context: ServiceContext, hash: string): PackFile[] {
  const row = keptRow(context, hash);
  return [row, ...(row.extendsHash === null ? [] : keptFiles(context, row.extendsHash))];
}

function keptRow(context: ServiceContext, hash: string): KeptRow {
  const row = statement<[string], KeptRow>(
    context.database,
    `SELECT text, file_name AS file, pack_id AS packId, extends_hash AS extendsHash FROM policy_pack WHERE hash = ?`,
  ).get(hash);
  if (row === undefined) throw new Error('a pack in force is not kept');
  return row;
}

function parentOf(context: ServiceContext, { extendsHash }: KeptRow): KeptRow | undefined {
  return extendsHash === null ? undefined : keptRow(context, extendsHash);
}

/** The built-in pack of that id, else the one that was kept last under it. */
function findPackFile(context: ServiceContext, id: string): PackFile | undefined {
  if (!/^[a-z0-9-]{1,80}$/.test(id)) return undefined;
  const file = path.join(context.packsFolder, `${id}.yaml`);
  if (existsSync(file)) return { text: readFileSync(file, 'utf8'), file: `${id}.yaml` };
  return statement<[string], PackFile>(
    context.database,
    'SELECT text, file_name AS file FROM policy_pack WHERE pack_id = ? ORDER BY rowid DESC LIMIT 1',
  ).get(id);
}

/** All that is wrong with a pack file, for the person who mends it. */
export function policyFileFaulty(file: string, problems: readonly PackProblem[]): Refusal {
  const places = problems.map((problem) => ({
    line: problem.line,
    column: String(problem.column),
    code: problem.code,
    sentence: problem.file === file ? problem.sentence : `${problem.file}：${problem.sentence}`,
  }));
  const first = problems[0];
  const where = first === undefined || first.line === 0 ? '' : `，第一处在第 ${first.line} 行`;
  return new Refusal(
    'policy_file_faulty',
    `政策文件“${file}”有 ${problems.length} 处错误${where}，没有启用。请按列出的位置改正后重新导入。`,
    places,
  );
}
