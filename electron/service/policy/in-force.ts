import type { Database } from 'better-sqlite3';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { z } from 'zod';
import type { policyInForceSchema } from '../../../shared/contract/policy.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import { PackRefused } from '../../../shared/policy/problem.ts';
import type { Pack } from '../../../shared/policy/read-pack.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { keepPack, keptTextsAreWhole, policyFileFaulty, readKeptPack } from './packs.ts';
import { type PolicyAct, type PolicySignature, readSignature, signAct } from './signature.ts';

export interface NewPolicy {
  readonly text: string;
  readonly fileName: string;
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate | null;
  readonly options: Readonly<Record<string, unknown>>;
  /** Of the second person; null only for the practice hospital. */
  readonly approvalId: string | null;
  /** The insured place that the pack counts for here; the pack's own unless said otherwise. */
  readonly region?: string;
}

export type PolicyInForce = z.output<typeof policyInForceSchema>;

/**
 * Checks a pack with its options and puts it into force by a recorded act with its own dates. Refuses
 * `policy_file_faulty`, `policy_dates_wrong` and `policy_tampered`; the dates that the document claims for itself only warn.
 */
export function putIntoForce(
  context: ServiceContext,
  actor: Actor | undefined,
  policy: NewPolicy,
): PolicyInForce {
  if (policy.toDay !== null && policy.toDay < policy.fromDay) {
    throw new Refusal('policy_dates_wrong', '停用日期早于启用日期，请核对。');
  }
  const { database } = context;
  return inTransaction(database, () => {
    const { hash, pack } = keepPack(context, { text: policy.text, file: policy.fileName });
    const compiled = compile(pack, policy.options);
    // A pack that was kept under this hash before stays as it lies there.
    if (!keptTextsAreWhole(context, hash)) throw tampered('这个政策包保存在数据文件里的文本被改动过');
    const inForceId = context.newId();
    const region = policy.region ?? compiled.region;
    const { fromDay, toDay, options, approvalId } = policy;
    writeAct(context, {
      inForceId,
      region,
      packHash: hash,
      options: JSON.stringify(options),
      fromDay,
      toDay,
      approvalId,
      recordedAt: context.clock.now().toISOString(),
      accountId: actor?.accountId ?? null,
    });
    appendAudit(context, actor, 'policy.put_into_force', inForceId, {
      hash,
      region,
      fromDay,
      toDay,
      options,
    });
    const act = listInForce(context).find((one) => one.inForceId === inForceId);
    if (act === undefined) throw new Error('the act was not written');
    return act;
  });
}

function writeAct(context: ServiceContext, act: PolicyAct): void {
  statement<[PolicyAct]>(
    context.database,
    `INSERT INTO policy_in_force
       (id, region, pack_hash, options, from_day, to_day, approval_id, recorded_at, recorded_by)
     VALUES (@inForceId, @region, @packHash, @options, @fromDay, @toDay, @approvalId, @recordedAt, @accountId)`,
  ).run(act);
  signAct(context, act);
}

/** The newest acts first. One that is no longer what was signed is listed as such. */
export function listInForce(context: ServiceContext): PolicyInForce[] {
  const rows = statement<[], Omit<PolicyInForce, 'warnings' | 'signature'>>(
    context.database,
    `SELECT act.id AS inForceId, act.region, pack_id AS packId, title, pack_hash AS packHash, from_day AS fromDay,
       to_day AS toDay, act.recorded_at AS recordedAt, display_name AS recordedBy,
       (SELECT min(print.recorded_at) FROM document JOIN document_print AS print ON print.document_id = document.id
        WHERE kind = 'entitlement_board' AND subject_id = act.id AND outcome IN ('spooled', 'came_out')) AS boardPrintedAt
     FROM policy_in_force AS act JOIN policy_pack ON policy_pack.hash = act.pack_hash
     LEFT JOIN staff_account ON staff_account.id = act.recorded_by ORDER BY act.rowid DESC LIMIT 200`,
  ).all();
  return rows.map((row) => {
    try {
      const { policy, signature } = openAct(context, row.inForceId);
      return { ...row, signature, warnings: warningsOf(policy, row) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...row, signature: { state: 'broken', sentence: error.sentence }, warnings: [] };
    }
  });
}

