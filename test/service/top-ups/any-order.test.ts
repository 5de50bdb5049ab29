import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { openShift } from '../../../electron/service/day-close/shift.ts';
import { debtsOf } from '../../../electron/service/debts/debts.ts';
import { owedFor } from '../../../electron/service/debts/owed.ts';
import { payDebt } from '../../../electron/service/debts/pay.ts';
import { relieveDebt } from '../../../electron/service/debts/relieve.ts';
import { draftFundClaim } from '../../../electron/service/fund-claims/draft.ts';
import { listFundClaims, readFundClaim } from '../../../electron/service/fund-claims/read.ts';
import { receiveFunds } from '../../../electron/service/fund-claims/receive.ts';
import { fundStanding } from '../../../electron/service/fund-claims/standing.ts';
import { submitFundClaim } from '../../../electron/service/fund-claims/steps.ts';
import { unclaimedLines } from '../../../electron/service/fund-claims/unclaimed.ts';
import { payersOf } from '../../../electron/service/overview/money.ts';
import { openRefunds } from '../../../electron/service/payments/open-refunds.ts';
import { countSettlements } from '../../../electron/service/reports/count.ts';
import { recount } from '../../../electron/service/reports/recount.ts';
import { topUpRoom } from '../../../electron/service/top-ups/settle.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { testPassword } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { by } from '../payments/paying.ts';
import { partFen, Topping } from './topping.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const at = new Topping();
const payers = ['charity', 'temporary_relief', 'emergency_assistance'] as const;

const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('settle'), deferredFen: fc.integer({ min: 0, max: partFen }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('topUp'),
      which: fc.nat(20),
      payer: fc.constantFrom(...payers),
      amountFen: fc.integer({ min: 1, max: partFen }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom('withdraw', 'giveBack', 'pay', 'waive', 'reverse'),
      which: fc.nat(20),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('claim'), payer: fc.constantFrom(...payers) }) },
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

interface Lived {
  readonly settled: { readonly settlementId: string; readonly personId: string }[];
  readonly topUps: string[];
  /** What finance waived stands on nobody's day sheet as a deferral that ended. */
  waivedFen: number;
}

