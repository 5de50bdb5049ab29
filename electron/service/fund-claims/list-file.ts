import { z } from 'zod';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { idSchema, lineSchema, localDateSchema } from '../../../shared/contract/values.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { sha256 } from '../hashing/canonical.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { seal } from '../offline/sealed-file.ts';
import { signText } from '../signing/signature.ts';
import { windowKey } from '../signing/window-key.ts';
import { termsOf } from './payers.ts';
import { readFundClaim } from './read.ts';

/*
 * What a list and its reply say, inside and outside of the encryption: the agreement with a payer that is not on the
 * platform. Headers hold no personal data. Amounts are fen.
 */
const amount = z.int().min(0).max(900_000_000_000);

export const replyHeaderSchema = z.strictObject({
  format: z.literal('onestop-claim-reply'),
  version: z.literal(1),
  /** The payer's own: a reply that comes twice under it is one. */
  replyId: lineSchema(60).min(1),
  listId: idSchema,
  /** SHA-256 of the list's file. */
  listHash: z.string().length(64),
  movedOn: localDateSchema,
  reference: lineSchema(60).min(1),
  receivedFen: amount,
  retainedFen: amount,
  count: z.int().min(0),
});

/** What is refused of one settlement. */
export const replyLineSchema = z.strictObject({
  slipNumber: z.string().min(1).max(60),
  amountFen: amount.min(1),
  reason: lineSchema(200).min(1),
});

/**
 * The list of a submitted claim, signed by this window and encrypted to its payer; put down before the caller gets it, so
 * that its reply is known again. Refuses `fund_claim_unknown`, `fund_claim_not_submitted` and `claim_payer_key_missing`.
 */
export async function fundClaimFile(
  context: ServiceContext,
  actor: Actor,
  claimId: string,
): Promise<{ readonly fileName: string; readonly table: Uint8Array<ArrayBuffer> }> {
  const claim = readFundClaim(context, claimId);
  if (claim.state === 'draft' || claim.state === 'withdrawn') {
    throw new Refusal(
      'fund_claim_not_submitted',
      '这份拨付申请还没有申报或已撤回，不能导出签名清单。请先申报。',
    );
  }
  const { publicKey } = termsOf(context, claim.payer, today(context));
  if (publicKey === null) {
    throw new Refusal(
      'claim_payer_key_missing',
      `还没有${claim.payerTitle}的公钥，不能导出签名清单。请在“拨付设置”里填上，或者用 XLSX 和纸质申请表。`,
    );
  }
  const { hospitalCode, hospitalName } = readHospital(context, today(context));
  const listId = context.newId();
  const header = {
    format: 'onestop-claim-list',
    version: 1,
    listId,
    claimNumber: claim.number,
    payer: claim.payer,
    month: claim.month,
    hospitalCode,
    hospitalName,
    windowKey: windowKey(context).publicKeyHex,
    exportedAt: context.clock.now().toISOString(),
    count: claim.lines.length,
    amountFen: claim.amountFen,
  };
  const content = claim.lines.map(({ openFen: _open, refusedFen: _part, refusedReason: _why, ...line }) =>
    JSON.stringify(line),
  );
  const sign = (text: string): string => signText(context, text);
  const sealed = await seal({ header, content: content.join('\n'), receiverPublicKeyHex: publicKey, sign });
  const fileName = `${claim.number}.claim`;
  inTransaction(context.database, () => {
    insertRow(context.database, 'fund_claim_list', {
      id: listId,
      claim_id: claimId,
      file_name: fileName,
      file_hash: sha256(sealed),
      window_key: header.windowKey,
      payer_key: publicKey,
      recorded_at: header.exportedAt,
      recorded_by: actor.accountId,
    });
    appendAudit(context, actor, 'fundClaims.listExported', claimId, { listId, count: header.count });
  });
  return { fileName, table: new TextEncoder().encode(sealed) };
}
