import type { FundClaim } from '../../../shared/contract/fund-claims.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readLines } from '../offline/package-content.ts';
import { openSealed, readSealed } from '../offline/sealed-file.ts';
import { moneyRequest } from '../settlements/request.ts';
import { keyPairOf } from '../signing/window-key.ts';
import { replyHeaderSchema, replyLineSchema } from './list-file.ts';
import { readFundClaim } from './read.ts';
import { type FundReply, writeReceipt } from './receive.ts';

interface List {
  readonly claimId: string;
  readonly payer: string;
  readonly fileHash: string;
  readonly windowKey: string;
  readonly payerKey: string;
}

/** A reply that is the payer's, for a list of ours, and whole. */
interface VerifiedReply {
  readonly key: string;
  readonly reply: FundReply;
}

export interface ImportedReply {
  readonly claim: FundClaim;
  /** The same reply was taken in before; nothing was changed now. */
  readonly alreadyImported: boolean;
}

/**
 * Books what a payer's reply file says, once: the same reply a second time changes nothing, and one with its number and
 * other content is refused. Refuses `fund_reply_not_valid`, `fund_reply_not_ours`, `fund_reply_signature_wrong`,
 * `fund_reply_other_content` and what `receiveFunds` refuses; then nothing of it counts.
 */
export async function importFundReply(
  context: ServiceContext,
  actor: Actor,
  text: string,
): Promise<ImportedReply> {
  const { key, reply } = await verifyReply(context, text);
  const request = moneyRequest(key, 'fundClaims.importReply', { ...reply });
  const alreadyImported = inTransaction(context.database, () => {
    const before = statement<[string], { requestHash: string }>(
      context.database,
      'SELECT request_hash AS requestHash FROM fund_movement WHERE reply_hash = ?',
    ).get(key);
    if (before !== undefined && before.requestHash !== request.requestHash) {
      throw new Refusal(
        'fund_reply_other_content',
        '同一编号的回执已经导入过，但内容不同，没有导入。请与对方核对是哪一份。',
      );
    }
    if (before !== undefined) return true;
    writeReceipt(context, actor, { request, reply, replyHash: key });
    return false;
  });
  return { claim: readFundClaim(context, reply.claimId), alreadyImported };
}

async function verifyReply(context: ServiceContext, text: string): Promise<VerifiedReply> {
  const sealed = readSealed(text);
  const header = replyHeaderSchema.safeParse(sealed?.header);
  if (sealed === undefined || !header.success) throw notValid();
  const { listId, listHash, replyId, count, ...said } = header.data;
  const list = statement<[string], List>(
    context.database,
    `SELECT claim.id AS claimId, claim.payer, list.file_hash AS fileHash, list.window_key AS windowKey,
       list.payer_key AS payerKey FROM fund_claim_list AS list JOIN fund_claim AS claim ON claim.id = list.claim_id
     WHERE list.id = ?`,
  ).get(listId);
  if (list === undefined || list.fileHash !== listHash) {
    throw new Refusal('fund_reply_not_ours', '这份回执不是本院导出的清单的回执，没有导入。请核对文件。');
  }
  const content = await openSealed(sealed, list.payerKey, keyPairOf(context, list.windowKey).privateKeyHex);
  if (content === undefined) {
    throw new Refusal(
      'fund_reply_signature_wrong',
      '回执的签名不是对方的，或文件被改动过，没有导入。请重新拷贝；仍不行请与对方核对公钥。',
    );
  }
  const lines = readLines(replyLineSchema, content);
  if (lines?.length !== count) throw notValid();
  const { movedOn, reference } = said;
  const reply = {
    claimId: list.claimId,
    receivedFen: said.receivedFen as Fen,
    retainedFen: said.retainedFen as Fen,
    movedOn,
    reference,
    refusals: lines.map(({ slipNumber, amountFen, reason }) => ({
      settlementId: settlementOf(context, slipNumber),
      amountFen: amountFen as Fen,
      reason,
    })),
  };
  return { key: `${list.payer} ${replyId}`, reply };
}

function settlementOf(context: ServiceContext, slipNumber: string): string {
  const row = statement<{ slipNumber: string }, { id: string }>(
    context.database,
    // The list calls a top-up by its own number.
    'SELECT id FROM settlement WHERE slip_number = @slipNumber UNION ALL SELECT settlement_id FROM top_up WHERE number = @slipNumber',
  ).get({ slipNumber });
  if (row === undefined) throw notValid();
  return row.id;
}

function notValid(): Refusal {
  return new Refusal(
    'fund_reply_not_valid',
    '这不是拨付申请的回执文件，或文件不完整，没有导入。请重新拷贝后再导入。',
  );
}
