import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, connectReadOnly, readPragma } from '../../../electron/service/database/connection.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const inMemory = 2;

it.each([
  ['that writes', connect],
  ['that only reads', connectReadOnly],
] as const)('a connection %s sorts in memory: the driver encrypts no temporary file', (_which, open) => {
  const database = open(hospital.context.connection);
  expect(readPragma(database, 'temp_store')).toBe(inMemory);
  database.close();
});
