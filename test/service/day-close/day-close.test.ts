import { describe, expect, it } from 'vitest';
import { closeDay } from '../../../electron/service/day-close/close.ts';
import { confirmDayClose } from '../../../electron/service/day-close/confirm.ts';
import { correctDayClose } from '../../../electron/service/day-close/correct.ts';
import { dayCloseHandlers } from '../../../electron/service/day-close/handlers.ts';
import { listDayCloses, readDayClose } from '../../../electron/service/day-close/read.ts';
import { openShift, openShifts } from '../../../electron/service/day-close/shift.ts';
import { payDebt } from '../../../electron/service/debts/pay.ts';
import { balances } from '../../../electron/service/ledger/balances.ts';
import { dayCloseSchema, shiftSchema } from '../../../shared/contract/day-close.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { testPassword } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { by, daughter, due } from '../payments/paying.ts';
import { Drawer, inNotes } from './drawer.ts';

const drawer = new Drawer();
const finance = () => drawer.hospital.actor('finance');
const shift = () => shiftSchema.parse(openShift(drawer.context, drawer.idOf('clerk')));

describe('what a clerk took', () => {
  it('is told by means, with debts paid later and refunds beside what was collected', async () => {
    const first = drawer.settle({
      payments: [by('cash', 100_000), by('bank', 100_000), by('mobile', 100_000), by('deferred', 200_000)],
      instalments: [due('2020-04-10', 200_000)],
      signatory: daughter,
    });
    payDebt(drawer.context, drawer.hospital.actor('clerk'), {
      requestId: drawer.context.newId(),
      personId: first.personId,
      payments: [by('cash', 50_000)],
      signatory: null,
    });
    const second = drawer.settle();
    const reversal = await drawer.reverse(second.settlementId);
    drawer.giveBack(second.personId);
    expect(shift()).toMatchObject({
      takings: [
        { means: 'cash', collectedFen: 600_000, debtFen: 50_000, refundedFen: 500_000, netFen: 150_000 },
        { means: 'bank', collectedFen: 100_000, debtFen: 0, refundedFen: 0, netFen: 100_000 },
        { means: 'mobile', collectedFen: 100_000, netFen: 100_000 },
        { means: 'deferred', collectedFen: 200_000, debtFen: -50_000, refundedFen: 0, netFen: 150_000 },
      ],
      expectedCashFen: 150_000,
      settlementCount: 2,
      reversalCount: 1,
      firstSlip: first.slipNumber,
      lastSlip: reversal.slipNumber,
      voided: [{ slipNumber: second.slipNumber, reversalNumber: reversal.slipNumber, reason: '录错' }],
    });
  });

  it('is nobody else’s', () => {
    drawer.settle();
    expect(openShift(drawer.context, drawer.idOf('finance'))).toMatchObject({
      lastPostingId: null,
      expectedCashFen: 0,
    });
  });
});

