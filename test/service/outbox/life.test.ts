import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../platform/faults.ts';
import { readDetail } from '../../../electron/service/outbox/detail.ts';
import { listRows } from '../../../electron/service/outbox/list.ts';
import { addFees, day } from '../harness/patient.ts';
import { attempts } from './sending.ts';
import { CountyLine } from './county-line.ts';
import { StayAtDesk } from './stay-at-desk.ts';

const line = new CountyLine();

const openRows = () =>
  line.hospital.context.database
    .prepare("SELECT kind, state, last_reason FROM outbox WHERE closed_at IS NULL AND state <> 'dead'")
    .all();

/** Until nothing waits any more, whatever went wrong on the way. */
async function drain(): Promise<void> {
  line.sender.wake();
  await line.sender.idle();
  for (let round = 0; openRows().length > 0 && round < 40; round += 1) await line.sender.passTime();
  expect(openRows()).toEqual([]);
}

/** Everything that is told of a stay, and then, where the platform has it, everything undone. */
async function wholeLife(fault: (infno: string) => Promise<void>): Promise<void> {
  for (const infno of ['2501', '2401', '2301', '2402', '2304', '4101']) await fault(infno);
  const stay = new StayAtDesk(line.hospital);
  const feeListId = await stay.fees();
  stay.change({ dischargedOn: day('2020-03-09') });
  const settlementId = stay.settle();
  await drain();
  const after = await line.held(stay);
  expect(after.visits).toMatchObject([
    { itemCount: 5, itemTotalFen: 33_740, dischargedAt: '2020-03-09 00:00:00', ourStayId: stay.stayId },
  ]);
  expect(after.settlements).toMatchObject([{ ourSettlementId: settlementId, totalFen: 33_740 }]);
  expect(after.lists).toMatchObject([{ ourSettlementId: settlementId }]);
  for (const infno of ['2305', '2402', '2405', '2302', '2404']) await fault(infno);
  const reversalId = await stay.reverse(settlementId);
  stay.change({ dischargedOn: day('2020-03-10') });
  await drain();
  expect((await line.held(stay)).visits).toMatchObject([{ dischargedAt: '2020-03-10 00:00:00' }]);
  stay.change({ dischargedOn: null });
  stay.withdraw(feeListId);
  await drain();
  expect((await line.held(stay)).visits).toMatchObject([{ itemCount: 0, dischargedAt: null }]);
  stay.cancel();
  await drain();
  const end = await line.held(stay);
  expect(end.visits).toEqual([]);
  expect(end.settlements.map(({ ourSettlementId }) => ourSettlementId)).toEqual([reversalId, settlementId]);
  expect(stay.rows()).toEqual([
    'referral done',
    'admission done',
    'fees done',
    'discharge done',
    'settlement done',
    'settlement_list done',
    'reversal done',
    'discharge_undone done',
    'discharge done',
    'discharge_undone done',
    'fees_withdrawal done',
    'admission_undone done',
  ]);
}

