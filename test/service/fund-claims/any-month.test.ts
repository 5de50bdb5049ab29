import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { listFundClaims, readFundClaim } from '../../../electron/service/fund-claims/read.ts';
import { fundStanding } from '../../../electron/service/fund-claims/standing.ts';
import { withdrawFundClaim } from '../../../electron/service/fund-claims/steps.ts';
import { writeOffRefused } from '../../../electron/service/fund-claims/write-off.ts';
import { unclaimedLines } from '../../../electron/service/fund-claims/unclaimed.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { bookLess } from './booking.ts';
import { Claiming, second } from './claiming.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const payers = ['basic_insurance', 'critical_illness', 'supplementary'] as const;
const claiming = new Claiming();

const payer = fc.constantFrom(...payers);
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('settle'), inScope: fc.integer({ min: 100, max: 90_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('reverse'), which: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('claim'), payer }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('receive'),
      which: fc.nat(50),
      share: fc.nat(100),
      retained: fc.nat(20),
      refused: fc.nat(3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('withdraw'), which: fc.nat(50) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constantFrom('release', 'forfeit'),
      payer,
      part: fc.integer({ min: 1, max: 120 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('writeOff'), which: fc.nat(50) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('book'),
      which: fc.nat(50),
      payer,
      amountFen: fc.integer({ min: -5000, max: 50_000 }).filter((fen) => fen !== 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('nextDay') }) },
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** What a person may not do now is refused and changes nothing; everything else is a fault. */
async function orRefused(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const openClaims = () => listFundClaims(claiming.context, { payer: null, onlyOpen: true }).rows;

/** What was given up of 质保金, by payer. */
const forfeited = new Map<string, number>();

async function perform(one: Act, settled: SettlementRecord[]): Promise<void> {
  const claim = 'which' in one ? openClaims()[one.which % Math.max(1, openClaims().length)] : undefined;
  if (one.act === 'settle' && 'inScope' in one) settled.push(claiming.settle({ inScope: one.inScope }));
  if (one.act === 'reverse' && 'which' in one && settled.length > 0) {
    await orRefused(() => claiming.reverse(settled[one.which % settled.length]!.settlementId));
  }
  if ('part' in one) await moveRetention(one);
  if (one.act === 'claim' && 'payer' in one) await orRefused(() => claiming.submitted(one.payer));
  if (one.act === 'withdraw' && claim !== undefined) {
    const input = { claimId: claim.claimId, reason: '重新申报', secondPerson: second };
    await orRefused(() => withdrawFundClaim(claiming.context, claiming.finance, input));
  }
  if ('share' in one && claim !== undefined) {
    const { lines, openFen } = readFundClaim(claiming.context, claim.claimId);
    const cameFen = Math.floor((openFen * one.share) / 100);
    const retainedFen = Math.floor((cameFen * one.retained) / 100);
    const refusals = lines
      .filter((line) => line.openFen > 1)
      .slice(0, one.refused)
      .map((line) => ({
        settlementId: line.settlementId,
        amountFen: Math.ceil(line.openFen / 3) as Fen,
        reason: '扣款',
      }));
    await orRefused(() =>
      claiming.receive(claim.claimId, { receivedFen: cameFen - retainedFen, retainedFen, refusals }),
    );
  }
  if ('amountFen' in one && settled.length > 0) {
    const found = settled[one.which % settled.length]!;
    await orRefused(() => bookLess(claiming, found, one.payer, one.amountFen));
  }
  if (one.act === 'writeOff' && claim !== undefined) await writeOffFirst(claim.claimId);
  if (one.act === 'nextDay') claiming.hospital.clock.advanceMs(86_400_000);
}

async function writeOffFirst(claimId: string): Promise<void> {
  const { context, finance } = claiming;
  const line = readFundClaim(context, claimId).lines.find(({ refusedFen }) => refusedFen > 0);
  if (line === undefined) return;
  const { settlementId } = line;
  const requestId = context.newId();
  const input = { requestId, claimId, settlementId, reason: '医院承担', secondPerson: second };
  await orRefused(() => writeOffRefused(context, finance, input));
}

async function moveRetention({
  act: kind,
  payer: name,
  part,
}: Extract<Act, { part: number }>): Promise<void> {
  const partFen = Math.ceil((claiming.ledger('retention', name) * part) / 100);
  if (partFen === 0) return;
  await orRefused(async () => {
    if (kind === 'release') return claiming.release(name, partFen);
    await claiming.forfeit(name, partFen);
    forfeited.set(name, (forfeited.get(name) ?? 0) + partFen);
  });
}

/** What should be equal and is not; nothing where every sum is the ledger's. */
function differences(): string[] {
  const found: string[] = [];
  const equal = (what: string, one: number, other: number): void => {
    if (one !== other) found.push(`${what}: ${one}, ${other}`);
  };
  const { context } = claiming;
  const rows = listFundClaims(context, { payer: null, onlyOpen: false }).rows;
  const standing = rows.filter(({ state }) => state !== 'withdrawn');
  for (const row of rows) {
    const claim = readFundClaim(context, row.claimId);
    equal('lines', total(claim.lines, 'amountFen'), row.amountFen);
    if (row.state !== 'withdrawn') equal('open lines', total(claim.lines, 'openFen'), row.openFen);
  }
  for (const name of payers) {
    const ofPayer = standing.filter((row) => row.payer === name);
    const unclaimed = total(unclaimedLines(context, name, null).lines, 'amountFen');
    equal(name, total(ofPayer, 'openFen') + unclaimed, claiming.ledger('receivable', name));
    const kept = total(ofPayer, 'receivedFen') + total(ofPayer, 'retainedFen');
    const { received, retained, refused } = holdings(name);
    equal('kept', kept, received + retained + (forfeited.get(name) ?? 0));
    const advanced = claiming.ledger('receivable', name) + received + retained + refused;
    equal('advanced', advanced, advancedFor(name));
  }
  for (const { payer: name, openFen, draftFen, ageFen, unclaimedFen, ...moved } of fundStanding(context)) {
    const { receivedFen, retainedFen, forfeitedFen } = moved;
    equal(
      'ages',
      ageFen.reduce((sum, age) => sum + age, 0),
      openFen,
    );
    const { received, retained } = holdings(name);
    equal('received', receivedFen, received);
    equal('retained', retainedFen, retained);
    equal('forfeited', forfeitedFen, forfeited.get(name) ?? 0);
    equal('standing', openFen + draftFen + unclaimedFen, claiming.ledger('receivable', name));
  }
  return found;
}

/** By the ledger. */
function holdings(name: string) {
  return {
    received: claiming.ledger('fund_received', name),
    retained: claiming.ledger('retention', name),
    refused: claiming.ledger('fund_refused', name),
  };
}

/** What the layers of all settlements and reversals pay for that payer: owed, paid, kept back or borne after all. */
function advancedFor(name: string): number {
  return claiming.context.database
    .prepare('SELECT coalesce(sum(pay_fen), 0) FROM settlement_layer WHERE layer = ?')
    .pluck()
    .get(name) as number;
}

function total<Part extends string>(rows: readonly Record<Part, number>[], part: Part): number {
  return rows.reduce((sum, row) => sum + row[part], 0);
}

/** Each month in the hospital of the one before it: what one leaves is where the next begins. */
const hospitals = full ? { count: 20, months: 50 } : { count: 1, months: 6 };

it.each(Array.from({ length: hospitals.count }, (_, index) => index + 1))(
  'claims of random months sum to the ledger, whatever is paid, refused, written off, booked, reversed or withdrawn (%i)',
  async () => {
    forfeited.clear();
    const settled: SettlementRecord[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
        for (const one of acts) await perform(one, settled);
        expect(differences()).toEqual([]);
      }),
      { numRuns: hospitals.months, endOnFailure: true },
    );
  },
);
