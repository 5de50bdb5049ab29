import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeBytesOf } from '../../../electron/service/disk/free-space.ts';
import { diskWarnings, requireRoomForFile, startDiskWatch } from '../../../electron/service/disk/watch.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, day, putSuixianIntoForce, settle } from '../harness/patient.ts';

let hospital: TestHospital;
const megabyte = 1 << 20;

beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

/** A watch whose disk has as much room as a test says, and whose next look a test brings about. */
function watchOf(free: { data: number | undefined; second?: number | undefined }) {
  const looks: (() => void)[] = [];
  const watch = startDiskWatch(hospital.context, {
    freeBytes: async (folder) => (folder === hospital.context.dataFolder ? free.data : free.second),
    later: (_, run) => {
      looks.push(run);
      return () => undefined;
    },
  });
  return { watch, looks };
}
const codes = () => diskWarnings(hospital.context).map(({ code }) => code);

describe('the disk', () => {
  it('is real: free bytes of a folder that is there, none of one that is not', async () => {
    expect(await freeBytesOf(hospital.context.dataFolder)).toBeGreaterThan(0);
    expect(await freeBytesOf('/nowhere/at/all')).toBeUndefined();
  });

  it('is looked at when the file opens and again later; little room is said', async () => {
    const free = { data: 3000 * megabyte };
    const { watch } = watchOf(free);
    await watch.look();
    expect(codes()).toEqual([]);
    free.data = 2000 * megabyte;
    await watch.look();
    expect(diskWarnings(hospital.context)).toMatchObject([
      { code: 'disk_low', sentence: expect.stringContaining('1.9 GB') as unknown },
    ]);
  });

  it('with hardly any room takes no large file, and settles on', async () => {
    watchOf({ data: 511 * megabyte });
    await expect(requireRoomForFile(hospital.context)).rejects.toThrow('disk_nearly_full');
    putSuixianIntoForce(hospital);
    expect(settle(hospital, addPatient(hospital).stayId).slipNumber).toBeTruthy();
    writeSetting(hospital.context, undefined, 'diskRefuseMegabytes', 500, day('2020-01-01'));
    await expect(requireRoomForFile(hospital.context)).resolves.toBeUndefined();
  });

  it('that nobody can ask stops nothing', async () => {
    const { watch } = watchOf({ data: undefined });
    await watch.look();
    expect(codes()).toEqual([]);
    await expect(requireRoomForFile(hospital.context)).resolves.toBeUndefined();
  });

  it('of the second folder that is not there is said', async () => {
    writeSetting(hospital.context, undefined, 'backupSecondFolder', '/media/stick', day('2020-01-01'));
    const { watch } = watchOf({ data: 9000 * megabyte, second: undefined });
    await watch.look();
    expect(codes()).toEqual(['backup_folder_missing']);
    watch.stop();
  });
});
