import { describe, expect, it } from 'vitest';
import { draftFundClaim } from '../../../electron/service/fund-claims/draft.ts';
import { listFundClaims, readFundClaim } from '../../../electron/service/fund-claims/read.ts';
import { receiveFunds } from '../../../electron/service/fund-claims/receive.ts';
import { releaseRetention } from '../../../electron/service/fund-claims/retention.ts';
import { fundStanding } from '../../../electron/service/fund-claims/standing.ts';
import { submitFundClaim, withdrawFundClaim } from '../../../electron/service/fund-claims/steps.ts';
import { writeOffRefused } from '../../../electron/service/fund-claims/write-off.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { fundClaimSchema } from '../../../shared/contract/fund-claims.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { day } from '../harness/patient.ts';
import { Claiming, second, usual } from './claiming.ts';

const claiming = new Claiming();

describe('a claim', () => {
  it('holds what its payer owes up to the end of the month, in the columns of the declaration list', () => {
    const settled = claiming.settle();
    const claim = claiming.draft();
    expect(fundClaimSchema.parse(claim)).toEqual(claim);
    expect(claim).toMatchObject({
      number: 'BF20200310-0001',
      payerTitle: '基本医疗保险',
      state: 'draft',
      amountFen: usual.basicFen,
      openFen: usual.basicFen,
      payers: [{ payer: 'basic_insurance' }, { payer: 'critical_illness' }, { payer: 'supplementary' }],
    });
    expect(claim.lines).toMatchObject([
      {
        settlementId: settled.settlementId,
        category: '建档立卡',
        department: '神经内科',
        diagnosis: '脑梗死',
        days: 8,
        totalFen: 6_000_000,
        paidFen: [usual.basicFen, usual.criticalFen, usual.supplementaryFen],
        personalFen: 500_000,
        amountFen: usual.basicFen,
      },
    ]);
  });

  it('of the same request is made once', () => {
    claiming.settle();
    const input = { requestId: claiming.context.newId(), payer: 'basic_insurance', month: '2020-03' };
    const first = draftFundClaim(claiming.context, claiming.finance, input);
    expect(draftFundClaim(claiming.context, claiming.finance, input)).toEqual(first);
    expect(() =>
      draftFundClaim(claiming.context, claiming.finance, { ...input, payer: 'supplementary' }),
    ).toThrow(expect.objectContaining({ code: 'request_id_reused' }));
  });

  it('holds no settlement that another of its payer holds, and the file itself refuses one that does', () => {
    claiming.settle();
    const first = claiming.draft();
    expect(() => claiming.draft()).toThrow(expect.objectContaining({ code: 'fund_claim_nothing' }));
    const { database } = claiming.context;
    const again = claiming.context.newId();
    expect(() =>
      database.transaction(() => {
        database
          .prepare(
            'INSERT INTO fund_claim_line SELECT ?, position, settlement_id, amount_fen, top_up_id FROM fund_claim_line',
          )
          .run(again);
        database
          .prepare(
            `INSERT INTO fund_claim SELECT ?, 'BF-2', 'r2', request_hash, payer, payer_title, month, amount_fen,
             business_day, hospital, window, origin, recorded_at, recorded_by FROM fund_claim WHERE id = ?`,
          )
          .run(again, first.claimId);
      })(),
    ).toThrow('settlement_already_claimed');
    expect(claiming.draft('supplementary').amountFen).toBe(usual.supplementaryFen);
  });

  it('leaves out what was reversed before it was claimed, and takes a later reversal into the next', async () => {
    const [early, late] = [claiming.settle(), claiming.settle()];
    await claiming.reverse(early.settlementId);
    const first = claiming.submitted();
    expect(first.lines.map(({ settlementId }) => settlementId)).toEqual([late.settlementId]);
    const reversal = await claiming.reverse(late.settlementId);
    expect(() => claiming.draft()).toThrow(expect.objectContaining({ code: 'fund_claim_nothing' }));
    const [third, fourth] = [claiming.settle(), claiming.settle()];
    const next = claiming.draft();
    expect(next.amountFen).toBe(usual.basicFen);
    expect(next.lines.map(({ settlementId, amountFen }) => [settlementId, amountFen])).toEqual([
      [reversal.settlementId, -usual.basicFen],
      [third.settlementId, usual.basicFen],
      [fourth.settlementId, usual.basicFen],
    ]);
  });

  it('is not submitted with a settlement that was reversed meanwhile; the draft is made anew', async () => {
    const settled = claiming.settle();
    claiming.settle();
    const draft = claiming.draft();
    await claiming.reverse(settled.settlementId);
    expect(() => submitFundClaim(claiming.context, claiming.finance, draft.claimId)).toThrow(
      expect.objectContaining({ code: 'fund_claim_line_reversed' }),
    );
    const input = { claimId: draft.claimId, reason: '有撤销', secondPerson: null };
    const withdrawn = await withdrawFundClaim(claiming.context, claiming.finance, input);
    expect(withdrawn.state).toBe('withdrawn');
    expect(claiming.submitted().lines).toHaveLength(1);
  });

  it('takes in again what was withdrawn with another claim, though its reversal stands in a third', async () => {
    const settled = claiming.settle();
    const first = claiming.submitted();
    await claiming.reverse(settled.settlementId);
    claiming.settle();
    claiming.settle();
    claiming.submitted();
    const { context, finance } = claiming;
    const input = { claimId: first.claimId, reason: '申报错了', secondPerson: second };
    await withdrawFundClaim(context, finance, input);
    const again = claiming.draft();
    expect(again.lines.map(({ settlementId }) => settlementId)).toEqual([settled.settlementId]);
    expect(again.reversedCount).toBe(0);
    expect(submitFundClaim(context, finance, again.claimId).state).toBe('submitted');
  });

  it('that was submitted is withdrawn by two people, and never after money came', async () => {
    claiming.settle();
    const { claimId } = claiming.submitted();
    const input = { claimId, reason: '申报错了', secondPerson: null };
    const { context, finance } = claiming;
    await expect(withdrawFundClaim(context, finance, input)).rejects.toMatchObject({
      code: 'second_person_wrong',
    });
    await withdrawFundClaim(context, finance, { ...input, secondPerson: second });
    const again = claiming.submitted();
    claiming.receive(again.claimId, { receivedFen: 100 });
    await expect(
      withdrawFundClaim(context, finance, { ...input, claimId: again.claimId, secondPerson: second }),
    ).rejects.toMatchObject({ code: 'fund_claim_has_money' });
    expect(listFundClaims(context, { payer: null, onlyOpen: true }).rows).toHaveLength(1);
  });
});

