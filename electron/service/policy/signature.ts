import type { z } from 'zod';
import type { policySignatureSchema } from '../../../shared/contract/policy.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { accountName } from '../staff/accounts.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { signText, verifyText } from '../signing/signature.ts';
import { windowKey } from '../signing/window-key.ts';

/** An act by which a pack came into force, as it stands in the file. */
export interface PolicyAct {
  readonly inForceId: string;
  readonly region: string;
  readonly packHash: string;
  /** JSON, as it was written. */
  readonly options: string;
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly approvalId: string | null;
  readonly recordedAt: string;
  readonly accountId: string | null;
}

/** What is signed: the act, and the names of the two people as they were. */
interface Stated {
  readonly signs: 'policy_in_force';
  readonly act: PolicyAct;
  readonly by: string | null;
  readonly secondPerson: string | null;
}

export type PolicySignature = z.output<typeof policySignatureSchema>;

/** Signs the act with the window's key, inside the transaction that wrote it. */
export function signAct(context: ServiceContext, act: PolicyAct): void {
  const stated: Stated = {
    signs: 'policy_in_force',
    act,
    by: nameOf(context, act.accountId),
    secondPerson: nameOfSecond(context, act.approvalId),
  };
  const text = canonicalJson(stated);
  const signature = signText(context, text);
  statement<[string, string, string, string, string]>(
    context.database,
    `INSERT INTO policy_signature (in_force_id, statement, public_key, signature, recorded_at)
     VALUES (?, ?, ?, ?, ?)`,
  ).run(act.inForceId, text, windowKey(context).publicKeyHex, signature, act.recordedAt);
}

/**
 * Who signed the act, if what stands in the file is still what was signed by a key of this window; `unsigned` for an act
 * of before there were signatures; undefined when act, statement and signature do not belong together.
 */
export function readSignature(context: ServiceContext, act: PolicyAct): PolicySignature | undefined {
  const row = statement<
    [string],
    { text: string | null; publicKeyHex: string | null; signature: string | null; isOurs: 0 | 1 }
  >(
    context.database,
    `SELECT statement AS text, public_key AS publicKeyHex, signature,
       EXISTS (SELECT 1 FROM window_key WHERE window_key.public_key = policy_signature.public_key) AS isOurs
     FROM policy_signature WHERE in_force_id = ?`,
  ).get(act.inForceId);
  if (row === undefined) return undefined;
  const { text, publicKeyHex, signature, isOurs } = row;
  if (text === null || publicKeyHex === null || signature === null) return { state: 'unsigned' };
  if (isOurs === 0 || !verifyText(publicKeyHex, text, signature)) return undefined;
  const stated = JSON.parse(text) as Stated;
  const { signs, by, secondPerson } = stated;
  if (signs !== 'policy_in_force' || canonicalJson(stated.act) !== canonicalJson(act)) return undefined;
  return { state: 'signed', by, secondPerson, fingerprint: fingerprintOf(publicKeyHex) };
}

function nameOf(context: ServiceContext, accountId: string | null): string | null {
  return accountId === null ? null : accountName(context, accountId);
}

function nameOfSecond(context: ServiceContext, approvalId: string | null): string | null {
  if (approvalId === null) return null;
  const row = statement<[string], { accountId: string }>(
    context.database,
    'SELECT second_account_id AS accountId FROM approval WHERE id = ?',
  ).get(approvalId);
  return nameOf(context, row?.accountId ?? null);
}
