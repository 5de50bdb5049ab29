import { type FundSettings, voucherAccountSchema } from '../../../shared/contract/fund-settings.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today, writeSetting } from '../hospital/settings.ts';
import { isPublicKey } from '../signing/signature.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { everyPayer, payerTitle, termsOf } from './payers.ts';
import { accountsOn } from './vouchers.ts';

/** How every payer is claimed from today, and what our accounts are called. */
export function fundSettings(context: ServiceContext): FundSettings {
  const day = today(context);
  return {
    payers: everyPayer(context).map((payer) => {
      const { way, retention, publicKey } = termsOf(context, payer, day);
      return { payer, title: payerTitle(context, payer), way, retentionMillionths: retention, publicKey };
    }),
    accounts: accountsOn(context, day),
  };
}

/** Counts from a day on, by two people. Refuses `claim_payer_key_wrong` and what a second person is refused for. */
export async function changeFundSettings(
  context: ServiceContext,
  actor: Actor,
  { fromDay, payers, accounts, secondPerson }: Call<'fundClaims.changeSettings'>['input'],
): Promise<FundSettings> {
  const wrong = payers.find(({ publicKey }) => publicKey !== null && !isPublicKey(publicKey));
  if (wrong !== undefined) {
    const sentence = `${payerTitle(context, wrong.payer)}的公钥不对，请与对方核对后重新粘贴。`;
    throw new Refusal('claim_payer_key_wrong', sentence);
  }
  const reason = `自 ${fromDay} 起的拨付设置`;
  const act = { act: 'fundClaims.changeSettings', subjectId: context.newId(), reason };
  const approval = await approve(context, actor, secondPerson, act);
  inTransaction(context.database, () => {
    const before = readHospital(context, fromDay);
    const kept = before.fundPayers.filter(({ payer }) => !payers.some((one) => one.payer === payer));
    const named = before.voucherAccounts.filter(
      ({ account }) => !accounts.some((one) => one.account === account),
    );
    recordApproval(context, approval);
    writeSetting(context, actor, 'fundPayers', [...kept, ...payers], fromDay);
    writeSetting(
      context,
      actor,
      'voucherAccounts',
      voucherAccountSchema.array().parse([...named, ...accounts]),
      fromDay,
    );
    appendAudit(context, actor, 'fundClaims.settings', null, { fromDay });
  });
  return fundSettings(context);
}
