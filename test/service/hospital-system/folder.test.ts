import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  hospitalSystemState,
  lookAgain,
  setFeeFolder,
  startFeeFolder,
} from '../../../electron/service/hospital-system/folder.ts';
import { watchFolder } from '../../../electron/service/hospital-system/watch-folder.ts';
import { cancelStay } from '../../../electron/service/stays/cancel.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { hospitalSystemStateSchema } from '../../../shared/contract/hospital-system.ts';
import { admit } from '../admission/admitted.ts';
import { writeList } from '../fees/list.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay } from '../harness/patient.ts';

const pace = { lookEveryMs: 100, settledMs: 250 };
let hospital: TestHospital;
let stayId: string;
let number: string;
let folder: string;
let stop: () => Promise<void>;
beforeEach(async () => {
  hospital = openTestHospital();
  stayId = addStay(hospital, addPerson(hospital), { admittedOn: '2020-03-01', dischargedOn: '2020-03-05' });
  number = readStay(hospital.context, stayId).admissionNumber;
  folder = path.join(hospital.context.dataFolder, '费用');
  mkdirSync(folder);
  stop = startFeeFolder(hospital.context, pace);
});
afterEach(async () => {
  await stop();
  hospital.close();
});

const watch = (into: string | null = folder) =>
  setFeeFolder(hospital.context, hospital.actor('information_office'), into, pace);
const state = () => {
  const found = hospitalSystemState(hospital.context);
  expect(hospitalSystemStateSchema.parse(found)).toEqual(found);
  return found;
};
const put = (name: string, on: string) => writeList(hospital, name, [{ on }], folder);
const until = (check: () => void) => vi.waitFor(check, { timeout: 180_000, interval: 50 });
const lists = () => readStay(hospital.context, stayId).feeLists.map(({ fileName }) => fileName);