describe('a stay from referral to cancellation', () => {
  it('is told in its order, each message once, and undone in the reverse order', async () => {
    const before = await line.platform.holdings();
    await wholeLife(async () => {});
    expect(attempts(line.hospital)).toEqual(
      '1101 2501 2401 2301 2402 2304 4101 2305 2405 2402 2405 2302 2404'
        .split(' ')
        .map((transaction) => `${transaction} accepted 0`),
    );
    expect((await line.platform.holdings()).referralCount).toBe(before.referralCount + 1);
  });

  it('settled, reversed, emptied and cancelled before anything went out is told whole and undone whole', async () => {
    const stay = new StayAtDesk(line.hospital, { dischargedOn: day('2020-03-09') });
    const feeListId = await stay.fees();
    const settlementId = stay.settle();
    const reversalId = await stay.reverse(settlementId);
    stay.withdraw(feeListId);
    stay.cancel();
    await drain();
    const end = await line.held(stay);
    expect(end.visits).toEqual([]);
    expect(end.settlements.map(({ ourSettlementId }) => ourSettlementId)).toEqual([reversalId, settlementId]);
    expect(stay.rows().filter((row) => !row.startsWith('settlement_list'))).toEqual([
      'referral done',
      'admission done',
      'fees done',
      'discharge done',
      'settlement done',
      'reversal done',
      'fees_withdrawal done',
      'discharge_undone done',
      'admission_undone done',
    ]);
  });

  const faults: Record<string, Fault['wrong']> = {
    'the message is lost': { kind: 'cut_before_acting' },
    'the answer is lost': { kind: 'cut_after_acting' },
    'nobody knows the code, and the platform acted': { kind: 'code', infcode: -8888, words: '', acted: true },
    'nobody knows the code, and the platform did nothing': {
      kind: 'code',
      infcode: -8888,
      words: '',
      acted: false,
    },
    'the platform says it exists already': { kind: 'code', infcode: -4, words: '', acted: true },
  };
  for (const [name, wrong] of Object.entries(faults)) {
    it(`is there exactly once when of each transaction once ${name}`, async () => {
      const before = await line.platform.holdings();
      await wholeLife((infno) => line.platform.fault(infno, wrong));
      expect((await line.platform.holdings()).referralCount).toBe(before.referralCount + 1);
      const correctable = attempts(line.hospital).filter((attempt) => attempt === '2601 accepted 0');
      expect(correctable.length).toBeGreaterThanOrEqual(9);
    });
  }
});

describe('a fee list', () => {
  it('longer than a message goes out in parts that each fit, and the settlement after the last', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, index) =>
        `XM${index},静脉注射用头孢哌酮钠舒巴坦钠${index},西药,乙,10%,,${index + 1}.10,2,${2 * (index + 1)}.20,2020-03-02`,
    );
    const head = '项目编码,项目名称,费用类别,目录等级,先行自付比例,限价,单价,数量,金额,费用日期';
    const file = path.join(line.hospital.context.dataFolder, 'long.csv');
    writeFileSync(file, `${[head, ...lines].join('\r\n')}\r\n`);
    const stay = new StayAtDesk(line.hospital, { dischargedOn: day('2020-03-09') });
    await stay.fees(file);
    const parts = line.hospital.context.database
      .prepare("SELECT part FROM outbox WHERE kind = 'fees' ORDER BY sequence")
      .pluck()
      .all();
    expect(parts.length).toBeGreaterThan(2);
    expect(parts).toEqual(parts.map((_, index) => index));
    stay.settle();
    await drain();
    expect((await line.held(stay)).visits).toMatchObject([{ itemCount: 300, itemTotalFen: 9_036_000 }]);
    expect(stay.rows().slice(-3)).toEqual(['discharge done', 'settlement done', 'settlement_list done']);
    expect((await line.held(stay)).settlements).toHaveLength(1);
  });

  it('that was loaded before lists were told is told with the settlement', async () => {
    const stay = new StayAtDesk(line.hospital, { dischargedOn: day('2020-03-09') });
    addFees(line.hospital, stay.stayId);
    stay.settle();
    await drain();
    expect((await line.held(stay)).visits).toMatchObject([{ itemCount: 2, itemTotalFen: 6_000_000 }]);
  });

  it('that differs at the centre is done, ours stays, and each part of each item is kept with both amounts', async () => {
    const stay = new StayAtDesk(line.hospital);
    const feeListId = await stay.fees();
    const numbers = line.hospital.context.database
      .prepare("SELECT json_extract(record, '$.items[1].line') FROM outbox WHERE kind = 'fees'")
      .pluck()
      .get();
    await line.platform.fault('2301', { kind: 'other_item', item: 1, field: 'preselfpay_amt', yuan: '9.99' });
    await drain();
    expect(stay.rows().at(-1)).toBe('fees done');
    const differences = line.hospital.context.database
      .prepare('SELECT fee_list_id, line, part, ours_fen, theirs_fen FROM platform_item_difference')
      .all();
    expect(differences).toEqual([
      { fee_list_id: feeListId, line: numbers, part: 'pre_self_pay', ours_fen: 728, theirs_fen: 999 },
    ]);
    const { outboxId } = listRows(line.hospital.context, 10).find(({ kind }) => kind === 'fees')!;
    expect(readDetail(line.hospital.context, outboxId)).toMatchObject({
      row: { differenceCount: 1 },
      isVisit: false,
      differences: [{ what: '第3行 头孢哌酮钠 1.5g', title: '先行自付', oursFen: 728, theirsFen: 999 }],
    });
  });
});