/** What a person may not do now is refused and changes nothing; everything else is a fault. */
async function orRefused(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

async function perform(one: Act, lived: Lived): Promise<void> {
  const { settled, topUps } = lived;
  if ('deferredFen' in one) {
    const parts = [by('cash', partFen - one.deferredFen), by('deferred', one.deferredFen)];
    settled.push(at.settle(parts.filter(({ amountFen }) => amountFen > 0)));
    return;
  }
  if (one.act === 'claim') return orRefused(() => claimed(one.payer));
  const settlement = settled[one.which % Math.max(1, settled.length)];
  if (settlement === undefined) return;
  if ('amountFen' in one) {
    const { settlementId } = settlement;
    const { payer } = one;
    return orRefused(async () =>
      topUps.push((await at.topUp(settlementId, one.amountFen, { payer })).topUpId),
    );
  }
  const topUp = topUps[one.which % Math.max(1, topUps.length)];
  if (one.act === 'withdraw' && topUp !== undefined) await orRefused(() => at.withdraw(topUp));
  const isDue = openRefunds(at.context, settlement.personId).length > 0;
  if (one.act === 'giveBack' && isDue) at.giveBack(settlement.personId);
  if (one.act === 'pay') payHalf(settlement.personId);
  if (one.act === 'waive') await orRefused(() => waive(settlement.settlementId, lived));
  if (one.act === 'reverse') await orRefused(() => at.reverse(settlement.settlementId));
}

/** Half of what is owed, in cash. */
function payHalf(personId: string): void {
  const { owedFen } = debtsOf(at.context, personId);
  if (owedFen < 2) return;
  const payments = [by('cash', Math.floor(owedFen / 2))];
  payDebt(at.context, at.clerk, { requestId: at.context.newId(), personId, payments, signatory: null });
}

/** All that is owed for a settlement. */
async function waive(settlementId: string, lived: Lived): Promise<void> {
  const amountFen = owedFor(at.context, settlementId);
  if (amountFen === 0) return;
  await relieveDebt(at.context, at.hospital.actor('finance'), {
    requestId: at.context.newId(),
    settlementId,
    kind: 'waiver',
    amountFen,
    reason: '家庭困难',
    secondPerson: { login: 'cashier_lead', password: testPassword },
  });
  lived.waivedFen += amountFen;
}

/** A claim of everything, half of it paid. */
function claimed(payer: string): void {
  const finance = at.hospital.actor('finance');
  const draft = { requestId: at.context.newId(), payer, month: '2020-03' };
  const { claimId, amountFen } = submitFundClaim(
    at.context,
    finance,
    draftFundClaim(at.context, finance, draft).claimId,
  );
  receiveFunds(at.context, finance, {
    requestId: at.context.newId(),
    claimId,
    receivedFen: Math.floor(amountFen / 2) as Fen,
    retainedFen: 0 as Fen,
    movedOn: day('2020-03-10'),
    reference: '银行回单',
    refusals: [],
  });
}

/** What should be equal and is not; nothing where every sum is the ledger's. */
async function differences({ settled, waivedFen }: Lived): Promise<string[]> {
  const found: string[] = [];
  const equal = (what: string, one: number, other: number): void => {
    if (one !== other) found.push(`${what}: ${one}, ${other}`);
  };
  const { context } = at;
  for (const payer of payers) {
    const open = listFundClaims(context, { payer, onlyOpen: false }).rows;
    const ofLines = open.flatMap(({ claimId }) => readFundClaim(context, claimId).lines);
    const unclaimed = unclaimedLines(context, payer, null).lines;
    equal(payer, sum(ofLines, 'openFen') + sum(unclaimed, 'amountFen'), at.ledger('receivable', payer));
  }
  for (const { payer, openFen, draftFen, unclaimedFen } of fundStanding(context)) {
    equal(`standing ${payer}`, openFen + draftFen + unclaimedFen, at.ledger('receivable', payer));
  }
  const shift = openShift(context, at.clerk.accountId);
  equal('drawer', shift.expectedCashFen, at.ledger('cash_drawer'));
  const deferred = shift.takings.find(({ means }) => means === 'deferred')?.netFen ?? 0;
  equal('deferred', deferred, at.ledger('patient_deferred') + waivedFen);
  equal(
    'borne',
    patientFen(),
    at.ledger('cash_drawer') + at.ledger('patient_deferred') + at.ledger('refund_due') + at.ledger('waiver'),
  );
  equal('neither paid nor owed', at.ledger('patient_due'), 0);
  for (const { settlementId } of settled) {
    const { mostFen } = topUpRoom(context, settlementId);
    if (mostFen < 0) found.push(`more came for ${settlementId} than was borne`);
  }
  await countSettlements(context);
  const { isSame } = await recount(context, { kind: 'month', year: 2020, number: 3 });
  if (!isSame) found.push('what was counted for reports is not what was posted');
  return found;
}

/** What the overview puts on patients of everything that was settled today. */
function patientFen(): number {
  const rows = payersOf(at.context, day('2020-03-10'));
  return rows.find(({ title }) => title === '患者个人')?.todayFen ?? 0;
}

function sum<Part extends string>(rows: readonly Record<Part, number>[], part: Part): number {
  return rows.reduce((before, row) => before + row[part], 0);
}

it('claims, day sheet, overview and reports come to the ledger, whatever is topped up, taken back, given out or claimed', async () => {
  const lived: Lived = { settled: [], topUps: [], waivedFen: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
      for (const one of acts) await perform(one, lived);
      expect(await differences(lived)).toEqual([]);
    }),
    { numRuns: full ? 200 : 5, endOnFailure: true },
  );
  expect(lived.topUps.length).toBeGreaterThan(0);
});
