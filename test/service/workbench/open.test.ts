import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workbenchHandlers } from '../../../electron/service/workbench/handlers.ts';
import { openBuiltIn, openInForce, openFile } from '../../../electron/service/workbench/opened-packs.ts';
import { viewOf } from '../../../electron/service/workbench/pack-view.ts';
import { readShelf } from '../../../electron/service/workbench/shelf.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import {
  addPatient,
  day,
  insuredRegion,
  putSuixianIntoForce,
  settle,
  suixianText,
} from '../harness/patient.ts';
import { refusalOf } from '../harness/refusal.ts';

let hospital: TestHospital;
let scratch: string;

beforeEach(() => {
  hospital = openTestHospital();
  scratch = mkdtempSync(path.join(tmpdir(), 'onestop-bench-'));
});
afterEach(() => {
  hospital.close();
  rmSync(scratch, { recursive: true, force: true });
});

describe('the shelf', () => {
  it('holds the built-in packs, what is in force, and the years and places that hold settlements', () => {
    putSuixianIntoForce(hospital);
    settle(hospital, addPatient(hospital).stayId);
    const { builtIn, inForce, years, regions } = readShelf(hospital.context);
    expect(builtIn.map(({ packId }) => packId)).toContain('jinzhou-2019');
    expect(builtIn.find(({ packId }) => packId === 'suixian-2020')?.title).toBe(
      '随县2020年健康扶贫“四位一体”',
    );
    expect(inForce).toHaveLength(1);
    expect(years).toEqual([2020]);
    expect(regions).toEqual([insuredRegion]);
  });
});

describe('a pack that is opened', () => {
  it('shows what the document claims, its layers as written, and its options', () => {
    const view = viewOf(openBuiltIn(hospital.context, 'suixian-2020'));
    expect(view.document).toBe('随县卫发〔2020〕1号');
    const [basic] = view.layers;
    expect(basic).toMatchObject({ id: 'basic_insurance', file: 'suixian-2020.yaml', clauses: ['三·二定'] });
    expect(basic?.text.split('\n')[0]).toContain('- id: basic_insurance');
    expect(basic?.text).toContain('place: emergency');
    expect(basic?.text).not.toContain('critical_illness');
    expect(view.options.find(({ name }) => name === 'basic_deductible')).toMatchObject({
      type: 'yuan',
      by: 'hospital_level',
      keys: ['1', '2', '3'],
      default: { 1: '0', 2: '0', 3: '0' },
      unset: null,
    });
  });

  it('shows inherited layers from the file they stand in', () => {
    const view = viewOf(openBuiltIn(hospital.context, 'jinzhou-2019'));
    expect(new Set(view.layers.map(({ file }) => file))).toContain('liaoning-2019.yaml');
    for (const { text, id } of view.layers) expect(text).toMatch(new RegExp(`id: ${id}|free_of_charge`));
    expect(view.changes.length).toBeGreaterThan(0);
  });

  it('that is in force comes with the options of its act', () => {
    const inForceId = putSuixianIntoForce(hospital, { medical_assistance_active: true });
    expect(viewOf(openInForce(hospital.context, inForceId)).values).toEqual({
      medical_assistance_active: true,
    });
  });

  it('with faults is refused with line and column of each', async () => {
    const file = path.join(scratch, 'faulty.yaml');
    writeFileSync(file, suixianText(hospital).replace('ratio: 90%', 'ratios: 90%'));
    const refused = await refusalOf(() => openFile(hospital.context, file));
    expect(refused.code).toBe('policy_file_faulty');
    expect(refused.problems?.[0]).toMatchObject({ code: 'unknown_key', line: expect.any(Number) });
    expect(refused.problems?.[0]?.line).toBeGreaterThan(60);
  });
});

describe('putting into force from the workbench', () => {
  const input = (openedId: string) => ({
    openedId,
    options: { basic_deductible: { 1: '100', 2: '300', 3: '800' } },
    fromDay: day('2020-01-01'),
    toDay: null,
    secondPerson: { login: 'finance', password: testPassword },
  });
  const put = (openedId: string) =>
    workbenchHandlers['workbench.putIntoForce'](hospital.context, {
      input: input(openedId),
      actor: hospital.actor('information_office'),
      windowId: 1,
      filePath: undefined,
    });

  it('takes exactly what lies open, with the options tried, under the hash that was shown', async () => {
    const file = path.join(scratch, 'own.yaml');
    writeFileSync(file, suixianText(hospital));
    const opened = await openFile(hospital.context, file);
    writeFileSync(file, 'something else by now');
    const act = await put(opened.openedId);
    expect(act.packHash).toBe(opened.packHash);
    expect(settle(hospital, addPatient(hospital).stayId).deductibleFen).toBe(30_000);
  });

  it('is refused when the pack it extends has changed since', async () => {
    const opened = openBuiltIn(hospital.context, 'jinzhou-2019');
    const changed = { ...opened, packHash: '0'.repeat(64) };
    Object.assign(opened, changed);
    expect((await refusalOf(() => put(opened.openedId))).code).toBe('policy_changed');
    expect(readShelf(hospital.context).inForce).toEqual([]);
  });
});
