import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admissionOutlook } from '../../../electron/service/admission/outlook.ts';
import { uploadRecordSchema } from '../../../electron/service/outbox/record.ts';
import { readFeeItems } from '../../../electron/service/fees/items.ts';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import { type NewStay, openStay } from '../../../electron/service/stays/open.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { withdrawFees } from '../../../electron/service/fees/withdraw-fees.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { staySchema } from '../../../shared/contract/stays.ts';
import { fixture } from '../harness/fixture.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const count = (table: string) =>
  Number(hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

describe('opening a stay', () => {
  const stayOf = (personId: string, change: Partial<NewStay> = {}): NewStay => ({
    requestId: hospital.context.newId(),
    personId,
    admissionNumber: 'ZY2020001',
    place: 'county',
    department: '神经内科',
    bed: '7床',
    admittedOn: day('2020-03-01'),
    dischargedOn: null,
    diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
    ...change,
  });
  const open = (stay: NewStay) => openStay(hospital.context, hospital.actor('clerk'), stay);

  it('writes the stay and the record for the platform together, and wakes the sender once', () => {
    const personId = addPerson(hospital);
    const stay = open(stayOf(personId));
    expect(staySchema.parse(stay)).toEqual(stay);
    expect(stay).toMatchObject({ personId, feeLists: [], cost: { totalFen: 0 }, settlementId: null });
    const row = hospital.context.database.prepare('SELECT kind, fact_id, record FROM outbox').get() as {
      record: string;
    };
    expect(row).toMatchObject({ kind: 'admission', fact_id: stay.stayId });
    expect(uploadRecordSchema.parse(JSON.parse(row.record))).toMatchObject({
      admissionNumber: 'ZY2020001',
      insurance: 'resident',
      insuredRegion: '421321',
    });
    expect(hospital.wakes.count).toBe(1);
  });

  it('is refused while another stay of the person here has not ended; the day of change is both’s', async () => {
    const personId = addPerson(hospital);
    const first = { admittedOn: day('2020-02-20'), dischargedOn: day('2020-03-01') };
    open(stayOf(personId, { admissionNumber: 'ZY1', ...first }));
    open(stayOf(personId, { admissionNumber: 'ZY2' }));
    const code = (change: Partial<NewStay>) =>
      refusalCode(() => open(stayOf(personId, { admissionNumber: 'ZY3', ...change })));
    expect(await code({ admittedOn: day('2020-03-05') })).toBe('stay_still_open');
    expect(await code({ dischargedOn: day('2020-03-02') })).toBe('stay_still_open');
    const before = { admittedOn: day('2020-01-01'), dischargedOn: day('2020-01-02') };
    expect(await code(before)).toBe('not refused');
    // Two that have ended and share days are looked at, not refused.
    const days = { admittedOn: day('2020-02-19'), dischargedOn: day('2020-02-22'), stayId: null };
    const question = { personId, place: 'county', diagnoses: [], causes: [] } as const;
    const notes = (asked: typeof days | undefined) =>
      admissionOutlook(hospital.context, { ...question, days: asked }).notes.map(({ code }) => code);
    expect(notes(days)).toEqual(['stay_days_shared']);
    expect(notes({ ...days, dischargedOn: day('2020-03-02') })).toEqual(['stay_still_open']);
    expect(notes(undefined)).toEqual([]);
  });

  it('answers the same request with the first stay, and refuses it with other content', async () => {
    const request = stayOf(addPerson(hospital));
    const first = open(request);
    expect(open(request)).toEqual(first);
    expect(await refusalCode(() => open({ ...request, bed: '8床' }))).toBe('request_id_reused');
    expect(['stay', 'stay_detail', 'outbox'].map(count)).toEqual([1, 1, 1]);
    expect(hospital.wakes.count).toBe(1);
  });

  it('refuses wrong days, a number taken and an unknown person, with nothing written', async () => {
    const personId = addPerson(hospital);
    open(stayOf(personId));
    const codeOf = (change: Partial<NewStay>) => refusalCode(() => open(stayOf(personId, change)));
    expect(await codeOf({})).toBe('admission_number_taken');
    const other = { admissionNumber: 'ZY2020002' };
    expect(await codeOf({ ...other, admittedOn: day('2020-03-11') })).toBe('admitted_in_future');
    expect(await codeOf({ ...other, admittedOn: day('1960-01-01') })).toBe('admitted_before_birth');
    expect(await codeOf({ ...other, dischargedOn: day('2020-02-28') })).toBe('discharged_before_admission');
    expect(await codeOf({ ...other, dischargedOn: day('2020-03-11') })).toBe('discharged_in_future');
    expect(await codeOf({ ...other, personId: hospital.context.newId() })).toBe('person_not_found');
    expect(['stay', 'stay_detail', 'outbox'].map(count)).toEqual([1, 1, 1]);
  });
});

describe('a fee file', () => {
  let stayId: string;
  beforeEach(() => {
    stayId = addStay(hospital, addPerson(hospital), { admittedOn: '2020-03-01', dischargedOn: '2020-03-05' });
  });

  const loadFile = (filePath: string) =>
    importFees(hospital.context, hospital.actor('clerk'), stayId, filePath);
  const load = (name: string) => loadFile(fixture('fees', name));
  const codeOf = (name: string) => refusalCode(() => load(name));
  const expected = {
    totalFen: 33_740,
    ownExpenseFen: 3000,
    overLimitFen: 1600,
    preSelfPayFen: 364 * 2 + 800 - 364,
    inScopeFen: 33_740 - 3000 - 1600 - (364 * 2 + 800 - 364),
  };

  it('becomes items and sums to the fen, returns included, equal to its own total', async () => {
    const stay = await load('good.csv');
    expect(staySchema.parse(stay)).toEqual(stay);
    expect(stay.cost).toEqual(expected);
    expect(stay.feeLists).toMatchObject([
      { fileName: 'good.csv', itemCount: 5, statedTotalFen: 33_740, cost: expected },
    ]);
    expect(
      stay.costByClass.map(({ costClass, totalFen, classAFen, classBFen, classCFen }) => [
        costClass,
        totalFen,
        classAFen,
        classBFen,
        classCFen,
      ]),
    ).toEqual([
      ['bed', 17_500, 17_500, 0, 0],
      ['material', 3000, 0, 0, 3000],
      ['western_medicine', 13_240, 0, 13_240, 0],
    ]);
  });

  it.each(['good-bom.csv', 'good-gb18030.csv', 'good-semicolon-unix.csv'])(
    'is the same from %s',
    async (name) => {
      expect((await load(name)).cost).toEqual(expected);
    },
  );

  it('may have a title, other words and no total', async () => {
    const stay = await load('good-other-words.csv');
    expect(stay.feeLists).toMatchObject([{ itemCount: 1, statedTotalFen: null, cost: { totalFen: 17_500 } }]);
  });

  it('gives its items back page by page, in the order of the file', async () => {
    await load('good.csv');
    const page = readFeeItems(hospital.context, { stayId, offset: 3, limit: 2 });
    expect(page.itemCount).toBe(5);
    expect(page.items).toMatchObject([
      { line: 5, code: 'ZF01', catalogueClass: 'C', inScopeFen: 0, chargedOn: '2020-03-04' },
      { line: 6, quantity: '-1', amountFen: -3640, inScopeFen: -3276, chargedOn: '2020-03-05' },
    ]);
  });

  it.each([
    ['missing-column.csv', 'column_missing'],
    ['doubled-column.csv', 'column_doubled'],
    ['text-amount.csv', 'not_an_amount'],
    ['thousands-amount.csv', 'not_an_amount'],
    ['total-differs.csv', 'fee_total_differs'],
    ['total-in-words.csv', 'not_an_amount'],
    ['row-after-total.csv', 'row_after_total'],
    ['amount-mismatch.csv', 'amount_mismatch'],
    ['outside-stay.csv', 'charged_outside_stay'],
    ['several-faults.csv', 'fee_file_faulty'],
    ['formula.csv', 'formula_in_cell'],
    ['formula-at.csv', 'formula_in_cell'],
    ['formula-plus.csv', 'formula_in_cell'],
    ['headings-only.csv', 'file_empty'],
    ['empty.csv', 'file_empty'],
    ['wrong-encoding.csv', 'file_wrong_encoding'],
    ['wrong-bytes.csv', 'file_wrong_encoding'],
    ['unclosed-quote.csv', 'quotes_not_closed'],
    ['damaged.xlsx', 'file_unreadable'],
    ['old.xls', 'file_unreadable'],
  ])('%s is refused with %s and nothing is written', async (name, code) => {
    expect(await codeOf(name)).toBe(code);
    expect(['fee_list', 'fee_item'].map(count)).toEqual([0, 0]);
    expect(readStay(hospital.context, stayId).feeLists).toEqual([]);
  });

  it('names every fault of a file with line and heading', async () => {
    const refusal = await load('several-faults.csv').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).problems?.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, '目录等级', 'catalogue_class_unknown'],
      [3, '费用类别', 'cost_class_unknown'],
      [4, '单价', 'price_not_a_number'],
      [5, '费用日期', 'date_wrong'],
      [6, '项目名称', 'cell_missing'],
      [7, '先行自付比例', 'pre_self_pay_ratio_missing'],
    ]);
  });

  it('names both amounts when its total differs', async () => {
    await expect(load('total-differs.csv')).rejects.toMatchObject({
      sentence: expect.stringMatching(/337\.40.*337\.50/) as string,
    });
  });

  it('has at most 20,000 items', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'onestop-fees-'));
    const heading = '项目编码,项目名称,费用类别,目录等级,先行自付比例,限价,单价,数量,金额,费用日期';
    const file = (items: number, tail = '') => {
      const filePath = path.join(folder, `${items}${tail}.csv`);
      writeFileSync(filePath, `${heading}\n${'A,床位,床位,甲,,,1,1,1,2020-03-01\n'.repeat(items)}${tail}`);
      return filePath;
    };
    expect(await refusalCode(() => loadFile(file(20_001)))).toBe('too_many_items');
    expect(await refusalCode(() => loadFile(file(20_002)))).toBe('too_many_items');
    expect(count('fee_item')).toBe(0);
    expect((await loadFile(file(20_000, '合计,,,,,,,,20000,'))).cost.totalFen).toBe(2_000_000);
    rmSync(folder, { recursive: true });
  });

  it('is loaded once for a stay, also when two requests come at once, unless it was withdrawn', async () => {
    const results = await Promise.allSettled([load('good.csv'), load('good.csv')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await codeOf('good.csv')).toBe('fee_file_already_loaded');
    expect(readStay(hospital.context, stayId).cost).toEqual(expected);
    const [list] = readStay(hospital.context, stayId).feeLists;
    const withdraw = () =>
      withdrawFees(hospital.context, hospital.actor('clerk'), {
        feeListId: list!.feeListId,
        reason: '导错了病人',
      });
    expect(withdraw()).toMatchObject({ feeLists: [], costByClass: [], cost: { totalFen: 0 } });
    expect(await refusalCode(withdraw)).toBe('fee_list_withdrawn');
    expect((await load('good.csv')).cost).toEqual(expected);
  });

  it('is refused whole when it, or the stay with it, passes nine billion yuan', async () => {
    const item = (yuan: string) => `X1,特殊材料,材料,甲,,,${yuan},1,${yuan},2020-03-02`;
    const file = (name: string, ...items: string[]) => {
      const head = '项目编码,项目名称,费用类别,目录等级,先行自付比例,限价,单价,数量,金额,费用日期';
      const filePath = path.join(hospital.context.dataFolder, name);
      writeFileSync(filePath, [head, ...items].join('\r\n'));
      return filePath;
    };
    const most = '9000000000.00';
    await expect(loadFile(file('two.csv', item(most), item('0.01')))).rejects.toThrow('超过 90 亿元');
    expect((await loadFile(file('one.csv', item(most)))).cost.totalFen).toBe(900_000_000_000);
    await expect(loadFile(file('more.csv', item('0.01')))).rejects.toThrow('超过 90 亿元');
    expect(['fee_list', 'fee_item'].map(count)).toEqual([1, 1]);
    expect(readStay(hospital.context, stayId).cost.totalFen).toBe(900_000_000_000);
  });

  it('adds to the lists that are there', async () => {
    await load('good.csv');
    const stay = await load('next-days.csv');
    expect(stay.feeLists).toHaveLength(2);
    expect(stay.cost.totalFen).toBe(expected.totalFen + 7000);
    expect(readFeeItems(hospital.context, { stayId, offset: 0, limit: 500 }).items).toHaveLength(7);
  });

  it('is refused for a settled stay, and its list cannot be withdrawn', async () => {
    putSuixianIntoForce(hospital);
    const stay = await load('good.csv');
    settle(hospital, stayId);
    expect(await codeOf('next-days.csv')).toBe('stay_already_settled');
    const request = { feeListId: stay.feeLists[0]!.feeListId, reason: '错' };
    const withdraw = () => withdrawFees(hospital.context, hospital.actor('clerk'), request);
    expect(await refusalCode(withdraw)).toBe('fee_list_settled');
    expect(count('fee_list')).toBe(1);
  });

  it('of nobody and a list of nothing are refused', async () => {
    const nothing = hospital.context.newId();
    const clerk = hospital.actor('clerk');
    const file = fixture('fees', 'good.csv');
    expect(await refusalCode(() => importFees(hospital.context, clerk, nothing, file))).toBe(
      'stay_not_found',
    );
    const request = { feeListId: nothing, reason: '错' };
    expect(await refusalCode(() => withdrawFees(hospital.context, clerk, request))).toBe(
      'fee_list_not_found',
    );
  });
});
