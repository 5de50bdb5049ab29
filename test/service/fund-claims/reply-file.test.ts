import { beforeEach, expect, it } from 'vitest';
import { fundClaimFile } from '../../../electron/service/fund-claims/list-file.ts';
import { importFundReply } from '../../../electron/service/fund-claims/reply-file.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { sha256 } from '../../../electron/service/hashing/canonical.ts';
import { openSealed, readSealed, seal } from '../../../electron/service/offline/sealed-file.ts';
import { signTextWith } from '../../../electron/service/signing/signature.ts';
import { newKeyPair, windowKey } from '../../../electron/service/signing/window-key.ts';
import type { FundClaim } from '../../../shared/contract/fund-claims.ts';
import { day } from '../harness/patient.ts';
import { Claiming, usual } from './claiming.ts';

const claiming = new Claiming();
const payer = newKeyPair();
let claim: FundClaim;
let list: string;

beforeEach(async () => {
  claiming.settle();
  const terms = {
    payer: 'supplementary',
    way: 'file',
    retentionMillionths: 0,
    publicKey: payer.publicKeyHex,
  } as const;
  writeSetting(claiming.context, undefined, 'fundPayers', [terms], day('2020-01-01'));
  claim = claiming.submitted('supplementary');
  list = new TextDecoder().decode(
    (await fundClaimFile(claiming.context, claiming.finance, claim.claimId)).table,
  );
});

/** What the payer sends back, signed with that key. */
function replyOf(said: Record<string, string | number> = {}, key = payer, refusals: readonly object[] = []) {
  const header = {
    format: 'onestop-claim-reply',
    version: 1,
    replyId: 'R-1',
    listId: readSealed(list)!.header['listId'] as string,
    listHash: sha256(list),
    movedOn: '2020-03-10',
    reference: '回单 7',
    receivedFen: usual.supplementaryFen,
    retainedFen: 0,
    count: refusals.length,
    ...said,
  };
  return seal({
    header,
    content: refusals.map((line) => JSON.stringify(line)).join('\n'),
    receiverPublicKeyHex: windowKey(claiming.context).publicKeyHex,
    sign: (text) => signTextWith(key.privateKeyHex, text),
  });
}

const take = async (reply: string | Promise<string>) =>
  importFundReply(claiming.context, claiming.finance, await reply);

it('the list is read by its payer alone, with every settlement of the claim', async () => {
  const sealed = readSealed(list)!;
  expect(JSON.stringify(sealed.header)).not.toContain('欧阳建国');
  const sender = windowKey(claiming.context).publicKeyHex;
  const content = await openSealed(sealed, sender, payer.privateKeyHex);
  expect(JSON.parse(content!)).toMatchObject({ name: '欧阳建国', amountFen: usual.supplementaryFen });
  expect(await openSealed(sealed, sender, newKeyPair().privateKeyHex)).toBeUndefined();
});

it('a reply is booked once: the same file, or the same reply sealed anew, changes nothing', async () => {
  const reply = await replyOf();
  expect(await take(reply)).toMatchObject({ alreadyImported: false, claim: { state: 'paid' } });
  expect(await take(reply)).toMatchObject({ alreadyImported: true });
  expect(await take(replyOf())).toMatchObject({ alreadyImported: true, claim: { openFen: 0 } });
  expect(claiming.ledger('fund_received', 'supplementary')).toBe(usual.supplementaryFen);
  await expect(take(replyOf({ receivedFen: 5 }))).rejects.toMatchObject({ code: 'fund_reply_other_content' });
});

it('a reply refuses settlements by their numbers', async () => {
  const refusal = { slipNumber: claim.lines[0]!.slipNumber, amountFen: 3000, reason: '目录外' };
  const reply = replyOf({ receivedFen: usual.supplementaryFen - 3000 }, payer, [refusal]);
  expect((await take(reply)).claim.lines[0]).toMatchObject({ openFen: 3000, refusedReason: '目录外' });
});

it('what is signed by another, is for another list, was cut off or asks too much is refused whole', async () => {
  const refused = (code: string) => expect.objectContaining({ code });
  await expect(take(replyOf({}, newKeyPair()))).rejects.toThrow(refused('fund_reply_signature_wrong'));
  await expect(take(replyOf({ listHash: sha256('x') }))).rejects.toThrow(refused('fund_reply_not_ours'));
  await expect(take((await replyOf()).slice(0, -9))).rejects.toThrow(refused('fund_reply_not_valid'));
  await expect(take(replyOf({ count: 1 }))).rejects.toThrow(refused('fund_reply_not_valid'));
  const more = replyOf({ receivedFen: usual.supplementaryFen + 1 });
  await expect(take(more)).rejects.toThrow(refused('fund_receipt_too_much'));
  expect(claiming.ledger('fund_received', 'supplementary')).toBe(0);
});

it('there is no list for a payer without a key, and none of a draft', async () => {
  const { context, finance } = claiming;
  const { claimId } = claiming.draft('critical_illness');
  await expect(fundClaimFile(context, finance, claimId)).rejects.toMatchObject({
    code: 'fund_claim_not_submitted',
  });
  const other = claiming.submitted();
  await expect(fundClaimFile(context, finance, other.claimId)).rejects.toMatchObject({
    code: 'claim_payer_key_missing',
  });
});