function warningsOf(policy: Policy, act: Pick<PolicyInForce, 'fromDay' | 'toDay'>): string[] {
  const { effectiveFrom, effectiveTo } = policy;
  const warnings: string[] = [];
  if (act.fromDay < effectiveFrom) warnings.push(`启用日期早于文件自己写的 ${effectiveFrom}。`);
  if (effectiveTo !== undefined && (act.toDay === null || act.toDay > effectiveTo)) {
    warnings.push(`文件自己写的有效期到 ${effectiveTo} 为止，启用期超过了它。`);
  }
  return warnings;
}

export interface PolicyOfDay {
  readonly policy: Policy;
  readonly packHash: string;
  readonly packTitle: string;
  readonly inForceId: string;
  readonly options: string;
}

/**
 * The policy for people insured in that place, on that day: of the acts whose dates hold the day, those for the
 * nearest place (county, then its city, then its province), and of these the one recorded last. Refuses
 * `no_policy_in_force`; no policy never means zero.
 */
export function policyFor(context: ServiceContext, region: string, day: LocalDate): PolicyOfDay {
  const act = statement<
    { county: string; city: string; province: string; day: string },
    Omit<PolicyOfDay, 'policy'>
  >(
    context.database,
    `SELECT act.id AS inForceId, pack_hash AS packHash, title AS packTitle, options
     FROM policy_in_force AS act JOIN policy_pack ON policy_pack.hash = act.pack_hash
     WHERE region IN (@county, @city, @province) AND from_day <= @day AND (to_day IS NULL OR to_day >= @day)
     ORDER BY region = @county DESC, region = @city DESC, act.rowid DESC LIMIT 1`,
  ).get({ county: region, city: `${region.slice(0, 4)}00`, province: `${region.slice(0, 2)}0000`, day });
  if (act === undefined) {
    throw new Refusal(
      'no_policy_in_force',
      `参保地 ${region} 在 ${day} 没有启用的政策，不能结算。请信息科先启用该地的政策文件。`,
    );
  }
  return { ...act, policy: policyOfAct(context, act.inForceId) };
}

/** An act that was found to be what was signed, and the policy that it makes. */
interface OpenedAct {
  readonly policy: Policy;
  readonly signature: PolicySignature;
}

const openedActs = new WeakMap<Database, Map<string, OpenedAct>>();
/** Acts that stay open at once; there are a handful. */
const largestCount = 50;

/**
 * The compiled policy of an act: an act never changes, so it is verified and compiled once. Refuses `policy_tampered`
 * when the act, its options or the texts of its pack are no longer what was signed.
 */
export function policyOfAct(context: ServiceContext, inForceId: string): Policy {
  return openAct(context, inForceId).policy;
}

function openAct(context: ServiceContext, inForceId: string): OpenedAct {
  const { database } = context;
  const opened = openedActs.get(database) ?? new Map<string, OpenedAct>();
  openedActs.set(database, opened);
  const known = opened.get(inForceId);
  if (known !== undefined) return known;
  const act = readAct(context, inForceId);
  if (act === undefined) throw new Error('no such act');
  const signature = requireSound(context, act);
  const policy = compile(readKeptPack(context, act.packHash), JSON.parse(act.options) as object);
  const one = { policy, signature };
  if (opened.size >= largestCount) opened.clear();
  opened.set(inForceId, one);
  return one;
}

/** An act as it stands in the file, whether it is sound or not. */
export function readAct(context: ServiceContext, inForceId: string): PolicyAct | undefined {
  return statement<[string], PolicyAct>(
    context.database,
    `SELECT id AS inForceId, region, pack_hash AS packHash, options, from_day AS fromDay, to_day AS toDay,
       approval_id AS approvalId, recorded_at AS recordedAt, recorded_by AS accountId
     FROM policy_in_force WHERE id = ?`,
  ).get(inForceId);
}

/** Refuses `policy_tampered` unless act, options and texts are what was signed. */
export function requireSound(context: ServiceContext, act: PolicyAct): PolicySignature {
  const signature = keptTextsAreWhole(context, act.packHash) ? readSignature(context, act) : undefined;
  if (signature !== undefined) return signature;
  throw tampered(`参保地 ${act.region} 自 ${act.fromDay} 起的政策与启用时的签名不符，可能被改动过`);
}

function tampered(what: string): Refusal {
  const toDo = '请信息科重新启用政策包；仍然不行，用备份恢复数据文件。';
  return new Refusal('policy_tampered', `${what}，不能用来结算。${toDo}`);
}

function compile(pack: Pack, options: object): Policy {
  try {
    return compilePack(pack, options as Readonly<Record<string, unknown>>);
  } catch (error) {
    if (error instanceof PackRefused) throw policyFileFaulty(pack.file, error.problems);
    throw error;
  }
}