describe('a day that is closed', () => {
  it('is counted by notes, keeps its float, and begins anew with it', () => {
    drawer.settle();
    const closed = dayCloseSchema.parse(drawer.close(520_000));
    expect(closed).toMatchObject({
      number: 'RJ20200310-0001',
      openingFloatFen: 20_000,
      expectedCashFen: 520_000,
      countedFen: 520_000,
      varianceFen: 0,
      handedOverFen: 500_000,
      floatLeftFen: 20_000,
      counts: [{ faceFen: 10_000, pieces: 52 }],
      confirmation: null,
    });
    expect(shift()).toMatchObject({ openingFloatFen: 20_000, expectedCashFen: 20_000, lastPostingId: null });
    drawer.settle();
    expect(shift()).toMatchObject({ expectedCashFen: 520_000, settlementCount: 1 });
  });

  it('posts what is missing or too much with its reason, and the ledger’s drawer is what was counted', () => {
    drawer.settle();
    const closed = drawer.close(519_000, { varianceReason: '找零时多给了 10 元' });
    expect(closed).toMatchObject({ varianceFen: -1000, varianceReason: '找零时多给了 10 元' });
    expect(balances(drawer.context)).toContainEqual({ account: 'variance', payer: null, amountFen: 1000 });
    expect(balances(drawer.context)).toContainEqual({
      account: 'cash_drawer',
      payer: null,
      amountFen: 499_000,
    });
    // In no later shift: it is in the count already.
    expect(shift()).toMatchObject({ expectedCashFen: 20_000, lastPostingId: null });
  });

  it('says for ever what it said when it was signed, whatever comes later', async () => {
    const { settlementId, personId } = drawer.settle();
    const closed = drawer.close(520_000);
    await drawer.reverse(settlementId);
    drawer.giveBack(personId);
    drawer.settle();
    expect(readDayClose(drawer.context, closed.dayCloseId)).toEqual(closed);
    expect(shift().takings).toMatchObject([{ means: 'cash', collectedFen: 500_000, refundedFen: 500_000 }]);
  });

  it('counts each posting once, also when the clock was set back over the seam', () => {
    drawer.settle();
    drawer.close(520_000);
    drawer.hospital.clock.set('2020-03-09T02:00:00.000Z');
    drawer.settle();
    const second = drawer.close(520_000, { openingFloatFen: null });
    expect(second).toMatchObject({ settlementCount: 1, expectedCashFen: 520_000 });
    drawer.hospital.clock.set('2020-03-11T02:00:00.000Z');
    expect(shift()).toMatchObject({ settlementCount: 0, expectedCashFen: 20_000 });
  });

  it('is closed once: the same request again is answered with it, another has nothing to close', async () => {
    drawer.settle();
    const input = drawer.input(520_000);
    const clerk = drawer.hospital.actor('clerk');
    const closed = closeDay(drawer.context, clerk, input);
    expect(closeDay(drawer.context, clerk, input)).toEqual(closed);
    expect(
      await refusalCode(() => closeDay(drawer.context, clerk, { ...input, floatLeftFen: 0 as Fen })),
    ).toBe('request_id_reused');
    expect(await refusalCode(() => drawer.close(20_000))).toBe('day_close_nothing');
  });

  it('is bound to what was on the screen: a settlement in between is counted first', async () => {
    drawer.settle();
    const input = drawer.input(520_000);
    drawer.settle();
    expect(await refusalCode(() => closeDay(drawer.context, drawer.hospital.actor('clerk'), input))).toBe(
      'day_close_changed',
    );
    expect(shift()).toMatchObject({ settlementCount: 2 });
  });

  it.each([
    ['day_close_variance_unexplained', { counts: inNotes(519_999) }],
    ['day_close_float_too_large', { floatLeftFen: 520_001 as Fen }],
    ['day_close_float_unknown', { openingFloatFen: null }],
    ['day_close_of_another', { clerkId: '01900000-0000-7000-8000-000000000000' }],
  ] as const)('is refused with %s, and nothing is written', async (code, wrong) => {
    drawer.settle();
    const before = balances(drawer.context);
    expect(await refusalCode(() => drawer.close(520_000, wrong))).toBe(code);
    expect(balances(drawer.context)).toEqual(before);
    expect(openShift(drawer.context, drawer.idOf('clerk')).settlementCount).toBe(1);
  });
});

describe('the second signature', () => {
  it('is finance’s, once, and never of who closed it', async () => {
    drawer.settle();
    const { dayCloseId } = drawer.close(520_000);
    expect(confirmDayClose(drawer.context, finance(), dayCloseId).confirmation).toMatchObject({
      byName: finance().displayName,
    });
    expect(await refusalCode(() => confirmDayClose(drawer.context, finance(), dayCloseId))).toBe(
      'day_close_confirmed',
    );
    drawer.settle();
    const clerkId = drawer.idOf('clerk');
    const left = { clerkId, closedForReason: '已离院，联系不上', openingFloatFen: null };
    const input = { ...drawer.input(520_000), ...left };
    const other = closeDay(drawer.context, finance(), input);
    expect(other).toMatchObject({ clerkId, closedForReason: '已离院，联系不上', settlementCount: 1 });
    expect(await refusalCode(() => confirmDayClose(drawer.context, finance(), other.dayCloseId))).toBe(
      'day_close_same_person',
    );
  });

  it('of another’s close wants a reason', async () => {
    drawer.settle();
    const input = { ...drawer.input(520_000), clerkId: drawer.idOf('clerk') };
    expect(await refusalCode(() => closeDay(drawer.context, finance(), input))).toBe(
      'day_close_reason_missing',
    );
  });
});

