import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { cancelCatalogueImport, importCatalogue } from '../../../electron/service/catalogue/import.ts';
import { readCatalogueState } from '../../../electron/service/catalogue/state.ts';
import { catalogueImportReportSchema, catalogueStateSchema } from '../../../shared/contract/catalogue.ts';
import { fixture } from '../harness/fixture.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

function load(filePath: string, options: { fromDay?: string; leaveOutRefused?: boolean } = {}) {
  const { fromDay = '2020-01-01', leaveOutRefused = false } = options;
  const actor = hospital.actor('information_office');
  return importCatalogue(hospital.context, actor, { filePath, fromDay: day(fromDay), leaveOutRefused });
}
const good = fixture('catalogue', 'good.csv');
const faults = fixture('catalogue', 'faults.csv');
const count = (table: string) =>
  Number(hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
const facts = () => ['catalogue_import', 'catalogue_item'].map(count);

/** So many items of class A, with a price limit of six decimals. */
function catalogueOf(items: number): string {
  const head = '目录编码,项目名称,目录等级,先行自付比例,限价,单位,开始日期,结束日期';
  const rows = Array.from(
    { length: items },
    (_, index) => `ML${String(index).padStart(7, '0')},诊疗项目${index},甲,,1.123456,次,2020-01-01,`,
  );
  const file = path.join(hospital.context.dataFolder, `目录${items}.csv`);
  writeFileSync(file, [head, ...rows].join('\r\n'));
  return file;
}

describe('a catalogue', () => {
  it('becomes a dated snapshot with exact limits, and says what it did', async () => {
    const report = await load(good);
    expect(catalogueImportReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      rowCount: 6,
      itemCount: 6,
      notInForceCount: 2,
      refusedCount: 0,
      warnings: [],
    });
    const state = readCatalogueState(hospital.context);
    expect(catalogueStateSchema.parse(state)).toEqual(state);
    expect(state).toMatchObject({
      inForce: { fromDay: '2020-01-01', isOfAnotherYear: false },
      itemsInForce: 4,
      unmatchedCount: 0,
      imports: [{ fileName: 'good.csv', itemCount: 6, recordedBy: '测试4号' }],
    });
    const limit = hospital.context.database
      .prepare("SELECT limit_level_2 FROM catalogue_item WHERE code = 'XY-02'")
      .pluck()
      .get();
    expect(limit).toBe('8.123456');
    expect(verifyAudit(hospital.context.database)).toMatchObject({ ok: true });
  });

  it('is the same from XLSX', async () => {
    const rows = [
      ['目录编码', '项目名称', '目录等级', '先行自付比例', '限价', '开始日期', '结束日期'],
      ['XY01', '头孢', '乙', '10%', '36.400001', '2020-01-01', ''],
    ];
    const file = path.join(hospital.context.dataFolder, '目录.xlsx');
    writeFileSync(file, await writeXlsx({ sheets: [{ name: '目录', rows }] }));
    expect(await load(file)).toMatchObject({ itemCount: 1, refusedCount: 0 });
  });

  it('with faults is not written; every line is named, and the good rows are taken only knowingly', async () => {
    const report = await load(faults);
    expect(report).toMatchObject({ importId: null, rowCount: 10, itemCount: 2, refusedCount: 8 });
    expect(report.refused.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, '目录编码', 'catalogue_item_doubled'],
      [4, '先行自付比例', 'pre_self_pay_ratio_missing'],
      [5, '目录等级', 'catalogue_class_unknown'],
      [6, '限价', 'limit_price_not_a_number'],
      [7, '先行自付比例', 'pre_self_pay_ratio_wrong'],
      [8, '开始日期', 'date_wrong'],
      [9, '项目名称', 'cell_missing'],
      [10, '结束日期', 'period_reversed'],
    ]);
    expect(report.refused[0]?.sentence).toContain('第 2 行');
    expect(facts()).toEqual([0, 0]);
    expect(await load(faults, { leaveOutRefused: true })).toMatchObject({ itemCount: 2 });
    expect(facts()).toEqual([1, 2]);
  });

  it('of another year is refused, and a name that says so is warned about', async () => {
    const refusal = await refusalOf(() => load(good, { fromDay: '2019-03-01' }));
    expect(refusal.code).toBe('catalogue_of_another_year');
    expect(refusal.sentence).toMatch(/6 项里只有 1 项在 2019-03-01 有效.*从 2019-01-01 到 长期/);
    const file = path.join(hospital.context.dataFolder, '2019年目录.csv');
    writeFileSync(file, '编码,名称,等级,自付比例,限价,生效日期,失效日期\nA1,床位,甲,,,2019-01-01,\n');
    expect((await load(file)).warnings).toEqual([expect.stringContaining('文件名写的是 2019 年')]);
  });

  it('that counts from an earlier day than the last one is refused; of two the newer counts from its day on', async () => {
    await load(good, { fromDay: '2020-03-01' });
    expect(await refusalCode(() => load(good, { fromDay: '2020-02-29' }))).toBe('catalogue_older_than_last');
    await load(catalogueOf(3), { fromDay: '2020-03-11' });
    expect(readCatalogueState(hospital.context)).toMatchObject({ itemsInForce: 4 });
    hospital.clock.set('2020-03-11T02:00:00.000Z');
    expect(readCatalogueState(hospital.context)).toMatchObject({ itemsInForce: 3 });
    hospital.clock.set('2021-01-02T02:00:00.000Z');
    expect(readCatalogueState(hospital.context).inForce).toMatchObject({ isOfAnotherYear: true });
  });

  it('without any column of limits is refused', async () => {
    const file = path.join(hospital.context.dataFolder, '目录.csv');
    writeFileSync(file, '编码,名称,等级,自付比例,生效日期,失效日期\nA1,床位,甲,,2020-01-01,\n');
    expect(await refusalCode(() => load(file))).toBe('column_missing');
  });

  it('says how far it is, can be cancelled, leaves nothing behind then, and comes one at a time', async () => {
    const items = process.env['ONESTOP_FULL'] === '1' ? 200_000 : 20_000;
    const file = catalogueOf(items);
    const publish = hospital.context.publish.bind(hospital.context);
    hospital.context.publish = (name, payload) => {
      publish(name, payload);
      if (name === 'catalogue.progress' && hospital.published.length === 1)
        cancelCatalogueImport(hospital.context);
    };
    const first = refusalCode(() => load(file));
    expect(await refusalCode(() => load(file))).toBe('catalogue_import_running');
    expect(await first).toBe('catalogue_import_cancelled');
    expect(facts()).toEqual([0, 0]);
    const report = await load(file);
    expect(report).toMatchObject({ rowCount: items, itemCount: items, refusedCount: 0 });
    const told = hospital.published.map(({ payload }) => payload as { phase: string; rowCount: number });
    expect(told.at(-1)).toEqual({ phase: 'idle', rowCount: 0 });
    expect(told.at(-2)).toEqual({ phase: 'storing', rowCount: items });
    const reading = told.filter(({ phase }) => phase === 'reading').map(({ rowCount }) => rowCount);
    expect(reading.length).toBeGreaterThan(1);
    expect(facts()).toEqual([1, items]);
    rmSync(file);
  });
});
