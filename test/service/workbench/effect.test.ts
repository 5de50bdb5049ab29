import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workbenchHandlers } from '../../../electron/service/workbench/handlers.ts';
import { openBuiltIn } from '../../../electron/service/workbench/opened-packs.ts';
import type { Effect } from '../../../shared/contract/workbench.ts';
import type { RequestInput } from '../../../shared/contract/contract.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addFees, addPatient, addStay, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalOf } from '../harness/refusal.ts';

let hospital: TestHospital;
let openedId: string;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  openedId = openBuiltIn(hospital.context, 'suixian-2020').openedId;
});
afterEach(() => hospital.close());

function call<Input>(input: Input) {
  return { input, actor: hospital.actor('information_office'), windowId: 1, filePath: undefined };
}
type Options = RequestInput<'workbench.effect'>['options'];
const effect = async (options: Options, settlementIds: string[] = []): Promise<Effect[]> =>
  workbenchHandlers['workbench.effect'](hospital.context, call({ openedId, options, settlementIds }));

describe('the effect on worked cases', () => {
  it('is nothing while nothing is changed', async () => {
    const all = await effect({});
    expect(all.length).toBeGreaterThan(15);
    for (const { before, after } of all) expect(after).toEqual(before);
  });

  it('shows what a changed option does, and only to the cases that it concerns', async () => {
    const all = await effect({ basic_deductible: { 1: '0', 2: '1000', 3: '0' } });
    const changed = all.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan(all.length);
  });

  it('goes before the options that a case states itself', async () => {
    const title = '例 3 · 县里设定了起付线：高于、低于和刚过起付线 · 第 1 次';
    const one = (await effect({ basic_deductible: { 1: '0', 2: '1000', 3: '0' } })).find(
      (row) => row.title === title,
    );
    expect(one?.before.personalFen).toBe(240_000);
    expect(one?.after.personalFen).toBe(280_000);
  });
});

describe('the title of a worked case', () => {
  it('is who and where for a case that says nothing of itself', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'onestop-cases-'));
    mkdirSync(path.join(folder, 'cases'));
    copyFileSync(
      path.join(hospital.context.packsFolder, 'suixian-2020.yaml'),
      path.join(folder, 'suixian-2020.yaml'),
    );
    const silent = `- name: silent
  pack: suixian-2020
  person: {categories: [orphan]}
  stays: [{settled: 2020-03-10, cost: {total: 10000}}]
`;
    writeFileSync(path.join(folder, 'cases', 'suixian-2020.yaml'), silent);
    const context = { ...hospital.context, database: hospital.context.database, packsFolder: folder };
    const opened = openBuiltIn(context, 'suixian-2020');
    const tried = { openedId: opened.openedId, options: {}, settlementIds: [] };
    const [one] = await workbenchHandlers['workbench.effect'](context, call(tried));
    expect(one?.title).toBe('例 1 · 孤儿 · 二级医院 · 县域内');
    rmSync(folder, { recursive: true });
  });
});

describe('the effect on a stored settlement', () => {
  it('is against what was settled, with the earlier ones of the year settled the same way', async () => {
    const { personId, stayId } = addPatient(hospital);
    settle(hospital, stayId);
    const later = addStay(hospital, personId);
    addFees(hospital, later, { inScope: 20_000, ownExpense: 0, overLimit: 0, preSelfPay: 0 });
    const { settlementId } = settle(hospital, later);
    const [same] = await effect({}, [settlementId]);
    expect(same?.before).toMatchObject({ personalFen: 0, refused: null });
    expect(same?.after.personalFen).toBe(0);
    const options = { basic_deductible: { 1: '0', 2: '1000', 3: '0' } };
    const [other] = await effect(options, [settlementId]);
    expect(other?.before.paid[0]).toMatchObject({ layer: 'basic_insurance', payFen: 1_600_000 });
    // The first stay has used the 5,000 of the year: of the 4,800 left by basic insurance 65 % and then the rest is paid.
    expect(other?.after.paid.map(({ payFen }) => payFen)).toEqual([1_520_000, 312_000, 0, 168_000]);
    const explained = await workbenchHandlers['workbench.explain'](
      hospital.context,
      call({ openedId, options: {}, key: { kind: 'settlement' as const, settlementId } }),
    );
    expect(explained?.[0]?.sentences.join()).toContain('二级医院报销 80%');
  });
});

describe('an option that does not fit', () => {
  it('is refused by name', async () => {
    const refused = await refusalOf(() => effect({ guarantee_base: 'everything', nonsense: 1 }));
    expect(refused.code).toBe('policy_options_wrong');
    expect(refused.problems?.map(({ column }) => column).toSorted()).toEqual(['guarantee_base', 'nonsense']);
  });
});
