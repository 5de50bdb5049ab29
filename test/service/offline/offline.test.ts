import { describe, expect, it } from 'vitest';
import { listPackages } from '../../../electron/service/offline/packages.ts';
import { previewResend, resend } from '../../../electron/service/outbox/resend.ts';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';
import { attempts } from '../outbox/sending.ts';
import { setting } from '../platform/line.ts';
import { contentOf, exported, handIn, imported, linesOf, wholeStay } from './stick.ts';
import { WithoutLine } from './without-line.ts';

const line = new WithoutLine();

const done = ['referral', 'admission', 'fees', 'discharge', 'settlement', 'settlement_list'].map(
  (kind) => `${kind} done`,
);
const held = ({ admissionNumber }: StayAtDesk) => line.reference.holdings({ admissionNumber });

describe('what waits goes by stick', () => {
  it('and comes back acknowledged: the platform has it once, with its numbers and amounts here', async () => {
    const { stay, settlementId } = await wholeStay(line.hospital);
    const sealed = await exported(line.hospital);
    expect(sealed).toMatchObject({ count: 6, next: null });
    expect(stay.rows().every((row) => row.endsWith('pending'))).toBe(true);
    const result = await imported(line.hospital, await handIn(line.reference, sealed));
    expect(result).toMatchObject({ alreadyImported: false, counts: { done: 6, dead: 0, unchanged: 0 } });
    expect(stay.rows()).toEqual(done);
    const there = await held(stay);
    expect(there.settlements).toMatchObject([{ ourSettlementId: settlementId, totalFen: 33_740 }]);
    expect(there.visits).toMatchObject([{ itemCount: 5, dischargedAt: '2020-03-09 00:00:00' }]);
    expect(line.hospital.published.map(({ name }) => name)).toContain('settlement.changed');
    // Nothing is left for the network.
    const { length: from } = await line.reference.seen();
    await line.sendAll();
    expect(await line.reference.seen(from)).toEqual([]);
  });

  it('and what is undone afterwards goes over the network, with the numbers that the receipt brought', async () => {
    const { stay, settlementId } = await wholeStay(line.hospital);
    await imported(line.hospital, await handIn(line.reference, await exported(line.hospital)));
    const reversalId = await stay.reverse(settlementId);
    await line.sendAll();
    expect(stay.rows().at(-1)).toBe('reversal done');
    expect((await held(stay)).settlements.map(({ ourSettlementId }) => ourSettlementId)).toEqual([
      reversalId,
      settlementId,
    ]);
  });

  it('differences of the centre are opened as over the network', async () => {
    const { stay, settlementId } = await wholeStay(line.hospital);
    await line.reference.reckonOtherwise(stay.admissionNumber, 'hifp_pay', 100);
    await imported(line.hospital, await handIn(line.reference, await exported(line.hospital)));
    const parts = line.hospital.context.database
      .prepare('SELECT part FROM platform_difference WHERE settlement_id = ? ORDER BY part')
      .pluck()
      .all(settlementId);
    expect(parts).toEqual(['basic_insurance', 'personal']);
  });

  it('and over the network as well: both ways together are once', async () => {
    const { stay } = await wholeStay(line.hospital);
    const sealed = await exported(line.hospital);
    await line.sendAll();
    expect(stay.rows()).toEqual(done);
    const before = contentOf(line.hospital);
    const result = await imported(line.hospital, await handIn(line.reference, sealed));
    expect(result.counts).toMatchObject({ agrees: 6, done: 0, contradicts: 0 });
    expect(contentOf(line.hospital).replace('"count(*)":1', '"count(*)":0')).toBe(before);
    expect((await held(stay)).settlements).toHaveLength(1);
  });

  it('a record whose answer was lost goes under the same message id, and is recognised', async () => {
    const { stay } = await wholeStay(line.hospital);
    await line.reference.fault('2304', { kind: 'cut_after_acting' });
    await line.sendAll();
    expect(stay.rows()[4]).toBe('settlement unknown');
    await line.sender?.stop();
    const sealed = await exported(line.hospital);
    expect((await linesOf(sealed)).map(({ transactionCode }) => transactionCode)).toEqual(['2304', '4101']);
    expect((await imported(line.hospital, await handIn(line.reference, sealed))).counts).toMatchObject({
      done: 2,
    });
    expect(stay.rows()).toEqual(done);
    expect((await held(stay)).settlements).toHaveLength(1);
  });

  it('while the network is being asked: what the receipt closed stays closed', async () => {
    const { stay } = await wholeStay(line.hospital);
    await line.reference.fault('2304', { kind: 'hold_after_acting' });
    const { length: from } = await line.reference.seen();
    const sender = line.connect();
    await line.reference.next('2304', 'acted', from);
    const sealed = await exported(line.hospital);
    await imported(line.hospital, await handIn(line.reference, sealed));
    expect(stay.rows()).toEqual(done);
    await line.reference.release();
    await sender.idle();
    expect(stay.rows()).toEqual(done);
    expect(attempts(line.hospital).filter((attempt) => attempt === '2304 accepted 0')).toHaveLength(2);
    expect((await held(stay)).settlements).toHaveLength(1);
  });
});

