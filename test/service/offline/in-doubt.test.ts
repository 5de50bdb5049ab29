import { describe, expect, it } from 'vitest';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';
import { attempts } from '../outbox/sending.ts';
import { exported, handIn, imported } from './stick.ts';
import { WithoutLine } from './without-line.ts';

const line = new WithoutLine();

describe('a record in doubt that cannot be asked about', () => {
  const inDoubt = async (): Promise<StayAtDesk> => {
    const stay = new StayAtDesk(line.hospital);
    await line.reference.fault('2401', { kind: 'cut_before_acting' });
    await line.sendAll();
    expect(stay.rows()).toEqual(['referral done', 'admission unknown']);
    return stay;
  };

  it('and is on a stick is not corrected, which would undo what stands on it: its message goes out once more', async () => {
    const stay = await inDoubt();
    const receipt = await handIn(line.reference, await exported(line.hospital));
    await line.sender?.passTime();
    expect(attempts(line.hospital).slice(-2)).toEqual(['2401 unknown no_answer', '2401 accepted 0']);
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
    expect((await line.reference.holdings({ admissionNumber: stay.admissionNumber })).visits).toHaveLength(1);
    expect((await imported(line.hospital, receipt)).counts).toMatchObject({ agrees: 1 });
  });

  it('leaves on no stick while its correction (2601) is on the network, or may be', async () => {
    const stay = await inDoubt();
    await line.reference.fault('2601', { kind: 'cut_before_acting' });
    await line.reference.fault('2601', { kind: 'hold_before_acting' });
    await line.sender?.passTime();
    await expect(exported(line.hospital)).rejects.toThrow('nothing waits');
    const { length: from } = await line.reference.seen();
    const turn = line.sender?.passTime();
    await line.reference.next('2601', 'received', from);
    await expect(exported(line.hospital)).rejects.toThrow('nothing waits');
    await line.reference.release();
    await turn;
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
  });

  it('stays on the list of what may be corrected when the next correction certainly did not leave', async () => {
    await inDoubt();
    await line.reference.fault('2601', { kind: 'cut_before_acting' });
    await line.sender?.passTime();
    await line.reference.down();
    await line.sender?.passTime();
    await line.reference.up();
    expect(attempts(line.hospital).slice(-2)).toEqual([
      '2601 unknown no_answer',
      '2601 not_reached not_reached',
    ]);
    await expect(exported(line.hospital)).rejects.toThrow('nothing waits');
  });

  it('is closed by no receipt while a correction may undo what the stick brought', async () => {
    const stay = await inDoubt();
    const receipt = await handIn(line.reference, await exported(line.hospital));
    const since = "UPDATE outbox SET correcting_since = '2020-03-10T02:00:00.000Z' WHERE kind = 'admission'";
    line.hospital.context.database.exec(since);
    expect((await imported(line.hospital, receipt)).counts).toMatchObject({ unchanged: 1, done: 0 });
    expect(stay.rows()).toEqual(['referral done', 'admission unknown']);
  });
});