describe('money for a claim', () => {
  it('is posted to the ledger, once for each request; what is kept back is owed as 质保金 until it is released', () => {
    claiming.settle();
    const { claimId } = claiming.submitted();
    const reply = claiming.reply(claimId, { receivedFen: 4_104_000, retainedFen: 216_000 });
    const paid = receiveFunds(claiming.context, claiming.finance, reply);
    expect(receiveFunds(claiming.context, claiming.finance, reply)).toEqual(paid);
    expect(paid).toMatchObject({ state: 'paid', openFen: 0, receivedFen: 4_104_000, retainedFen: 216_000 });
    expect(claiming.ledger('receivable', 'basic_insurance')).toBe(0);
    expect(claiming.ledger('retention', 'basic_insurance')).toBe(216_000);
    const release = {
      requestId: claiming.context.newId(),
      payer: 'basic_insurance',
      amountFen: 216_001 as Fen,
      movedOn: day('2020-03-10'),
      reference: '回单 2',
    };
    expect(() => releaseRetention(claiming.context, claiming.finance, release)).toThrow(
      expect.objectContaining({ code: 'fund_release_too_much' }),
    );
    releaseRetention(claiming.context, claiming.finance, { ...release, amountFen: 216_000 as Fen });
    expect(claiming.ledger('retention', 'basic_insurance')).toBe(0);
    expect(claiming.ledger('fund_received', 'basic_insurance')).toBe(usual.basicFen);
  });

  it('in part leaves the rest open; more than is open, or of a day to come, is refused', () => {
    claiming.settle();
    claiming.settle();
    const { claimId } = claiming.submitted();
    expect(claiming.receive(claimId, { receivedFen: 5_000_000 })).toMatchObject({
      state: 'part_paid',
      openFen: 2 * usual.basicFen - 5_000_000,
      lines: [{ openFen: 0 }, { openFen: 2 * usual.basicFen - 5_000_000 }],
    });
    expect(() => claiming.receive(claimId, { receivedFen: 3_640_001 })).toThrow(
      expect.objectContaining({ code: 'fund_receipt_too_much' }),
    );
    expect(() => claiming.receive(claimId, { receivedFen: 1, movedOn: day('2020-03-11') })).toThrow(
      expect.objectContaining({ code: 'fund_receipt_day_wrong' }),
    );
    expect(() => claiming.receive(claimId)).toThrow(expect.objectContaining({ code: 'fund_receipt_empty' }));
  });

  it('that is refused for a settlement stays open with its reason until two people write it off', async () => {
    const [first, other] = [claiming.settle(), claiming.settle()];
    const { claimId } = claiming.submitted();
    const { context, finance } = claiming;
    const refusal = { settlementId: first.settlementId, amountFen: 100_000 as Fen, reason: '超限价' };
    const answered = claiming.receive(claimId, {
      receivedFen: 2 * usual.basicFen - 100_000,
      refusals: [refusal],
    });
    expect(answered).toMatchObject({ state: 'part_paid', openFen: 100_000 });
    expect(answered.lines[0]).toMatchObject({
      openFen: 100_000,
      refusedFen: 100_000,
      refusedReason: '超限价',
    });
    const input = { requestId: context.newId(), claimId, reason: '医院承担', secondPerson: second };
    await expect(
      writeOffRefused(context, finance, { ...input, settlementId: other.settlementId }),
    ).rejects.toMatchObject({ code: 'fund_not_refused' });
    const closed = await writeOffRefused(context, finance, { ...input, settlementId: first.settlementId });
    expect(closed).toMatchObject({ state: 'paid', openFen: 0, writtenOffFen: 100_000 });
    expect(claiming.ledger('fund_refused', 'basic_insurance')).toBe(100_000);
    expect(claiming.ledger('receivable', 'basic_insurance')).toBe(0);
  });

  it('that is refused twice is refused for both reasons, and no part of it a second time', async () => {
    const { settlementId } = claiming.settle();
    const { claimId } = claiming.submitted();
    const { context, finance } = claiming;
    const refuse = (amountFen: number, reason: string, receivedFen = 0) =>
      claiming.receive(claimId, {
        receivedFen,
        refusals: [{ settlementId, amountFen: amountFen as Fen, reason }],
      });
    refuse(100_000, '超限价');
    const both = refuse(50_000, '无指征', 1_000_000);
    expect(both.lines[0]).toMatchObject({
      openFen: usual.basicFen - 1_000_000,
      refusedFen: 150_000,
      refusedReason: '超限价；无指征',
    });
    const all = refuse(usual.basicFen - 1_000_000 - 150_000, '超限价');
    expect(all.lines[0]).toMatchObject({ refusedFen: all.openFen, refusedReason: '超限价；无指征' });
    expect(() => refuse(1, '又一次')).toThrow(expect.objectContaining({ code: 'fund_refusal_wrong' }));
    const input = { requestId: context.newId(), claimId, settlementId, reason: '医院承担' };
    const closed = await writeOffRefused(context, finance, { ...input, secondPerson: second });
    expect(closed).toMatchObject({ state: 'paid', openFen: 0, writtenOffFen: usual.basicFen - 1_000_000 });
  });

  it('meets a claim with a reversal in it to the fen', async () => {
    const settled = claiming.settle();
    const first = claiming.submitted();
    claiming.receive(first.claimId, { receivedFen: usual.basicFen });
    await claiming.reverse(settled.settlementId);
    claiming.settle();
    claiming.settle();
    const next = claiming.submitted();
    expect(next.amountFen).toBe(usual.basicFen);
    expect(claiming.receive(next.claimId, { receivedFen: usual.basicFen }).state).toBe('paid');
    expect(claiming.ledger('receivable', 'basic_insurance')).toBe(0);
  });

  it('for a draft, or for a settlement of another claim, is refused', () => {
    const [settled] = [claiming.settle(), claiming.draft()];
    const { claimId } = listFundClaims(claiming.context, { payer: null, onlyOpen: true }).rows[0]!;
    expect(() => claiming.receive(claimId, { receivedFen: 1 })).toThrow(
      expect.objectContaining({ code: 'fund_claim_not_submitted' }),
    );
    submitFundClaim(claiming.context, claiming.finance, claimId);
    const refusal = { settlementId: settled.settlementId, amountFen: 4_320_001 as Fen, reason: '重复' };
    expect(() => claiming.receive(claimId, { refusals: [refusal] })).toThrow(
      expect.objectContaining({ code: 'fund_refusal_wrong' }),
    );
  });
});