describe('what the platform cannot have', () => {
  it('is not undone there: nothing of a stay that never went out is sent', async () => {
    await line.platform.down();
    const stay = new StayAtDesk(line.hospital);
    const feeListId = await stay.fees();
    stay.change({ dischargedOn: day('2020-03-09') });
    line.sender.wake();
    await line.sender.idle();
    stay.withdraw(feeListId);
    stay.cancel();
    expect(stay.rows()).toEqual(['referral closed', 'admission closed', 'fees closed', 'discharge closed']);
    await line.platform.up();
    const { length: from } = await line.platform.seen();
    await drain();
    expect(await line.platform.seen(from)).toEqual([]);
  });

  it('of money is told both ways all the same, and its list is not needed', async () => {
    await line.platform.down();
    const stay = new StayAtDesk(line.hospital, { dischargedOn: day('2020-03-09') });
    await stay.fees();
    const settlementId = stay.settle();
    await stay.reverse(settlementId);
    expect(stay.rows().slice(-3)).toEqual([
      'settlement pending',
      'settlement_list closed',
      'reversal pending',
    ]);
    await line.platform.up();
    await drain();
    expect((await line.held(stay)).settlements).toHaveLength(2);
    expect((await line.held(stay)).lists).toEqual([]);
  });

  it('but may have, because its answer is out, is undone after it', async () => {
    const stay = new StayAtDesk(line.hospital);
    await line.platform.fault('2401', { kind: 'cut_after_acting' });
    line.sender.wake();
    await line.sender.idle();
    stay.cancel();
    expect(stay.rows()).toEqual(['referral done', 'admission unknown', 'admission_undone pending']);
    await drain();
    expect((await line.held(stay)).visits).toEqual([]);
  });
});

describe('a stay opened for the wrong person', () => {
  it('gives its number to the right one, whose admission goes out after the other was undone', async () => {
    const wrong = new StayAtDesk(line.hospital);
    await drain();
    const number = { admissionNumber: wrong.admissionNumber };
    expect(() => new StayAtDesk(line.hospital, number)).toThrow('admission_number_taken');
    wrong.cancel();
    await line.platform.fault('2404', { kind: 'code', infcode: -8888, words: '', acted: false });
    const right = new StayAtDesk(line.hospital, number);
    expect(() => new StayAtDesk(line.hospital, number)).toThrow('admission_number_taken');
    line.sender.wake();
    await line.sender.idle();
    expect(right.rows()).toEqual(['referral done', 'admission pending']);
    await drain();
    expect(right.rows()).toEqual(['referral done', 'admission done']);
    expect((await line.held(right)).visits).toMatchObject([{ ourStayId: right.stayId }]);
  });
});

describe('a change of the stay', () => {
  it('that leaves the discharge as it was told is not told; one that changes it is', async () => {
    const stay = new StayAtDesk(line.hospital);
    stay.change({ bed: '8床' });
    stay.change({ dischargedOn: day('2020-03-09') });
    await drain();
    stay.change({ dischargedOn: day('2020-03-09') });
    expect(stay.rows()).toEqual(['referral done', 'admission done', 'discharge done']);
    stay.change({ bed: '9床' });
    expect(stay.rows().slice(3)).toEqual(['discharge_undone pending', 'discharge pending']);
  });
});
