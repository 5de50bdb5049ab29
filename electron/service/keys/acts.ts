import type { HostRequestInput } from '../../../shared/contract/host.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';

interface KeyAct {
  readonly act: 'printed' | 'matched' | 'not_matched' | 'opened';
  readonly fingerprint: string;
  readonly outcome?: string;
  readonly approvalId?: string;
}

/** Names the key this file is open with. */
export function ownFingerprint({ connection }: ServiceContext): string {
  return keyFingerprint(connection.keyHex);
}

/** What became of a paper that two people had asked for; refused where nobody had. */
export function recordKeyPaper(
  context: ServiceContext,
  actor: Actor,
  { approvalId, outcome }: HostRequestInput<'host.recordKeyPaper'>,
): void {
  const asked = statement<[string]>(
    context.database,
    "SELECT 1 FROM approval WHERE id = ? AND act = 'keys.print_recovery_key'",
  ).get(approvalId);
  if (asked === undefined) {
    throw new Refusal('input_not_valid', '没有这次打印恢复密钥的复核，请重新打印。');
  }
  record(context, actor, { act: 'printed', fingerprint: ownFingerprint(context), outcome, approvalId });
}

/** Somebody typed a key off a paper. `fingerprint` is what was typed; a typing error is no fact and comes not here. */
export function recordKeyTest(
  context: ServiceContext,
  actor: Actor,
  { fingerprint }: HostRequestInput<'host.recordKeyTest'>,
): void {
  const act = fingerprint === ownFingerprint(context) ? 'matched' : 'not_matched';
  record(context, actor, { act, fingerprint });
}

/** The file was opened by a key from paper; nobody can be signed in yet. */
export function recordOpenedWithKey(context: ServiceContext): void {
  record(context, undefined, { act: 'opened', fingerprint: ownFingerprint(context) });
}

function record(context: ServiceContext, actor: Actor | undefined, one: KeyAct): void {
  const { act, fingerprint, outcome = null, approvalId = null } = one;
  inTransaction(context.database, () => {
    statement<unknown[]>(
      context.database,
      `INSERT INTO recovery_key_act (id, act, fingerprint, outcome, approval_id, recorded_at, recorded_by)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      context.newId(),
      act,
      fingerprint,
      outcome,
      approvalId,
      context.clock.now().toISOString(),
      actor?.accountId ?? null,
    );
    appendAudit(context, actor, `keys.recovery_key_${act}`, null, { fingerprint, outcome });
  });
  context.publish('keys.changed', {});
}