describe('what a payer owes', () => {
  it('stands by its age since discharge, with the days from discharge to money', () => {
    claiming.settle();
    claiming.settle();
    const { claimId } = claiming.submitted();
    claiming.settle();
    claiming.hospital.clock.advanceMs(60 * 24 * 60 * 60_000);
    claiming.receive(claimId, { receivedFen: usual.basicFen, movedOn: day('2020-04-10') });
    const standing = fundStanding(claiming.context)[0]!;
    expect(standing).toMatchObject({
      payer: 'basic_insurance',
      way: 'platform',
      unclaimedFen: usual.basicFen,
      openFen: usual.basicFen,
      ageFen: [0, 0, usual.basicFen, 0],
      receivedFen: usual.basicFen,
      // From 9 March to 10 April.
      daysToMoneyTenths: 320,
    });
  });

  it('is kept back by the share that counts on the day', () => {
    claiming.settle();
    const { context } = claiming;
    const terms = {
      payer: 'basic_insurance',
      way: 'file',
      retentionMillionths: 50_000,
      publicKey: null,
    } as const;
    writeSetting(context, undefined, 'fundPayers', [terms], day('2020-01-01'));
    const { claimId } = claiming.draft();
    expect(readFundClaim(context, claimId)).toMatchObject({ usualRetainedFen: 216_000, way: 'file' });
  });
});
