import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestHospital } from '../harness/hospital.ts';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';
import { exported, linesOf, openHospital } from './stick.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openHospital();
});
afterEach(() => hospital.close());

it('what is taken back while a package is being sealed does not leave with it', async () => {
  const [mistaken, other] = [new StayAtDesk(hospital), new StayAtDesk(hospital)];
  const sealing = exported(hospital);
  mistaken.cancel();
  expect(mistaken.rows()).toEqual(['referral closed', 'admission closed']);
  const records = (await linesOf(await sealing)).map(
    ({ record }) => JSON.parse(record) as { stayId: string },
  );
  expect(records.map(({ stayId }) => stayId)).toEqual([other.stayId, other.stayId]);
  const count = hospital.context.database.prepare('SELECT count(*) FROM offline_package').pluck().get();
  expect(count).toBe(1);
});
