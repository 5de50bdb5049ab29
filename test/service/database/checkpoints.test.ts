import { statSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startCheckpointer } from '../../../electron/service/database/checkpoints/checkpointer.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { admit } from '../outbox/facts.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

it('the log is brought over into the file beside the service, and the file opens as before', async () => {
  const { database, connection } = hospital.context;
  database.pragma('wal_checkpoint(TRUNCATE)');
  const size = () => statSync(hospital.file).size;
  const before = size();
  const stop = startCheckpointer({ connection, everyMs: 10 });
  for (let number = 0; number < 40; number += 1) admit(hospital, `ZY${number}`);
  // The file itself grows only by a checkpoint, and this connection makes none below 8000 pages.
  while (size() <= before) await new Promise((resolve) => setTimeout(resolve, 10));
  await stop();
  hospital.reopen();
  expect(hospital.context.database.prepare('SELECT count(*) FROM stay').pluck().get()).toBe(40);
  expect(hospital.context.database.pragma('quick_check', { simple: true })).toBe('ok');
});