describe('the watched folder', () => {
  it('hands over what lies there and what comes, by name or by column, each file once and left where it is', async () => {
    const first = put(`${number}-1.csv`, '2020-03-01');
    await watch();
    await until(() => expect(lists()).toEqual([`${number}-1.csv`]));
    writeList(hospital, '昨日.csv', [{ on: '2020-03-02', admissionNumber: number }], folder);
    await until(() => expect(lists()).toHaveLength(2));
    expect(state()).toMatchObject({ folder, watch: 'watching', takenCount: 2, refused: [] });
    // The same bytes under another name.
    writeFileSync(path.join(folder, `${number}-1 (2).csv`), readFileSync(first));
    put(`${number}-3.csv`, '2020-03-03');
    await until(() => expect(lists()).toHaveLength(3));
    await lookAgain(hospital.context);
    put(`${number}-4.csv`, '2020-03-04');
    await until(() => expect(lists()).toHaveLength(4));
    expect(state()).toMatchObject({ takenCount: 4, refused: [] });
    expect(existsSync(first)).toBe(true);
    const by = hospital.context.database.prepare('SELECT DISTINCT recorded_by FROM fee_list').pluck().all();
    expect(by).toEqual([hospital.actor('information_office').accountId]);
  });

  it('takes the same charges of a day for each patient whose number names them', async () => {
    const other = addStay(hospital, addPerson(hospital));
    const { admissionNumber } = readStay(hospital.context, other);
    const first = put(`${number}-1.csv`, '2020-03-02');
    writeFileSync(path.join(folder, `${admissionNumber}-1.csv`), readFileSync(first));
    await watch();
    await until(() => expect(state()).toMatchObject({ takenCount: 2, refused: [] }));
    expect(lists()).toEqual([`${number}-1.csv`]);
    expect(readStay(hospital.context, other).feeLists).toHaveLength(1);
  });

  it('no longer names a file that came before its stay once it is taken', async () => {
    const next = `ZY${Number(number.slice(2)) + 1}`;
    put(`${next}-1.csv`, '2020-03-02');
    await watch();
    await until(() => expect(state().refused).toMatchObject([{ code: 'fee_file_stay_unknown' }]));
    const other = addStay(hospital, addPerson(hospital));
    expect(readStay(hospital.context, other).admissionNumber).toBe(next);
    await lookAgain(hospital.context);
    await until(() => expect(state()).toMatchObject({ takenCount: 1, refused: [] }));
  });

  it('names what it does not take, takes it once it is mended, and leaves other files alone', async () => {
    await watch();
    put('谁的.csv', '2020-03-01');
    put(`${number}-坏.csv`, '2020-04-01');
    writeFileSync(path.join(folder, '说明.txt'), '不是清单');
    writeFileSync(path.join(folder, '~$ZY.xlsx'), '锁');
    await until(() => expect(state().refused).toHaveLength(2));
    expect(
      state()
        .refused.map(({ fileName, code }) => `${fileName} ${code}`)
        .sort(),
    ).toEqual([`${number}-坏.csv charged_outside_stay`, '谁的.csv fee_file_stay_unknown'].sort());
    put(`${number}-坏.csv`, '2020-03-01');
    await until(() => expect(lists()).toEqual([`${number}-坏.csv`]));
  });

  it('does not read a file again that nobody wrote to, also after a start', async () => {
    const [first, long] = [put(`${number}-1.csv`, '2020-03-01'), new Date('2020-03-05T10:00:00Z')];
    utimesSync(first, long, long);
    await watch();
    await until(() => expect(lists()).toHaveLength(1));
    await stop();
    // Other bytes under the same size and moment: only who reads it again would find them.
    writeFileSync(first, readFileSync(first, 'utf8').replace('2020-03-01', '2020-03-04'));
    utimesSync(first, long, long);
    put(`${number}-2.csv`, '2020-03-02');
    stop = startFeeFolder(hospital.context, pace);
    await until(() => expect(lists()).toEqual([`${number}-1.csv`, `${number}-2.csv`]));
    utimesSync(first, long, new Date('2020-03-05T10:00:01Z'));
    await until(() => expect(lists()).toHaveLength(3));
  });

  it('waits until a file is complete', async () => {
    const office = hospital.actor('information_office');
    await setFeeFolder(hospital.context, office, folder, { ...pace, settledMs: 2000 });
    const whole = readFileSync(writeList(hospital, 'whole.csv', [{}]), 'utf8');
    const slow = path.join(folder, `${number}-2.csv`);
    for (const piece of whole.match(/[\s\S]{1,60}/g)!) {
      appendFileSync(slow, piece);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    await until(() => expect(lists()).toEqual([`${number}-2.csv`]));
    expect(state().refused).toEqual([]);
  });

  it('lets files by that one is written to for ever, and is let go of at once', async () => {
    const endless = path.join(folder, `${number}-无尽.csv`);
    const writing = setInterval(() => appendFileSync(endless, '一行又一行\n'), 20);
    try {
      await until(() => expect(existsSync(endless)).toBe(true));
      put(`${number}-1.csv`, '2020-03-01');
      await watch();
      await until(() => expect(lists()).toEqual([`${number}-1.csv`]));
      put(`${number}-2.csv`, '2020-03-02');
      await until(() => expect(lists()).toHaveLength(2));
      expect(state().refused).toEqual([]);
      await watch(null);
      expect(state().watch).toBe('off');
    } finally {
      clearInterval(writing);
    }
  });

  it('tries a file again that could not be read', async () => {
    const [taken, said] = [new Array<string>(), vi.spyOn(console, 'error').mockReturnValue()];
    const file = put(`${number}-1.csv`, '2020-03-01');
    let isHeld = true;
    const held = watchFolder(
      folder,
      (filePath) => {
        if (isHeld) return Promise.reject(new Error('EBUSY: resource busy or locked'));
        taken.push(filePath);
        return Promise.resolve();
      },
      { ...pace, lookEveryMs: 20 },
    );
    await until(() => expect(said).toHaveBeenCalled());
    isHeld = false;
    await until(() => expect(taken).toEqual([file]));
    await held.stop();
    expect(said).toHaveBeenCalledTimes(1);
    said.mockRestore();
  });

  it('finds the stay of a number that a stay opened by mistake had before', async () => {
    const personId = addPerson(hospital);
    const mistaken = admit(hospital, personId, { admissionNumber: 'ZYX-1' });
    cancelStay(hospital.context, hospital.actor('clerk'), { stayId: mistaken, reason: '登记错人' });
    stayId = admit(hospital, personId, { admissionNumber: 'ZYX-1' });
    await watch();
    writeList(hospital, '昨日.csv', [{ admissionNumber: 'ZYX-1' }], folder);
    await until(() => expect(lists()).toEqual(['昨日.csv']));
    expect(state().refused).toEqual([]);
  });

  it('may go and come back: a stick pulled out is no fault', async () => {
    await watch();
    expect(state().watch).toBe('watching');
    renameSync(folder, `${folder}-away`);
    await until(() => expect(state().watch).toBe('away'));
    writeList(hospital, `${number}-1.csv`, [{}], `${folder}-away`);
    renameSync(`${folder}-away`, folder);
    await until(() => expect(lists()).toEqual([`${number}-1.csv`]));
    expect(state()).toMatchObject({ watch: 'watching', refused: [] });
    await watch(null);
    expect(state()).toMatchObject({ watch: 'off', folder: null });
  });
});
