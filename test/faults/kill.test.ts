import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReferencePlatform } from '../platform/start.ts';
import {
  expectEqualOnBothSides,
  openPrepared,
  type PreparedHospital,
  prepareHospital,
} from './both-sides.ts';
import { Clerk } from './clerk.ts';
import { ServiceProcess } from './service-process.ts';

let platform: ReferencePlatform;
let prepared: PreparedHospital;
let service: ServiceProcess;

beforeEach(async () => {
  platform = await ReferencePlatform.start();
  prepared = prepareHospital(1);
});
afterEach(async () => {
  await service.close();
  await platform.stop();
  rmSync(prepared.dataFolder, { recursive: true, force: true });
});

const start = () => ServiceProcess.start(prepared.dataFolder, platform.url);
const settle = async () => {
  service = await start();
  const clerk = new Clerk(prepared.stayIds);
  await clerk.nextStep(service);
  return clerk;
};
/** After the restart everything is delivered, once, as the clerk was told. Says how many messages that took. */
const messagesUntilDelivered = async (clerk: Clerk) => {
  await service.drained();
  const { settlementId, personalFen } = clerk.told[0]!;
  const record = await service.request('settlements.get', { settlementId });
  expect(record.upload).toMatchObject({ state: 'done', differences: [] });
  expect(record.personalFen).toBe(personalFen);
  await service.close();
  await expectEqualOnBothSides(prepared, platform);
  const transactions = ['1101', '2401', '2304', '5203', '2601'];
  const counts = await Promise.all(transactions.map((infno) => platform.count(infno)));
  return Object.fromEntries(transactions.map((infno, index) => [infno, counts[index]]));
};

describe('a settlement whose service is killed between confirm and acknowledgement is on both sides exactly once', () => {
  it('killed before anything was sent', async () => {
    await platform.down();
    const clerk = await settle();
    await service.kill();
    await platform.up();
    service = await start();
    expect(await messagesUntilDelivered(clerk)).toMatchObject({ '2304': 1, '5203': 0 });
  });

  it('killed when the platform had received the message and not yet acted, which it then does', async () => {
    await platform.fault('2304', { kind: 'hold_before_acting' });
    const clerk = await settle();
    await platform.next('2304', 'received');
    await service.kill();
    await platform.release();
    await platform.next('2304', 'acted');
    service = await start();
    expect(await messagesUntilDelivered(clerk)).toMatchObject({ '2304': 1, '5203': 1 });
  });

  it('killed when the platform had received the message, on which it acts only after the resend', async () => {
    await platform.fault('2304', { kind: 'hold_before_acting' });
    const clerk = await settle();
    await platform.next('2304', 'received');
    await service.kill();
    service = await start();
    await service.drained();
    const { length: acted } = await platform.seen();
    await platform.release();
    await platform.next('2304', 'acted', acted);
    expect(await messagesUntilDelivered(clerk)).toMatchObject({ '2304': 2, '5203': 1 });
  });

  it('killed when the platform had acted and not yet answered', async () => {
    await platform.fault('2304', { kind: 'hold_after_acting' });
    const clerk = await settle();
    await platform.next('2304', 'acted');
    await service.kill();
    service = await start();
    expect(await messagesUntilDelivered(clerk)).toMatchObject({ '2304': 1, '5203': 1 });
  });

  const answeredNotCommitted = [
    { infno: '1101', messages: { '1101': 2, '2401': 1, '2304': 1 } },
    { infno: '2401', messages: { '1101': 1, '2401': 2, '2601': 1, '2304': 1 } },
    { infno: '2304', messages: { '2401': 1, '2304': 1, '5203': 1 } },
  ];
  for (const { infno, messages } of answeredNotCommitted) {
    it(`killed when ${infno} was answered and the answer not yet committed`, async () => {
      await platform.fault(infno, { kind: 'hold_after_acting' });
      const clerk = await settle();
      await platform.next(infno, 'acted');
      // The test holds the write lock, so the service cannot commit what it is told.
      const database = openPrepared(prepared);
      database.exec('BEGIN IMMEDIATE');
      await platform.release();
      await platform.next(infno, 'answered');
      await service.kill();
      database.exec('ROLLBACK');
      database.close();
      service = await start();
      expect(await messagesUntilDelivered(clerk)).toMatchObject(messages);
    });
  }

  it('killed after the admission arrived and before its answer: the admission is corrected, not doubled', async () => {
    await platform.fault('2401', { kind: 'hold_after_acting' });
    const clerk = await settle();
    await platform.next('2401', 'acted');
    await service.kill();
    service = await start();
    expect(await messagesUntilDelivered(clerk)).toMatchObject({ '2401': 2, '2601': 1, '2304': 1 });
  });

  it('killed again while it asks after the first kill', async () => {
    await platform.fault('2304', { kind: 'hold_after_acting' });
    await platform.fault('5203', { kind: 'hold_after_acting' });
    const clerk = await settle();
    await platform.next('2304', 'acted');
    await service.kill();
    service = await start();
    await platform.next('5203', 'acted');
    await service.kill();
    service = await start();
    expect(await messagesUntilDelivered(clerk)).toMatchObject({ '2304': 1, '5203': 2 });
  });
});