describe('what changes while a stick is on its way', () => {
  it('a stay that is cancelled is undone at the platform after it, not merely left out here', async () => {
    const stay = new StayAtDesk(line.hospital);
    const sealed = await exported(line.hospital);
    stay.cancel();
    expect(stay.rows()).toContain('admission_undone pending');
    await imported(line.hospital, await handIn(line.reference, sealed));
    expect((await held(stay)).visits).toHaveLength(1);
    await line.sendAll();
    expect((await held(stay)).visits).toEqual([]);
    expect(stay.rows().every((row) => row.endsWith('done'))).toBe(true);
  });

  it('what its receipt answered counts as answered', async () => {
    const stay = new StayAtDesk(line.hospital);
    const other = new StayAtDesk(line.hospital);
    const limits = { rows: 2, bytes: 1_000_000 };
    const first = await exported(line.hospital, 0, limits);
    await imported(line.hospital, await handIn(line.reference, first));
    other.cancel();
    expect(other.rows()).toEqual(['referral closed', 'admission closed']);
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
  });
});

describe('a package', () => {
  it('holds the same rows under the same message ids when it is exported again', async () => {
    await wholeStay(line.hospital);
    const [first, second] = [await exported(line.hospital), await exported(line.hospital)];
    expect(await linesOf(second)).toEqual(await linesOf(first));
    expect(second.packageId).not.toBe(first.packageId);
    const [one, two] = [await handIn(line.reference, first), await handIn(line.reference, second)];
    expect((await imported(line.hospital, one)).counts).toMatchObject({ done: 6 });
    expect((await imported(line.hospital, two)).counts).toMatchObject({ agrees: 6 });
  });

  it('shows no person outside of the encryption', async () => {
    const { stay } = await wholeStay(line.hospital);
    const sealed = await exported(line.hospital);
    const person = line.hospital.context.database
      .prepare(
        "SELECT json_extract(record, '$.person.name') AS name, json_extract(record, '$.person.idNumber') AS idNumber FROM outbox",
      )
      .get() as { name: string; idNumber: string };
    for (const text of [person.name, person.idNumber, stay.admissionNumber, '脑梗死', 'settlement']) {
      expect(sealed.content).not.toContain(text);
      expect((await linesOf(sealed)).some(({ record }) => record.includes(text))).toBe(true);
    }
    expect(Object.keys((JSON.parse(sealed.content) as { header: object }).header).toSorted()).toEqual([
      'count',
      'exportedAt',
      'format',
      'hospitalCode',
      'hospitalName',
      'logHead',
      'packageId',
      'region',
      'sumFen',
      'version',
      'windowId',
      'windowKey',
    ]);
  });

  it('leaves out what needs a person, and what stands behind it; not what stands before or beside it', async () => {
    const { stay } = await wholeStay(line.hospital);
    const other = await wholeStay(line.hospital);
    line.hospital.context.database
      .prepare("UPDATE outbox SET state = 'dead' WHERE stay_id = ? AND kind = 'discharge'")
      .run(stay.stayId);
    const sealed = await exported(line.hospital);
    const stays = (await linesOf(sealed)).map(({ transactionCode, record }) => [
      transactionCode,
      (JSON.parse(record) as { stayId: string }).stayId === stay.stayId,
    ]);
    expect(stays.filter(([, first]) => first).map(([code]) => code)).toEqual(['2501', '2401', '2301']);
    expect(stays.filter(([, first]) => !first)).toHaveLength(6);
    expect(other.stay.rows()).toHaveLength(6);
  });

  it('leaves out a record that is not what was put down, and what this person has behind it', async () => {
    const { stay } = await wholeStay(line.hospital);
    const { database } = line.hospital.context;
    database.exec('DROP TRIGGER outbox_record_never_changes');
    database
      .prepare(
        "UPDATE outbox SET record = replace(record, '欧阳', '司马') WHERE kind = 'fees' AND stay_id = ?",
      )
      .run(stay.stayId);
    const codes = (await linesOf(await exported(line.hospital))).map(
      ({ transactionCode }) => transactionCode,
    );
    expect(codes).toEqual(['2501', '2401']);
  });

  it('holds a record that was sent anew in the place of the refused one', async () => {
    const { stay } = await wholeStay(line.hospital);
    const { context, actor } = line.hospital;
    const outboxId = context.database
      .prepare("SELECT id FROM outbox WHERE kind = 'fees' AND stay_id = ?")
      .pluck()
      .get(stay.stayId) as string;
    context.database.prepare("UPDATE outbox SET state = 'dead', last_code = '-1' WHERE id = ?").run(outboxId);
    const { previewHash } = previewResend(context, outboxId);
    resend(context, actor('finance'), { outboxId, previewHash, reason: '中心已更正' });
    const sealed = await exported(line.hospital);
    const codes = (await linesOf(sealed)).map(({ transactionCode }) => transactionCode);
    expect(codes).toEqual(['2501', '2401', '2301', '2402', '2304', '4101']);
    expect((await imported(line.hospital, await handIn(line.reference, sealed))).counts).toMatchObject({
      done: 6,
    });
  });

  it('is one of several when there is more than fits; one that comes too early is left for later', async () => {
    const { stay } = await wholeStay(line.hospital);
    const limits = { rows: 4, bytes: 1_000_000 };
    const first = await exported(line.hospital, 0, limits);
    const second = await exported(line.hospital, first.next!, limits);
    expect([first.count, second.count, second.next]).toEqual([4, 2, null]);
    const early = await imported(line.hospital, await handIn(line.reference, second));
    expect(early.counts).toMatchObject({ unchanged: 2, done: 0 });
    expect((await imported(line.hospital, await handIn(line.reference, first))).counts).toMatchObject({
      done: 4,
    });
    expect((await imported(line.hospital, await handIn(line.reference, second))).counts).toMatchObject({
      done: 2,
    });
    expect(stay.rows()).toEqual(done);
  });

  it('is cut by bytes too, and a record that is longer than that goes alone', async () => {
    await wholeStay(line.hospital);
    const first = await exported(line.hospital, 0, { rows: 100, bytes: 10 });
    expect([first.count, first.next]).not.toContain(null);
    expect(first.count).toBe(1);
  });

  it('is recorded and logged with who took it; nothing of anybody stands in the log', async () => {
    await wholeStay(line.hospital);
    const { packageId, fileName } = await exported(line.hospital);
    expect(fileName).toMatch(/^onestop-20200310100000-[0-9a-f]{6}\.package$/);
    expect(listPackages(line.hospital.context)).toMatchObject([
      { packageId, count: 6, openCount: 6, exportedBy: '测试3号', receiptAt: null, contradictionCount: 0 },
    ]);
    const log = line.hospital.context.database
      .prepare("SELECT detail FROM audit WHERE act LIKE 'offline.%'")
      .pluck()
      .all();
    expect(log).toEqual([expect.stringMatching(/^\{"count":6,"fileName":"onestop-/)]);
  });

  it('is refused while the platform has no key here, and there is none when nothing waits', async () => {
    await expect(exported(line.hospital)).rejects.toThrow('nothing waits');
    setting(line.hospital, 'platformKey', null);
    await expect(exported(line.hospital)).rejects.toMatchObject({ code: 'platform_key_missing' });
  });
});
