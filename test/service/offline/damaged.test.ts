import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestHospital } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';
import { exported, linesOf, openHospital } from './stick.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openHospital();
});
afterEach(() => hospital.close());

it('what stands behind a damaged record stays out of the later packages of an export too', async () => {
  const [stay, other] = [new StayAtDesk(hospital), new StayAtDesk(hospital)];
  await stay.fees();
  await other.fees();
  stay.change({ dischargedOn: day('2020-03-09') });
  other.change({ dischargedOn: day('2020-03-09') });
  const { database } = hospital.context;
  database.exec('DROP TRIGGER outbox_record_never_changes');
  database
    .prepare("UPDATE outbox SET record = record || ' ' WHERE kind = 'fees' AND stay_id = ?")
    .run(stay.stayId);
  const first = await exported(hospital, 0, { rows: 5, bytes: 1_000_000 });
  expect([first.count, first.next]).toEqual([5, expect.any(Number)]);
  const lines = await linesOf(await exported(hospital, first.next!));
  const stays = lines.map(({ record }) => (JSON.parse(record) as { stayId: string }).stayId);
  expect(stays).toEqual([other.stayId]);
});
