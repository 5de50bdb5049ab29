import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outboxRequests } from '../../../shared/contract/outbox.ts';
import type { Call } from '../../../electron/service/context.ts';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { canonicalJson, sha256 } from '../../../electron/service/hashing/canonical.ts';
import { enqueue } from '../../../electron/service/outbox/enqueue.ts';
import { outboxHandlers } from '../../../electron/service/outbox/handlers.ts';
import { uploadSummary } from '../../../electron/service/outbox/summary.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { admit, reverse, settle, settlementRecord } from './facts.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const list = async (limit = 100) => {
  const call = { input: { limit }, actor: hospital.actor('clerk'), windowId: 1 } as Call<'outbox.list'>;
  const listed = await outboxHandlers['outbox.list'](hospital.context, call);
  return outboxRequests['outbox.list'].output.parse(listed);
};

describe('what is put into the outbox', () => {
  it('stands or falls with its fact', () => {
    const patient = admit(hospital, 'ZY1');
    const record = settlementRecord(hospital.context, patient, 54_000 as never);
    const failing = () =>
      inTransaction(hospital.context.database, () => {
        enqueue(hospital.context, record, record.settlementId);
        throw new Error('the fact failed');
      });
    expect(failing).toThrow('the fact failed');
    expect(hospital.context.database.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 1 });
  });

  it('is refused outside the transaction of its fact', () => {
    const record = settlementRecord(hospital.context, admit(hospital, 'ZY1'), 54_000 as never);
    expect(() => enqueue(hospital.context, record, record.settlementId)).toThrow('in the transaction');
  });

  it('is put in once for each fact', () => {
    const settlement = settle(hospital, admit(hospital, 'ZY1'));
    const twice = () =>
      inTransaction(hospital.context.database, () =>
        enqueue(hospital.context, settlement, settlement.settlementId),
      );
    expect(twice).toThrow('UNIQUE');
  });

  it('may wait beyond every limit of money, and the frame of the screens still stands', () => {
    for (const name of ['ZY1', 'ZY2']) settle(hospital, admit(hospital, name), 899_999_000_000);
    expect(uploadSummary(hospital.context)).toMatchObject({ unsentCount: 4, unsentFen: 900_000_000_000 });
  });

  it('is canonical: its hash does not depend on the order in which the record was written', () => {
    const settlement = settle(hospital, admit(hospital, 'ZY1'));
    const row = hospital.context.database
      .prepare("SELECT record, record_hash FROM outbox WHERE kind = 'settlement'")
      .get() as { record: string; record_hash: string };
    const reordered = Object.fromEntries(Object.entries(settlement).toReversed());
    expect(row.record).toBe(canonicalJson(reordered));
    expect(row.record_hash).toBe(sha256(row.record));
  });
});

describe('the list of the outbox', () => {
  it('shows unsent rows first, oldest first, then the newest done ones up to the limit', async () => {
    for (const number of ['ZY1', 'ZY2', 'ZY3', 'ZY4']) admit(hospital, number);
    hospital.context.database.exec(
      "UPDATE outbox SET state = 'done', closed_at = '2020-03-10T02:00:00.000Z' WHERE sequence IN (1, 3)",
    );
    const ids = hospital.context.database.prepare('SELECT id FROM outbox ORDER BY sequence').pluck().all();
    expect((await list()).rows.map(({ outboxId }) => outboxId)).toEqual([ids[1], ids[3], ids[2], ids[0]]);
    expect((await list(3)).rows.map(({ outboxId }) => outboxId)).toEqual([ids[1], ids[3], ids[2]]);
  });

  it('shows what needs a person before all that waits, also when not all of it fits', async () => {
    for (const number of ['ZY1', 'ZY2', 'ZY3']) admit(hospital, number);
    hospital.context.database.exec("UPDATE outbox SET state = 'dead' WHERE sequence = 3");
    const ids = hospital.context.database.prepare('SELECT id FROM outbox ORDER BY sequence').pluck().all();
    expect((await list(2)).rows.map(({ outboxId }) => outboxId)).toEqual([ids[2], ids[0]]);
  });

  it('sums what waits, a reversal as much as what it reverses, and says whose record it is', async () => {
    const settlement = settle(hospital, admit(hospital, 'ZY1'));
    reverse(hospital, settlement);
    const { summary, rows } = await list();
    expect(summary).toEqual({
      unsentCount: 3,
      heldCount: 0,
      unsentFen: 120_000,
      oldestAt: '2020-03-10T02:00:00.000Z',
      deadCount: 0,
      platform: 'not_asked',
      circuit: 'closed',
      nextProbeAt: null,
      limit: { level: 'none', sentence: '' },
    });
    expect(rows.map(({ personName, kind, amountFen }) => [personName, kind, amountFen])).toEqual([
      ['田守义', 'admission', 0],
      ['田守义', 'settlement', 60_000],
      ['田守义', 'reversal', -60_000],
    ]);
  });

  it('says of a row that waits for an earlier one of the same person that it does', async () => {
    settle(hospital, admit(hospital, 'ZY1'));
    admit(hospital, 'ZY2');
    expect((await list()).rows.map(({ lastReason }) => lastReason)).toEqual([
      null,
      '等此人较早的记录上传后再传。',
      null,
    ]);
  });

  it('is brought forward at once when somebody asks for it', async () => {
    admit(hospital, 'ZY1');
    hospital.context.database.exec("UPDATE outbox SET next_attempt_at = '2020-03-10T03:00:00.000Z'");
    const call = { input: {}, actor: hospital.actor('clerk'), windowId: 1 } as Call<'outbox.sendNow'>;
    await outboxHandlers['outbox.sendNow'](hospital.context, call);
    expect((await list()).rows[0]?.nextAttemptAt).toBeNull();
    expect(hospital.wakes.count).toBe(1);
  });
});
