import { describe, expect, it, vi } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { readDifferences } from '../../../electron/service/corrections/differences.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { addYears } from '../../../electron/service/settlements/year-sums.ts';
import { emptyYear } from '../../../shared/engine/claim.ts';
import { testPassword } from '../harness/hospital.ts';
import { addPerson, settle, settleRequest } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import {
  ask,
  elsewhere,
  fen,
  patient,
  personNumberOf,
  platformAt,
  settleElsewhere,
  snapshotCount,
  yearOfPerson,
} from './asking.ts';
import { YearBench } from './bench.ts';

const bench = new YearBench();

const pays = (stayId: string, layer: string) =>
  trialForWindow(bench.hospital.context, { stayId, asOrdinary: false }).layers.find(
    (one) => one.layer === layer,
  )?.payFen;

async function reverse(settlementId: string): Promise<void> {
  const request = { requestId: bench.hospital.context.newId(), settlementId, reason: '录错' };
  const secondPerson = { login: 'finance', password: testPassword };
  await reverseSettlement(bench.hospital.context, bench.hospital.actor('clerk'), {
    ...request,
    secondPerson,
  });
}

describe('the year that the platform holds', () => {
  it('makes critical illness insurance pay from what another hospital settled, to the fen', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 20_000 });
    // 80 % of 20,000 leaves 4,000 of burden, below 5,000.
    expect(pays(stayId, 'critical_illness')).toBe(0);
    await settleElsewhere(bench.hospital, bench.reference, personId);
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'learnt', unlistedCount: 0 });
    expect(yearOfPerson(bench.hospital, personId)).toEqual(elsewhere);
    // Burden 11,100 to 15,100, all between 5,000 and 30,000: 4,000 × 65 %.
    expect(pays(stayId, 'critical_illness')).toBe(260_000);
  });

  it('makes a trial outdated that the clerk saw before', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 20_000 });
    const request = settleRequest(bench.hospital, { stayId, asOrdinary: false });
    await settleElsewhere(bench.hospital, bench.reference, personId);
    await bench.askNow(personId);
    const settleIt = () => settleStay(bench.hospital.context, bench.hospital.actor('clerk'), request);
    expect(await refusalCode(settleIt)).toBe('trial_outdated');
  });

  it('opens a difference for what was settled here before, changes nothing of it and blocks nothing', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 40_000 });
    const { settlementId } = settle(bench.hospital, stayId);
    await bench.send();
    await settleElsewhere(bench.hospital, bench.reference, personId);
    bench.later();
    await bench.askNow(personId);
    const { because, settlements } = readDifferences(bench.hospital.context, personId);
    expect(because).toEqual(['elsewhere']);
    // 8,000 of burden: 3,000 × 65 % when it stood alone, all of it × 65 % on top of 11,100.
    expect(settlements[0]?.layers.find(({ layer }) => layer === 'critical_illness')).toMatchObject({
      beforeFen: 195_000,
      afterFen: 520_000,
    });
    await reverse(settlementId);
    expect(readDifferences(bench.hospital.context, personId).settlements).toEqual([]);
  });

  it('counts our settlement once, whether the platform has it already or not', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 40_000 });
    settle(bench.hospital, stayId);
    const ours = yearOfPerson(bench.hospital, personId);
    await settleElsewhere(bench.hospital, bench.reference, personId);
    await bench.askNow(personId);
    expect(yearOfPerson(bench.hospital, personId)).toEqual(addYears(elsewhere, ours));
    await bench.send();
    bench.later();
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'same' });
    expect(yearOfPerson(bench.hospital, personId)).toEqual(addYears(elsewhere, ours));
  });

  it('counts our reversal once, whether the platform has it already or not', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 40_000 });
    const { settlementId } = settle(bench.hospital, stayId);
    await settleElsewhere(bench.hospital, bench.reference, personId);
    await bench.send();
    bench.later();
    await bench.askNow(personId);
    await reverse(settlementId);
    bench.later();
    await bench.askNow(personId);
    expect(yearOfPerson(bench.hospital, personId)).toEqual(elsewhere);
    await bench.send();
    bench.later();
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'same' });
    expect(yearOfPerson(bench.hospital, personId)).toEqual(elsewhere);
  });

  it('is put down once for as long as the platform says the same of other hospitals', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 40_000 });
    const first = await bench.askNow(personId);
    expect(first).toMatchObject({ outcome: 'same', knownAsOf: '2020-03-10T02:00:00.000Z' });
    expect(snapshotCount(bench.hospital)).toBe(1);
    for (let visit = 0; visit < 3; visit += 1) {
      bench.later();
      expect(await bench.askNow(personId)).toMatchObject({ outcome: 'same', knownAsOf: first.knownAsOf });
    }
    settle(bench.hospital, stayId);
    await bench.send();
    bench.later();
    await bench.askNow(personId);
    expect(snapshotCount(bench.hospital)).toBe(1);
    await settleElsewhere(bench.hospital, bench.reference, personId);
    bench.later();
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'learnt' });
    await settleElsewhere(bench.hospital, bench.reference, personId, -1);
    bench.later();
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'learnt' });
    expect(snapshotCount(bench.hospital)).toBe(3);
    expect(yearOfPerson(bench.hospital, personId).criticalIllnessBurdenFen).toBe(800_000);
  });

  it('is asked with a number that the upload then uses, too', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 1_000 });
    const from = await bench.reference.count('1101');
    await bench.askNow(personId);
    expect(personNumberOf(bench.hospital, personId)).toMatch(/^P\d+$/);
    settle(bench.hospital, stayId);
    await bench.send();
    expect((await bench.reference.count('1101')) - from).toBe(1);
  });
});

