import { describe, expect, it } from 'vitest';
import { day } from '../harness/patient.ts';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';
import { exported, handIn, imported, openHospital, wholeStay } from './stick.ts';
import { WithoutLine } from './without-line.ts';

const line = new WithoutLine();

describe('the platform at its counter', () => {
  it('takes no file that was changed, of another window key, or for another platform', async () => {
    await wholeStay(line.hospital);
    const sealed = await exported(line.hospital);
    const file = JSON.parse(sealed.content) as { header: { count: number; windowKey: string } };
    const changed = { ...file, header: { ...file.header, count: 5 } };
    await expect(handIn(line.reference, { content: JSON.stringify(changed) })).rejects.toThrow('-7');
    await expect(handIn(line.reference, { content: 'PK\u0003\u0004' })).rejects.toThrow('不是');
    await handIn(line.reference, sealed);
    // The same window with another key: somebody who made himself one.
    line.hospital.context.database.exec(
      'DROP TRIGGER window_key_is_never_deleted; PRAGMA foreign_keys = OFF; DELETE FROM window_key',
    );
    await expect(handIn(line.reference, await exported(line.hospital))).rejects.toThrow('公钥与登记的不一致');
  });

  it('refuses what it would refuse over the network, and leaves what stands behind it', async () => {
    const { stay } = await wholeStay(line.hospital);
    await imported(line.hospital, await handIn(line.reference, await exported(line.hospital)));
    const other = openHospital();
    try {
      const again = new StayAtDesk(other, { admissionNumber: stay.admissionNumber });
      again.change({ dischargedOn: day('2020-03-09') });
      const result = await imported(other, await handIn(line.reference, await exported(other)));
      expect(result.counts).toMatchObject({ done: 1, dead: 1, unchanged: 1 });
      expect(again.rows()).toEqual(['referral done', 'admission dead', 'discharge pending']);
      const row = other.context.database
        .prepare("SELECT last_code, last_reason FROM outbox WHERE state = 'dead'")
        .get();
      expect(row).toEqual({
        last_code: '-1',
        last_reason: expect.stringContaining('该住院号已办理入院登记'),
      });
    } finally {
      other.close();
    }
  });
});
