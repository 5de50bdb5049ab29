import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, describe, it } from 'vitest';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import { withdrawFees } from '../../../electron/service/fees/withdraw-fees.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { fixture } from '../harness/fixture.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

describe('a fee file that says nothing of whose it is', () => {
  it('is not taken a second time for somebody else, unless its name says so', async () => {
    const [first, second] = [0, 1].map(() => addStay(hospital, addPerson(hospital)));
    const load = (stayId: string, file: string) =>
      importFees(hospital.context, hospital.actor('clerk'), stayId, file);
    const file = fixture('fees', 'good.csv');
    const { feeLists } = await load(first!, file);
    expect(await refusalCode(() => load(second!, file))).toBe('fee_file_of_another_stay');
    expect(readStay(hospital.context, second!).feeLists).toEqual([]);
    const { admissionNumber } = readStay(hospital.context, second!);
    const named = path.join(hospital.context.dataFolder, `${admissionNumber}.csv`);
    copyFileSync(file, named);
    expect((await load(second!, named)).feeLists).toHaveLength(1);
    // Withdrawn, it was nobody's.
    const { feeListId } = feeLists[0]!;
    withdrawFees(hospital.context, hospital.actor('clerk'), { feeListId, reason: '选错了文件' });
    const { feeLists: others } = readStay(hospital.context, second!);
    withdrawFees(hospital.context, hospital.actor('clerk'), {
      feeListId: others[0]!.feeListId,
      reason: '重来',
    });
    expect((await load(second!, file)).feeLists).toHaveLength(1);
  });
});