describe('a platform that does not answer', () => {
  it('leaves the year as it was known last, and says from when that is', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 20_000 });
    await settleElsewhere(bench.hospital, bench.reference, personId);
    const { knownAsOf } = await bench.askNow(personId);
    bench.later();
    const gone = platformAt(bench.hospital, 'http://127.0.0.1:9/');
    expect(await ask(bench.hospital, personId, gone)).toMatchObject({ outcome: 'not_reached', knownAsOf });
    await bench.reference.fault('5206', { kind: 'hold_before_acting' });
    const impatient = platformAt(bench.hospital, bench.reference.url, 100);
    expect(await ask(bench.hospital, personId, impatient)).toMatchObject({
      outcome: 'not_reached',
      knownAsOf,
    });
    for (const status of [500, 503, 404]) {
      await bench.reference.fault('5206', { kind: 'status', status, acted: false });
      expect(await bench.askNow(personId)).toMatchObject({ outcome: 'not_reached', knownAsOf });
    }
    expect(pays(stayId, 'critical_illness')).toBe(260_000);
  });

  it('leaves our own facts where it was never asked', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 40_000 });
    settle(bench.hospital, stayId);
    const before = yearOfPerson(bench.hospital, personId);
    const answer = await ask(bench.hospital, personId, platformAt(bench.hospital, 'http://127.0.0.1:9/'));
    expect(answer).toMatchObject({ outcome: 'not_reached', knownAsOf: null });
    expect(yearOfPerson(bench.hospital, personId)).toEqual(before);
  });
});

describe('what the platform says besides', () => {
  it('is left out and counted where nobody listed it; what it leaves out is what it holds of ours', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 40_000 });
    settle(bench.hospital, stayId);
    await bench.send();
    const ours = yearOfPerson(bench.hospital, personId);
    await bench.answered([
      { cum_type_code: 'C0000', cum: '3' },
      { cum_type_code: 'G0002', cum: '20000.00' },
      { cum_type_code: 'X1', cum: 'anything' },
      { cum_type_code: 'X2', cum: '' },
    ]);
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'learnt', unlistedCount: 2 });
    expect(yearOfPerson(bench.hospital, personId)).toEqual({
      ...ours,
      stays: 3,
      criticalIllnessBurdenFen: fen(2_000_000),
    });
  });

  it('is nothing to us where it is of another insurance or another year', async () => {
    const personId = addPerson(bench.hospital);
    await bench.answered([
      { insutype: '310', cum_type_code: 'G0002', cum: '20000.00' },
      { year: '2019', cum_type_code: 'G0002', cum: '20000.00' },
    ]);
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'same' });
    expect(yearOfPerson(bench.hospital, personId)).toEqual(emptyYear);
  });

  it('is understood as numbers and as text', async () => {
    for (const kind of ['numbers_without_quotes', 'output_as_text'] as const) {
      const personId = addPerson(bench.hospital);
      await settleElsewhere(bench.hospital, bench.reference, personId);
      await bench.reference.fault('5206', { kind });
      expect(await bench.askNow(personId)).toMatchObject({ outcome: 'learnt' });
      expect(yearOfPerson(bench.hospital, personId)).toEqual(elsewhere);
    }
  });
});

it('leaves no line in any log, and one in the audit for what was put down', async () => {
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
  const personId = addPerson(bench.hospital);
  await bench.askNow(personId);
  await bench.answered([{ cum_type_code: 'G0002', cum: '-1' }]);
  await bench.askNow(personId);
  await ask(bench.hospital, personId, platformAt(bench.hospital, 'http://127.0.0.1:9/'));
  for (const spy of spies) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
  const audited = bench.hospital.context.database
    .prepare("SELECT count(*) FROM audit WHERE act = 'year.snapshot'")
    .pluck()
    .get();
  expect(audited).toBe(1);
  expect(verifyAudit(bench.hospital.context.database)).toMatchObject({ ok: true });
});
