import { describe, expect, it } from 'vitest';
import { readClaimRow } from '../../../electron/service/fund-claims/read.ts';
import { fundStanding } from '../../../electron/service/fund-claims/standing.ts';
import { writeOffRefused } from '../../../electron/service/fund-claims/write-off.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { refusalCode } from '../harness/refusal.ts';
import { bookAgainst, bookLess } from './booking.ts';
import { Claiming, second, usual } from './claiming.ts';

const at = new Claiming();
const payer = 'basic_insurance';
const owedFen = () => at.ledger('receivable', payer);

/** Of two settlements the centre knows the first by that total, or not at all; finance books what the payer does not owe. */
async function booked(
  totalFen: number | null,
  amountFen: number,
  before: () => void = () => undefined,
): Promise<string> {
  const [one, other] = [at.settle(), at.settle()];
  before();
  const known = totalFen === null ? [] : [{ slipNumber: one.slipNumber, totalFen }];
  const lines = [{ slipNumber: other.slipNumber, totalFen: 6_000_000 }, ...known];
  const { settlementId, settledOn } = one;
  await bookAgainst(at, { day: settledOn, lines }, { settlementId, payer, amountFen });
  return one.settlementId;
}

describe('a difference that was booked', () => {
  it('as all that a payer owes for a settlement leaves it out of the claim, and no claim behind', async () => {
    await booked(null, usual.basicFen);
    expect(at.draft().amountFen).toBe(usual.basicFen);
    expect(owedFen()).toBe(usual.basicFen);
  });

  it('after the claim is owed no more: the claim is paid by the rest', async () => {
    const claimed: string[] = [];
    await booked(5_993_900, 6100, () => claimed.push(at.submitted().claimId));
    const restFen = 2 * usual.basicFen - 6100;
    expect(readClaimRow(at.context, claimed[0]!).openFen).toBe(restFen);
    expect(fundStanding(at.context)[0]).toMatchObject({ openFen: restFen, unclaimedFen: 0 });
    const { state, openFen } = at.receive(claimed[0]!, { receivedFen: restFen });
    expect([state, openFen, owedFen()]).toEqual(['paid', 0, 0]);
  });

  it('as owed besides after a claim was paid is open again until it comes', async () => {
    const claimed: string[] = [];
    await booked(6_006_100, -6100, () => {
      claimed.push(at.submitted().claimId);
      at.receive(claimed[0]!, { receivedFen: 2 * usual.basicFen });
    });
    expect(readClaimRow(at.context, claimed[0]!)).toMatchObject({ state: 'part_paid', openFen: 6100 });
    expect(at.receive(claimed[0]!, { receivedFen: 6100 }).state).toBe('paid');
    expect(owedFen()).toBe(0);
  });

  it('goes with its settlement when that is reversed: the payer owes nothing for it', async () => {
    await at.reverse(await booked(5_993_900, 6100));
    expect(owedFen()).toBe(usual.basicFen);
    expect(at.ledger('fund_refused', payer)).toBe(0);
    expect(fundStanding(at.context)[0]?.unclaimedFen).toBe(usual.basicFen);
  });

  it('is none of a settlement that was reversed: nobody owes anything for it, and no claim would hold it', async () => {
    const settled = at.settle();
    await at.reverse(settled.settlementId);
    expect(await refusalCode(() => bookLess(at, settled, payer, 6100))).toBe(
      'reconciliation_nothing_to_book',
    );
    expect(owedFen()).toBe(0);
  });
});

describe('a refused part', () => {
  const writtenOff = (claimId: string, settlementId: string) =>
    writeOffRefused(at.context, at.finance, {
      requestId: at.context.newId(),
      claimId,
      settlementId,
      reason: '不再申请',
      secondPerson: second,
    });
  const refused = (settlementId: string) => [{ settlementId, amountFen: 100_000 as Fen, reason: '超目录' }];

  it('is written off once, whatever else of the line is open', async () => {
    const { settlementId } = at.settle();
    const { claimId } = at.submitted();
    at.receive(claimId, { refusals: refused(settlementId) });
    expect((await writtenOff(claimId, settlementId)).writtenOffFen).toBe(100_000);
    expect(await refusalCode(() => writtenOff(claimId, settlementId))).not.toBe('not refused');
    expect(owedFen()).toBe(usual.basicFen - 100_000);
  });

  it('that was written off comes back with the reversal: no more is given back than came', async () => {
    const { settlementId } = at.settle();
    const { claimId } = at.submitted();
    const receivedFen = usual.basicFen - 100_000;
    at.receive(claimId, { receivedFen, refusals: refused(settlementId) });
    await writtenOff(claimId, settlementId);
    await at.reverse(settlementId);
    expect(owedFen()).toBe(-receivedFen);
    expect(at.ledger('fund_refused', payer)).toBe(0);
    at.settle();
    at.settle();
    expect(at.draft().lines.map(({ amountFen }) => amountFen)).toContain(-receivedFen);
  });

  it('of a settlement that was reversed is not written off: no more is given back than came', async () => {
    const { settlementId } = at.settle();
    const { claimId } = at.submitted();
    const receivedFen = usual.basicFen - 100_000;
    at.receive(claimId, { receivedFen, refusals: refused(settlementId) });
    await at.reverse(settlementId);
    expect(await refusalCode(() => writtenOff(claimId, settlementId))).toBe('settlement_already_reversed');
    expect([owedFen(), at.ledger('fund_refused', payer)]).toEqual([-receivedFen, 0]);
  });
});
