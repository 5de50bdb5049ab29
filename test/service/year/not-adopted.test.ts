import { describe, expect, it } from 'vitest';
import { isSameYear } from '../../../electron/service/year/complete.ts';
import { emptyYear } from '../../../shared/engine/claim.ts';
import { practiceCredentials } from '../../../electron/service/practice/platform/credentials.ts';
import { addPerson, settle } from '../harness/patient.ts';
import { exported } from '../offline/stick.ts';
import { setting } from '../platform/line.ts';
import { patient, personNumberOf, settleElsewhere, snapshotCount, yearOfPerson } from './asking.ts';
import { YearBench } from './bench.ts';

const bench = new YearBench();

describe('nothing is adopted', () => {
  it('while one of our settlements may have arrived and may not', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 40_000 });
    settle(bench.hospital, stayId);
    await bench.send();
    bench.admittedAndSettled(personId);
    await bench.reference.fault('2304', { kind: 'cut_after_acting' });
    await bench.reference.fault('5203', { kind: 'cut_before_acting' }, 20);
    await bench.send();
    const asked = await bench.reference.count('5206');
    const answer = await bench.askNow(personId);
    expect(answer).toMatchObject({ outcome: 'in_doubt', askedAt: null });
    expect(answer.sentence).toContain('等待核对');
    expect(await bench.reference.count('5206')).toBe(asked);
    expect(snapshotCount(bench.hospital)).toBe(0);
  });

  it('while one of ours is on its way in a package, or was given up before anybody knew', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 40_000 });
    settle(bench.hospital, stayId);
    setting(bench.hospital, 'platformKey', practiceCredentials.platformKey.publicKeyHex);
    await exported(bench.hospital);
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'in_doubt', askedAt: null });
    const other = patient(bench.hospital, { inScope: 40_000 });
    settle(bench.hospital, other.stayId);
    expect(await bench.askNow(other.personId)).not.toMatchObject({ outcome: 'in_doubt' });
    bench.hospital.context.database
      .prepare("UPDATE outbox SET state = 'dead', last_code = 'in_doubt_too_often' WHERE person_id = ?")
      .run(other.personId);
    expect(await bench.askNow(other.personId)).toMatchObject({ outcome: 'in_doubt' });
  });

  it('when one of our settlements is accepted while the platform thinks', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 40_000 });
    settle(bench.hospital, stayId);
    await settleElsewhere(bench.hospital, bench.reference, personId);
    await bench.reference.fault('5206', { kind: 'hold_after_acting' });
    const { length: seen } = await bench.reference.seen();
    const answer = bench.askNow(personId);
    await bench.reference.next('5206', 'acted', seen);
    await bench.send();
    await bench.reference.release();
    expect(await answer).toMatchObject({ outcome: 'in_doubt' });
    expect(snapshotCount(bench.hospital)).toBe(0);
    bench.later();
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'learnt' });
  });

  it('from a platform that has not yet counted what it accepted', async () => {
    const { personId, stayId } = patient(bench.hospital, { inScope: 40_000 });
    settle(bench.hospital, stayId);
    await bench.send();
    const before = yearOfPerson(bench.hospital, personId);
    await bench.answered([{ cum_type_code: 'C0000', cum: '0' }]);
    expect(await bench.askNow(personId)).toMatchObject({
      outcome: 'not_adopted',
      sentence: '医保平台的累计还没有算进本院已上传的结算，没有采用',
    });
    await bench.answered([{ cum_type_code: 'G0002', cum: '7999.99' }]);
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'not_adopted' });
    await bench.answered([]);
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'not_adopted' });
    expect(yearOfPerson(bench.hospital, personId)).toEqual(before);
    expect(snapshotCount(bench.hospital)).toBe(0);
  });

  const wrong: readonly (readonly [string, readonly object[]])[] = [
    ['a negative amount', [{ cum_type_code: 'G0002', cum: '-0.01' }]],
    ['an amount in words', [{ cum_type_code: 'G0002', cum: '一万' }]],
    ['an amount of three decimals', [{ cum_type_code: 'G0002', cum: '1.005' }]],
    ['an amount with an exponent', [{ cum_type_code: 'G0002', cum: '1e5' }]],
    ['an amount beyond every limit', [{ cum_type_code: 'G0002', cum: '99999999999999.00' }]],
    ['a negative count of stays', [{ cum_type_code: 'C0000', cum: '-1' }]],
    ['one and a half stays', [{ cum_type_code: 'C0000', cum: '1.5' }]],
    [
      'a kind said twice',
      [
        { cum_type_code: 'G0002', cum: '1.00' },
        { cum_type_code: 'G0002', cum: '2.00' },
      ],
    ],
    ['a row without its amount', [{ cum_type_code: 'G0002' }]],
    ['only kinds that nobody listed', [{ cum_type_code: 'X1', cum: '5.00' }]],
  ];
  it('from half of a year, or from amounts that are none', async () => {
    const outcomes: unknown[] = [];
    for (const [name, rows] of wrong) {
      const personId = addPerson(bench.hospital);
      await bench.answered(rows);
      const { outcome, sentence, knownAsOf } = await bench.askNow(personId);
      const isEmpty = isSameYear(yearOfPerson(bench.hospital, personId), emptyYear);
      outcomes.push([name, outcome, sentence, knownAsOf, isEmpty]);
    }
    const refused = ['not_adopted', '医保平台返回的累计读不懂，没有采用', null, true];
    expect(outcomes).toEqual(wrong.map(([name]) => [name, ...refused]));
    expect(snapshotCount(bench.hospital)).toBe(0);
  });

  it('from an answer that is none', async () => {
    const personId = addPerson(bench.hospital);
    for (const body of [
      '<html>登录</html>',
      '{}',
      '{"infcode":0,"output":"x"}',
      '{"infcode":0,"output":{"cuminfo":7}}',
    ]) {
      await bench.reference.fault('5206', { kind: 'body', body, acted: false });
      expect({ body, ...(await bench.askNow(personId)) }).toMatchObject({ body, outcome: 'not_adopted' });
    }
    expect(snapshotCount(bench.hospital)).toBe(0);
  });

  it('from a platform that knows another person under the number', async () => {
    const personId = addPerson(bench.hospital);
    const body = { infcode: 0, output: { baseinfo: { psn_no: 'P9', certno: '429913196503150017' } } };
    await bench.reference.fault('1101', { kind: 'body', body: JSON.stringify(body), acted: false });
    const asked = await bench.reference.count('5206');
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'not_adopted' });
    expect(personNumberOf(bench.hospital, personId)).toBeNull();
    expect(await bench.reference.count('5206')).toBe(asked);
  });

  it('when the clock was set back to before the last time', async () => {
    const personId = addPerson(bench.hospital);
    await bench.askNow(personId);
    await settleElsewhere(bench.hospital, bench.reference, personId);
    bench.hospital.clock.advanceMs(-60_000);
    expect(await bench.askNow(personId)).toMatchObject({ outcome: 'not_adopted' });
    expect(snapshotCount(bench.hospital)).toBe(1);
  });
});
