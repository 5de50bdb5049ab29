import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ReferencePlatform } from '../../platform/start.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';
import { attempts, startTestSender, type TestSender } from '../outbox/sending.ts';
import { exported, handIn, imported, openHospital } from './stick.ts';

let reference: ReferencePlatform;
let hospital: TestHospital;
let sender: TestSender | undefined;

beforeAll(async () => {
  reference = await ReferencePlatform.start();
});
afterAll(() => reference.stop());
beforeEach(() => {
  hospital = openHospital();
});
afterEach(async () => {
  await reference.clear();
  await sender?.stop();
  sender = undefined;
  hospital.close();
});

describe('a record in doubt that cannot be asked about', () => {
  const inDoubt = async (): Promise<StayAtDesk> => {
    const stay = new StayAtDesk(hospital);
    await reference.fault('2401', { kind: 'cut_before_acting' });
    sender = startTestSender(hospital, reference.url);
    await sender.idle();
    expect(stay.rows()).toEqual(['referral done', 'admission unknown']);
    return stay;
  };

  it('and is on a stick is not corrected, which would undo what stands on it: its message goes out once more', async () => {
    const stay = await inDoubt();
    const receipt = await handIn(reference, await exported(hospital));
    await sender?.passTime();
    expect(attempts(hospital).slice(-2)).toEqual(['2401 unknown no_answer', '2401 accepted 0']);
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
    expect((await reference.holdings({ admissionNumber: stay.admissionNumber })).visits).toHaveLength(1);
    expect((await imported(hospital, receipt)).counts).toMatchObject({ agrees: 1 });
  });

  it('leaves on no stick while its correction (2601) is on the network, or may be', async () => {
    const stay = await inDoubt();
    await reference.fault('2601', { kind: 'cut_before_acting' });
    await reference.fault('2601', { kind: 'hold_before_acting' });
    await sender?.passTime();
    await expect(exported(hospital)).rejects.toThrow('nothing waits');
    const from = reference.seen.length;
    const turn = sender?.passTime();
    await reference.next('2601', 'received', from);
    await expect(exported(hospital)).rejects.toThrow('nothing waits');
    await reference.release();
    await turn;
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
  });

  it('stays on the list of what may be corrected when the next correction certainly did not leave', async () => {
    await inDoubt();
    await reference.fault('2601', { kind: 'cut_before_acting' });
    await sender?.passTime();
    await reference.down();
    await sender?.passTime();
    await reference.up();
    expect(attempts(hospital).slice(-2)).toEqual(['2601 unknown no_answer', '2601 not_reached not_reached']);
    await expect(exported(hospital)).rejects.toThrow('nothing waits');
  });

  it('is closed by no receipt while a correction may undo what the stick brought', async () => {
    const stay = await inDoubt();
    const receipt = await handIn(reference, await exported(hospital));
    const since = "UPDATE outbox SET correcting_since = '2020-03-10T02:00:00.000Z' WHERE kind = 'admission'";
    hospital.context.database.exec(since);
    expect((await imported(hospital, receipt)).counts).toMatchObject({ unchanged: 1, done: 0 });
    expect(stay.rows()).toEqual(['referral done', 'admission unknown']);
  });
});
