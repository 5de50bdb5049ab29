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
import { keepPack, policyFileFaulty, readKeptPack } from './packs.ts';

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
 * `policy_file_faulty` and `policy_dates_wrong`; the dates that the document claims for itself only warn.
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
    const inForceId = context.newId();
    const region = policy.region ?? compiled.region;
    statement<unknown[]>(
      database,
      `INSERT INTO policy_in_force
         (id, region, pack_hash, options, from_day, to_day, approval_id, recorded_at, recorded_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      inForceId,
      region,
      hash,
      JSON.stringify(policy.options),
      policy.fromDay,
      policy.toDay,
      policy.approvalId,
      context.clock.now().toISOString(),
      actor?.accountId ?? null,
    );
    const { fromDay, toDay, options } = policy;
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

/** The newest acts first. */
export function listInForce(context: ServiceContext): PolicyInForce[] {
  const rows = statement<[], Omit<PolicyInForce, 'warnings'>>(
    context.database,
    `SELECT act.id AS inForceId, act.region, pack_id AS packId, title, pack_hash AS packHash, from_day AS fromDay,
       to_day AS toDay, act.recorded_at AS recordedAt, display_name AS recordedBy
     FROM policy_in_force AS act JOIN policy_pack ON policy_pack.hash = act.pack_hash
     LEFT JOIN staff_account ON staff_account.id = act.recorded_by ORDER BY act.rowid DESC LIMIT 200`,
  ).all();
  return rows.map((row) => ({ ...row, warnings: warningsOf(policyOfAct(context, row.inForceId), row) }));
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

const compiledActs = new WeakMap<Database, Map<string, Policy>>();
/** Acts that stay compiled at once; there are a handful. */
const largestCount = 50;

/** The compiled policy of an act: an act never changes, so it is compiled once. */
export function policyOfAct(context: ServiceContext, inForceId: string): Policy {
  const { database } = context;
  const compiled = compiledActs.get(database) ?? new Map<string, Policy>();
  compiledActs.set(database, compiled);
  const known = compiled.get(inForceId);
  if (known !== undefined) return known;
  const act = statement<[string], { packHash: string; options: string }>(
    database,
    'SELECT pack_hash AS packHash, options FROM policy_in_force WHERE id = ?',
  ).get(inForceId);
  if (act === undefined) throw new Error('no such act');
  const policy = compile(readKeptPack(context, act.packHash), JSON.parse(act.options) as object);
  if (compiled.size >= largestCount) compiled.clear();
  compiled.set(inForceId, policy);
  return policy;
}

function compile(pack: Pack, options: object): Policy {
  try {
    return compilePack(pack, options as Readonly<Record<string, unknown>>);
  } catch (error) {
    if (error instanceof PackRefused) throw policyFileFaulty(pack.file, error.problems);
    throw error;
  }
}
