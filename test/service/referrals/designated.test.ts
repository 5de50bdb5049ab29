import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addDesignated,
  endDesignated,
  listDesignated,
} from '../../../electron/service/referrals/designated.ts';
import { importDesignated } from '../../../electron/service/referrals/import-designated.ts';
import { designatedHospitalSchema } from '../../../shared/contract/referrals.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { day, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const office = () => hospital.actor('information_office');
const list = () => listDesignated(hospital.context).map((one) => designatedHospitalSchema.parse(one));
const one = {
  name: '随县中医医院',
  code: 'H42132100002',
  rank: 'county',
  since: day('2020-01-01'),
  until: null,
  needs: [],
  clause: null,
} as const;
const add = (name: string = one.name) =>
  addDesignated(hospital.context, office(), { ...one, needs: [], name });

function read(text: string) {
  const file = path.join(hospital.context.dataFolder, 'list.csv');
  writeFileSync(file, text);
  return importDesignated(hospital.context, office(), file);
}

describe('the list of designated hospitals', () => {
  it('is dated: one counts from its first day to its last, and the end is a fact of its own', async () => {
    add();
    expect(await refusalCode(() => add('随县 中医医院'))).toBe('designated_doubled');
    const [listed] = list();
    expect(listed).toMatchObject({ source: 'hand', countsToday: true });
    const end = (until: string) =>
      endDesignated(hospital.context, office(), {
        hospitalId: listed!.hospitalId!,
        until: day(until),
        reason: '不再定点',
      });
    expect(await refusalCode(() => end('2019-12-31'))).toBe('designated_dates_wrong');
    end('2020-03-09');
    expect(list()).toMatchObject([{ until: '2020-03-09', countsToday: false }]);
  });

  it('is read from a table, whole or not at all, and a second time adds nothing', async () => {
    const good =
      '医院名称,级别,起始日期,收治条件\n随县中医医院,县级,2020/1/1,\n市中心医院,市级,2020-01-01,市级专家会诊和转诊证明\n';
    expect(await read(good)).toEqual({ addedCount: 2, knownCount: 0 });
    expect(await read(good)).toEqual({ addedCount: 0, knownCount: 2 });
    expect(list().find(({ name }) => name === '市中心医院')?.needs).toEqual([
      'city_consultation',
      'referral_certificate',
    ]);
    const bad = '医院名称,级别,起始日期\n好医院,县级,2020-01-01\n,省级,不知道\n';
    const refusal = await refusalOf(() => read(bad));
    expect(refusal.code).toBe('designated_file_faulty');
    expect(refusal.problems?.map(({ line, code }) => [line, code])).toEqual([
      [3, 'name_missing'],
      [3, 'hospital_rank_wrong'],
      [3, 'date_wrong'],
    ]);
    expect(list()).toHaveLength(2);
  });
});
