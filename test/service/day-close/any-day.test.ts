import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openShift } from '../../../electron/service/day-close/shift.ts';
import { payDebt } from '../../../electron/service/debts/pay.ts';
import { relieveDebt } from '../../../electron/service/debts/relieve.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { balances } from '../../../electron/service/ledger/balances.ts';
import { meansAccounts } from '../../../electron/service/payments/means.ts';
import type { DayClose, Shift } from '../../../shared/contract/day-close.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { testPassword } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { by, daughter, due } from '../payments/paying.ts';
import { Drawer } from './drawer.ts';

const drawer = new Drawer();
const full = process.env['ONESTOP_FULL'] === '1';
const partFen = 500_000;
const later = ['cash', 'bank', 'mobile'] as const;

/** Fen of a patient's part; what is left of it is owed. */
const paid = fc.tuple(
  fc.integer({ min: 0, max: 300_000 }),
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: 100_000 }),
);
const which = fc.nat(50);
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('settle'), paid, isAll: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('reverse'), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('pay'),
      which,
      means: fc.constantFrom(...later),
      percent: fc.integer({ min: 1, max: 100 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('relieve'),
      which,
      kind: fc.constantFrom('waiver', 'write_off'),
      percent: fc.integer({ min: 1, max: 100 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('close'), missingFen: fc.integer({ min: -50, max: 50 }) }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** The days begin with one of each, so that every account is moved in them. */
const everyAct: readonly Act[] = [
  { act: 'settle', paid: [100_003, 5000, 7000], isAll: false },
  { act: 'pay', which: 0, means: 'cash', percent: 11 },
  { act: 'relieve', which: 0, kind: 'waiver', percent: 13 },
  { act: 'relieve', which: 0, kind: 'write_off', percent: 17 },
  { act: 'close', missingFen: 7 },
];

interface Settled {
  readonly settlementId: string;
  readonly personId: string;
}

/** Of the one hospital that all days of this file belong to. */
const closes: DayClose[] = [];
const settled: Settled[] = [];

describe('over any days, with cash rounded to the jiao', () => {
  it('what closes took and what is still open is what the ledger holds, each fen once', async () => {
    writeSetting(drawer.context, undefined, 'cashRounding', 'jiao', day('2020-01-01'));
    for (const one of everyAct) await perform(one);
    expect(Object.entries(inLedger()).filter(([, amountFen]) => amountFen === 0)).toEqual([]);
    expect(onSheets()).toEqual(inLedger());
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        for (const one of acts) await perform(one);
        expect(onSheets()).toEqual(inLedger());
      }),
      { numRuns: full ? 1000 : 8 },
    );
  });
});

/** What every sheet and the open shift say together. */
function onSheets() {
  const open = openShift(drawer.context, drawer.idOf('clerk'));
  const sheets: readonly Shift[] = [...closes, open];
  const sum = (of: (shift: Shift) => number): number => sheets.reduce((all, shift) => all + of(shift), 0);
  const net = (means: string) =>
    sum(({ takings }) => takings.find((taking) => taking.means === means)?.netFen ?? 0);
  const handedOver = closes.reduce((all, { handedOverFen }) => all + handedOverFen, 0);
  return {
    drawer: handedOver + open.expectedCashFen - (closes[0]?.openingFloatFen ?? 0),
    taken: net('cash') + closes.reduce((all, { varianceFen }) => all + varianceFen, 0),
    variance: 0 - closes.reduce((all, { varianceFen }) => all + varianceFen, 0),
    bank: net('bank'),
    mobile: net('mobile'),
    deferred: net('deferred'),
    waived: sum(({ waivedFen }) => waivedFen),
    writtenOff: sum(({ writtenOffFen }) => writtenOffFen),
    rounding: sum(({ roundingFen }) => roundingFen),
  };
}

function inLedger() {
  const held = (account: string): number =>
    balances(drawer.context).find((one) => one.account === account)?.amountFen ?? 0;
  return {
    drawer: held(meansAccounts.cash),
    taken: held(meansAccounts.cash),
    variance: held('variance'),
    bank: held(meansAccounts.bank),
    mobile: held(meansAccounts.mobile),
    deferred: held(meansAccounts.deferred),
    waived: held('waiver'),
    writtenOff: held('write_off'),
    rounding: 0 - held('cash_rounding'),
  };
}

async function perform(one: Act): Promise<void> {
  if ('paid' in one) settled.push(settle(one.paid, one.isAll));
  const meant = 'which' in one ? settled[one.which % Math.max(1, settled.length)] : undefined;
  if ('missingFen' in one) closes.push(...close(one.missingFen));
  if (meant === undefined) return;
  if (one.act === 'reverse') {
    await drawer.reverse(meant.settlementId);
    drawer.giveBack(meant.personId);
    settled.splice(settled.indexOf(meant), 1);
  }
  if ('percent' in one) await orRefused(() => meet(meant, one));
}

/** What is owed of nothing, or is nothing after the rounding, is refused; everything else is a fault. */
async function orRefused(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** A part of what is owed is paid later, or waived. */
async function meet(
  { settlementId, personId }: Settled,
  one: Extract<Act, { percent: number }>,
): Promise<void> {
  const { context, hospital } = drawer;
  const owedFen = context.database
    .prepare(
      `SELECT coalesce(sum(entry.amount_fen), 0) FROM ledger_posting AS posting
       JOIN ledger_entry AS entry ON entry.posting_id = posting.id
       WHERE posting.settlement_id = ? AND entry.account = 'patient_deferred'`,
    )
    .pluck()
    .get(settlementId) as number;
  const amountFen = Math.floor((owedFen * one.percent) / 100);
  if (amountFen === 0) return;
  const requestId = context.newId();
  if ('means' in one) {
    const payments = [by(one.means, amountFen)];
    payDebt(context, hospital.actor('clerk'), { requestId, personId, payments, signatory: null });
    return;
  }
  await relieveDebt(context, hospital.actor('clerk'), {
    requestId,
    settlementId,
    kind: one.kind,
    amountFen: amountFen as Fen,
    reason: '院长办公会同意',
    secondPerson: { login: 'finance', password: testPassword },
  });
}

function settle([cash, bank, mobile]: readonly [number, number, number], isAll: boolean): Settled {
  const now = [by('cash', isAll ? partFen - bank - mobile : cash), by('bank', bank), by('mobile', mobile)];
  const owedFen = partFen - now.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const payments = [...now, by('deferred', owedFen)].filter(({ amountFen }) => amountFen > 0);
  if (owedFen === 0) return drawer.settle({ payments });
  return drawer.settle({ payments, instalments: [due('2020-04-10', owedFen)], signatory: daughter });
}

function close(missingFen: number): DayClose[] {
  const { lastPostingId, expectedCashFen, since } = openShift(drawer.context, drawer.idOf('clerk'));
  if (lastPostingId === null) return [];
  const opening = since === null ? 100 : 0;
  const countedFen = Math.max(0, expectedCashFen + opening - missingFen);
  return [
    drawer.close(countedFen, {
      openingFloatFen: opening as never,
      floatLeftFen: Math.min(countedFen, 100) as never,
      varianceReason: countedFen === expectedCashFen + opening ? null : '不符',
    }),
  ];
}
