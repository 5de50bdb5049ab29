import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import type { OptionValues } from '../../../shared/policy/option-values.ts';
import { PackRefused } from '../../../shared/policy/problem.ts';
import type { Pack } from '../../../shared/policy/read-pack.ts';
import type { ServiceContext } from '../context.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import { readPolicyFile } from '../policy/handlers.ts';
import { readAct, requireSound } from '../policy/in-force.ts';
import { keptFiles, type PackFile, policyFileFaulty, readKeptPack, readPackFile } from '../policy/packs.ts';

/** A pack that lies open in the workbench: exactly this text is tried, replayed and put into force. */
export interface OpenedPack {
  readonly openedId: string;
  readonly pack: Pack;
  readonly packHash: string;
  /** Its own file first, then the ones it extends. */
  readonly files: readonly PackFile[];
  /** The options it was opened with: those of the act for a pack in force, else none. */
  readonly values: OptionValues;
}

/** A pack on the bench with the options to try. */
export interface Tried {
  readonly openedId: string;
  readonly options: OptionValues;
}

const benches = new WeakMap<ServiceContext, Map<string, OpenedPack>>();
/** The one opened first goes when there are more. */
const mostOpened = 30;

/** Refuses `pack_unknown` and, with line and column of each fault, `policy_file_faulty`. */
export function openBuiltIn(context: ServiceContext, packId: string): OpenedPack {
  const fileName = `${packId}.yaml`;
  if (!/^[a-z0-9-]+$/.test(packId)) throw unknownPack();
  let text: string;
  try {
    text = readFileSync(path.join(context.packsFolder, fileName), 'utf8');
  } catch {
    throw unknownPack();
  }
  return openText(context, { text, file: fileName });
}

/** Refuses `file_unreadable`, `file_wrong_encoding`, `policy_file_too_large` and `policy_file_faulty`. */
export async function openFile(context: ServiceContext, filePath: string): Promise<OpenedPack> {
  return openText(context, { text: await readPolicyFile(filePath), file: path.basename(filePath) });
}

/** A pack that was put into force, exactly as it was then and with its options. Refuses `pack_unknown`, `policy_tampered`. */
export function openInForce(context: ServiceContext, inForceId: string): OpenedPack {
  const act = readAct(context, inForceId);
  if (act === undefined) throw unknownPack();
  requireSound(context, act);
  const { packHash } = act;
  const values = JSON.parse(act.options) as OptionValues;
  const files = keptFiles(context, packHash);
  return lay(context, { pack: readKeptPack(context, packHash), packHash, files, values });
}

function openText(context: ServiceContext, packFile: PackFile): OpenedPack {
  const { pack, hash, files } = readPackFile(context, packFile);
  try {
    compilePack(pack);
  } catch (error) {
    if (error instanceof PackRefused) throw policyFileFaulty(packFile.file, error.problems);
    throw error;
  }
  return lay(context, { pack, packHash: hash, files, values: {} });
}

function lay(context: ServiceContext, found: Omit<OpenedPack, 'openedId'>): OpenedPack {
  const bench = benches.get(context) ?? new Map<string, OpenedPack>();
  benches.set(context, bench);
  const [oldest] = bench.keys();
  if (oldest !== undefined && bench.size >= mostOpened) bench.delete(oldest);
  const opened = { openedId: context.newId(), ...found };
  bench.set(opened.openedId, opened);
  return opened;
}

/** Refuses `pack_not_open`: the service was started anew since, or too many others were opened. */
export function openedPack(context: ServiceContext, openedId: string): OpenedPack {
  const opened = benches.get(context)?.get(openedId);
  if (opened !== undefined) return opened;
  throw new Refusal('pack_not_open', '这个政策包已经不在工作台上（程序重新启动过），请重新打开它。');
}

const compiled = new WeakMap<OpenedPack, Map<string, Policy>>();
const mostCompiled = 100;

/** The policy that the pack makes with these options. Refuses `policy_options_wrong` and names every option that does not fit. */
export function compiledWith(opened: OpenedPack, options: OptionValues): Policy {
  const known = compiled.get(opened) ?? new Map<string, Policy>();
  compiled.set(opened, known);
  const key = canonicalJson(options);
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= mostCompiled) known.clear();
  try {
    const policy = compilePack(opened.pack, options);
    known.set(key, policy);
    return policy;
  } catch (error) {
    if (error instanceof PackRefused) throw optionsWrong(opened.pack, error);
    throw error;
  }
}

/** The policy of what is tried. */
export function triedPolicy(context: ServiceContext, { openedId, options }: Tried): Policy {
  return compiledWith(openedPack(context, openedId), options);
}

function optionsWrong({ id }: Pack, { problems }: PackRefused): Refusal {
  const ofOption = `${id} options.`;
  const places = problems.map(({ file, line, code, sentence }) => ({
    line,
    column: file.startsWith(ofOption) ? file.slice(ofOption.length) : '',
    code,
    sentence,
  }));
  const sentence = `选项有 ${places.length} 处不对，没有计算。请按标出的位置改正。`;
  return new Refusal('policy_options_wrong', sentence, places);
}

function unknownPack(): Refusal {
  return new Refusal('pack_unknown', '没有这个政策包，请刷新后重新选择。');
}