describe('a shift that was left open', () => {
  it('is listed with since when and how much, from an earlier day first', () => {
    drawer.settle();
    expect(openShifts(drawer.context)).toMatchObject([{ expectedCashFen: 500_000, isFromBefore: false }]);
    drawer.hospital.clock.set('2020-03-11T02:00:00.000Z');
    expect(openShifts(drawer.context)).toMatchObject([{ isFromBefore: true }]);
    drawer.close(520_000);
    expect(openShifts(drawer.context)).toEqual([]);
  });
});

describe('a correction', () => {
  it('is a posting of today that names the close, which stays as it was', async () => {
    drawer.settle();
    const { dayCloseId } = drawer.close(519_000, { varianceReason: '少 10 元' });
    confirmDayClose(drawer.context, finance(), dayCloseId);
    drawer.hospital.clock.set('2020-03-11T02:00:00.000Z');
    const input = {
      requestId: drawer.context.newId(),
      dayCloseId,
      amountFen: 1000 as Fen,
      reason: '在桌下找到',
      secondPerson: { login: 'finance', password: testPassword },
    };
    const clerk = drawer.hospital.actor('clerk');
    const corrected = await correctDayClose(drawer.context, clerk, input);
    expect(corrected).toMatchObject({
      varianceFen: -1000,
      countedFen: 519_000,
      corrections: [{ amountFen: 1000, reason: '在桌下找到', at: '2020-03-11T02:00:00.000Z' }],
    });
    expect(await correctDayClose(drawer.context, clerk, input)).toEqual(corrected);
    expect(shift()).toMatchObject({ correctedFen: 1000, expectedCashFen: 21_000 });
    expect(balances(drawer.context).find(({ account }) => account === 'variance')).toBeUndefined();
  });
});

describe('the list', () => {
  it('has the closes of a span of days, a clerk’s own for a clerk', () => {
    drawer.settle();
    const { dayCloseId } = drawer.close(520_000);
    const span = { from: day('2020-03-01'), to: day('2020-03-31') };
    expect(listDayCloses(drawer.context, { ...span, clerkId: null })).toMatchObject({
      rows: [{ dayCloseId, varianceFen: 0, confirmation: null }],
      isCut: false,
    });
    expect(listDayCloses(drawer.context, { ...span, clerkId: drawer.idOf('finance') }).rows).toEqual([]);
    expect(listDayCloses(drawer.context, { ...span, from: day('2020-03-11'), clerkId: null }).rows).toEqual(
      [],
    );
  });

  it('shows a clerk nobody else’s sheet', async () => {
    drawer.settle();
    const { dayCloseId } = drawer.close(520_000);
    const clerk = drawer.hospital.actor('clerk');
    const stranger = { ...clerk, accountId: drawer.idOf('auditor') };
    const call = { input: { dayCloseId }, actor: stranger, windowId: 1, filePath: undefined };
    expect(await refusalCode(() => dayCloseHandlers['dayClose.read'](drawer.context, call))).toBe(
      'day_close_of_another',
    );
  });
});

describe('the file itself', () => {
  it('refuses a close that does not add up, overlaps, is changed, or is signed twice by one person', () => {
    drawer.settle();
    const { dayCloseId } = drawer.close(520_000);
    const { database } = drawer.context;
    const columns = database
      .prepare<[], string>("SELECT name FROM pragma_table_info('day_close')")
      .pluck()
      .all();
    const again = (changed: Record<string, string>, pieces: string) => () => {
      const values = columns.map((name) => changed[name] ?? name).join(', ');
      database.transaction(() => {
        database.exec(`INSERT INTO cash_count SELECT 'x', face_fen, ${pieces} FROM cash_count`);
        database.exec(`INSERT INTO day_close SELECT ${values} FROM day_close WHERE id = '${dayCloseId}'`);
      })();
    };
    const own = { id: "'x'", number: "'x'", request_id: "'x'" };
    expect(again(own, 'pieces')).toThrow('day_close_seam');
    const next = {
      previous_id: 'id',
      after_posting_id: 'up_to_posting_id',
      opening_float_fen: 'float_left_fen',
    };
    expect(again({ ...own, ...next }, 'pieces')).toThrow('day_close_does_not_add_up');
    expect(again({ ...own, counted_fen: '20000' }, '1')).toThrow('day_close');
    expect(() => database.exec('UPDATE day_close SET counted_fen = 1')).toThrow('append_only');
    const signed = `INSERT INTO day_close_confirmation SELECT id, recorded_at, clerk_id FROM day_close`;
    expect(() => database.exec(signed)).toThrow('day_close_same_person');
  });
});
