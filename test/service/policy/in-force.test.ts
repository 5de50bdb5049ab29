import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policyHandlers } from '../../../electron/service/policy/handlers.ts';
import {
  listInForce,
  type NewPolicy,
  policyFor,
  putIntoForce,
} from '../../../electron/service/policy/in-force.ts';
import { readKeptPack } from '../../../electron/service/policy/packs.ts';
import { policyInForceSchema } from '../../../shared/contract/policy.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { day, insuredRegion, putSuixianIntoForce, suixianText } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-policy-'));
  hospital = openTestHospital();
});
afterEach(() => {
  hospital.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (policy: Partial<NewPolicy>) =>
  putIntoForce(hospital.context, hospital.actor('information_office'), {
    text: suixianText(hospital),
    fileName: 'suixian-2020.yaml',
    fromDay: day('2020-01-01'),
    toDay: null,
    options: {},
    approvalId: null,
    ...policy,
  });
const forDay = (text: string, region = insuredRegion) => policyFor(hospital.context, region, day(text));

describe('the policy of a day and a place', () => {
  it('is the act whose dates hold the day, both days inclusive', async () => {
    const act = put({ fromDay: day('2020-02-01'), toDay: day('2020-02-29') });
    expect(await refusalCode(() => forDay('2020-01-31'))).toBe('no_policy_in_force');
    expect(forDay('2020-02-01').inForceId).toBe(act.inForceId);
    expect(forDay('2020-02-29').inForceId).toBe(act.inForceId);
    expect(await refusalCode(() => forDay('2020-03-01'))).toBe('no_policy_in_force');
  });

  it('is the act recorded last where two hold the day, with its own options', () => {
    const first = putSuixianIntoForce(hospital);
    const last = putSuixianIntoForce(hospital, { guarantee_base: 'in_scope' });
    expect([first, last]).not.toContain(undefined);
    expect(forDay('2020-03-10')).toMatchObject({ inForceId: last, options: '{"guarantee_base":"in_scope"}' });
  });

  it('is the one of the county, else of its city, else of its province; never of another', async () => {
    const province = put({ region: '420000' });
    expect(forDay('2020-03-10').inForceId).toBe(province.inForceId);
    const city = put({ region: '421300' });
    expect(forDay('2020-03-10').inForceId).toBe(city.inForceId);
    const county = put({});
    put({ region: '420000' });
    expect(forDay('2020-03-10').inForceId).toBe(county.inForceId);
    expect(forDay('2020-03-10', '421302').inForceId).toBe(city.inForceId);
    expect(await refusalCode(() => forDay('2020-03-10', '500101'))).toBe('no_policy_in_force');
  });

  it('warns where the act goes beyond what the document claims for itself, and still counts', () => {
    const act = put({ fromDay: day('2019-12-01') });
    expect(policyInForceSchema.parse(act)).toEqual(act);
    expect(act.warnings).toHaveLength(2);
    expect(put({ toDay: day('2020-12-31') }).warnings).toEqual([]);
    expect(forDay('2021-06-01').policy.id).toBe('suixian-2020');
    expect(listInForce(hospital.context)).toHaveLength(2);
  });

  it('stays what it was when the file beside the program changes', () => {
    const act = put({});
    hospital.reopen();
    expect(forDay('2020-03-10').packHash).toBe(act.packHash);
    expect(readKeptPack(hospital.context, act.packHash).text.title).toBe('随县2020年健康扶贫“四位一体”');
  });

  it('of a pack that extends another covers both texts by its hash, and keeps both', () => {
    const { database } = hospital.context;
    const child = (title: string) =>
      `id: suixian-2021\ntitle: ${title}\nregion: "421321"\nextends: suixian-2020\neffective: {from: 2021-01-01}\n` +
      'source: {document: 随县卫发〔2021〕9号}\nchanges: [续一年]\n';
    const act = put({ text: child('续'), fileName: 'child.yaml' });
    expect(forDay('2021-02-01').policy.layers.map(({ id }) => id)).toContain('supplementary');
    const rows = database.prepare('SELECT hash, extends_hash, pack_id FROM policy_pack ORDER BY rowid').all();
    expect(rows).toMatchObject([
      { pack_id: 'suixian-2020', extends_hash: null },
      { hash: act.packHash, pack_id: 'suixian-2021' },
    ]);
    hospital.reopen();
    const elsewhere = { ...hospital.context, packsFolder: folder };
    writeFileSync(
      path.join(folder, 'suixian-2020.yaml'),
      suixianText(hospital).replace('ratio: 80%', 'ratio: 81%'),
    );
    const onChanged = putIntoForce(elsewhere, undefined, {
      text: child('续'),
      fileName: 'child.yaml',
      fromDay: day('2022-01-01'),
      toDay: null,
      options: {},
      approvalId: null,
    });
    expect(onChanged.packHash).not.toBe(act.packHash);
    const ratioOn = (text: string) =>
      JSON.stringify(policyFor(elsewhere, insuredRegion, day(text)).policy.layers[0]).includes('810000');
    expect([ratioOn('2021-02-01'), ratioOn('2022-02-01')]).toEqual([false, true]);
    expect(policyFor(elsewhere, insuredRegion, day('2021-02-01')).policy.id).toBe('suixian-2021');
  });
});

describe('a policy file', () => {
  it('with an unknown key is refused with its line, and nothing is kept', () => {
    const text = `${suixianText(hospital)}\nunknown_key: 1\n`;
    const line = text.split('\n').indexOf('unknown_key: 1') + 1;
    let refusal: Refusal | undefined;
    try {
      put({ text });
    } catch (error) {
      refusal = error as Refusal;
    }
    expect(refusal?.code).toBe('policy_file_faulty');
    expect(refusal?.sentence).toContain(`第 ${line} 行`);
    expect(refusal?.problems?.[0]).toMatchObject({ line, column: '1' });
    expect(hospital.context.database.prepare('SELECT count(*) FROM policy_pack').pluck().get()).toBe(0);
  });

  it('with an option that it does not have, wrong dates, or too much text is refused', async () => {
    expect(await refusalCode(() => put({ options: { no_such: 1 } }))).toBe('policy_file_faulty');
    expect(await refusalCode(() => put({ toDay: day('2019-12-31') }))).toBe('policy_dates_wrong');
    expect(await refusalCode(() => put({ text: ' '.repeat(1_000_001) }))).toBe('policy_file_too_large');
    expect(listInForce(hospital.context)).toEqual([]);
  });

  it('comes into force by two people, from a file that can be read', async () => {
    const { context } = hospital;
    const actor = hospital.actor('information_office');
    const input = {
      fileToken: 'x'.repeat(32),
      fromDay: day('2020-01-01'),
      toDay: null,
      options: {},
      secondPerson: { login: 'finance', password: testPassword },
    };
    const call = (filePath: string, secondPerson = input.secondPerson) =>
      policyHandlers['policy.putIntoForce'](context, {
        input: { ...input, secondPerson },
        actor,
        windowId: 1,
        filePath,
      });
    const [good, gb, missing] = ['good.yaml', 'gb.yaml', 'missing.yaml'].map((name) =>
      path.join(folder, name),
    ) as [string, string, string];
    writeFileSync(good, suixianText(hospital));
    writeFileSync(gb, Buffer.from('6964cbe6cfd8', 'hex'));
    expect(await refusalCode(() => call(missing))).toBe('file_unreadable');
    expect(await refusalCode(() => call(gb))).toBe('file_wrong_encoding');
    const same = { login: actor.login, password: testPassword };
    expect(await refusalCode(() => call(good, same))).toBe('second_person_is_same');
    expect(listInForce(context)).toEqual([]);
    const act = await call(good);
    expect(listInForce(context)).toEqual([act]);
    expect(act.recordedBy).toBe(actor.displayName);
    const approval = context.database.prepare('SELECT second_account_id FROM approval').pluck().all();
    expect(approval).toEqual([hospital.actor('finance').accountId]);
  });
});
