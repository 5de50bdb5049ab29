import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hospitalSystemHandlers } from '../../../electron/service/hospital-system/handlers.ts';
import { hospitalSystemState } from '../../../electron/service/hospital-system/folder.ts';
import { queryFees } from '../../../electron/service/hospital-system/query-fees.ts';
import { readFeeItems } from '../../../electron/service/fees/items.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import {
  type ExampleLine,
  type ExampleSystem,
  startExampleSystem,
  exampleToken,
} from '../../hospital-system/server.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay } from '../harness/patient.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';

let system: ExampleSystem;
let hospital: TestHospital;
let stayId: string;
let admissionNumber: string;
beforeAll(async () => {
  system = await startExampleSystem();
});
afterAll(() => system.close());
beforeEach(() => {
  hospital = openTestHospital();
  stayId = addStay(hospital, addPerson(hospital), { admittedOn: '2020-03-01', dischargedOn: '2020-03-05' });
  ({ admissionNumber } = readStay(hospital.context, stayId));
  system.fault = undefined;
  system.asked.splice(0);
  system.lines.set(admissionNumber, []);
});
afterEach(() => hospital.close());

function setQuery(query = system.query, token: string | null = exampleToken): void {
  const actor = hospital.actor('information_office');
  const call = { input: { query, token }, actor, windowId: 1, filePath: undefined };
  void hospitalSystemHandlers['hospitalSystem.setQuery'](hospital.context, call);
}

const ask = () => queryFees(hospital.context, hospital.actor('clerk'), stayId);

function charge(serial: number, change: Partial<ExampleLine> = {}): void {
  system.lines.get(admissionNumber)!.push({
    sfxm: 'XY01',
    xmmc: '头孢哌酮钠',
    lb: '西药',
    dj: '乙',
    bl: '10%',
    xj: '',
    price: '1.100001',
    sl: '3',
    je: '3.30',
    rq: '2020-03-02',
    lsh: `L${serial}`,
    zyh: admissionNumber,
    ...change,
  });
}

describe('the query at the hospital’s own system', () => {
  it('brings every page with its digits as they stand, and only what is new the next time', async () => {
    setQuery();
    for (const serial of [1, 2, 3, 4]) charge(serial);
    expect((await ask()).cost.totalFen).toBe(4 * 330);
    expect(system.asked).toEqual([
      `/his/fees/${admissionNumber}?from=2020-03-01&to=2020-03-05&page=1&size=3`,
      `/his/fees/${admissionNumber}?from=2020-03-01&to=2020-03-05&page=2&size=3`,
    ]);
    const { items } = readFeeItems(hospital.context, { stayId, offset: 0, limit: 10 });
    expect(items[0]).toMatchObject({ price: '1.100001', quantity: '3' });
    hospital.clock.advanceMs(60_000);
    expect(await refusalCode(ask)).toBe('fee_lines_already_loaded');
    charge(5, { sl: '-1', je: '-1.10', rq: '2020-03-03' });
    const stay = await ask();
    expect(stay.feeLists.map(({ itemCount }) => itemCount)).toEqual([4, 1]);
    expect(stay.cost.totalFen).toBe(4 * 330 - 110);
  });

  it('misses nothing of a system that gives less on a page than it was asked for, or knows no pages', async () => {
    setQuery();
    system.fault = 'small_pages';
    for (const serial of [1, 2, 3, 4, 5]) charge(serial);
    expect((await ask()).cost.totalFen).toBe(5 * 330);
    system.lines.set(admissionNumber, []);
    system.fault = 'same_page_again';
    for (const serial of [6, 7]) charge(serial);
    hospital.clock.advanceMs(60_000);
    expect((await ask()).cost.totalFen).toBe(7 * 330);
  });

  it.each([
    ['hangs', 'hospital_system_timed_out'],
    ['breaks_off', 'hospital_system_away'],
    ['no_json', 'hospital_system_answer_wrong'],
    ['no_list', 'hospital_system_answer_wrong'],
    ['not_utf8', 'hospital_system_answer_wrong'],
    ['same_page_again', 'hospital_system_answer_wrong'],
    ['too_large', 'hospital_system_answer_too_large'],
    ['http_500', 'hospital_system_failed'],
    ['business_error', 'hospital_system_failed'],
    ['redirects', 'hospital_system_away'],
  ] as const)('adds nothing when the system %s: %s', async (fault, code) => {
    // Only what never answers runs into the limit, however slow this machine is.
    setQuery({ ...system.query, timeoutMs: fault === 'hangs' ? 1000 : 60_000 });
    for (const serial of [1, 2, 3, 4]) charge(serial);
    system.fault = fault;
    expect(await refusalCode(ask)).toBe(code);
    expect(readStay(hospital.context, stayId).feeLists).toEqual([]);
    system.fault = undefined;
    expect((await ask()).cost.totalFen).toBe(4 * 330);
  });

  it('adds nothing of another stay’s lines, nor of lines that are not sound, and names them', async () => {
    setQuery();
    charge(1);
    charge(2, { zyh: 'ZY-OTHER' });
    charge(3, { je: '3.40' });
    charge(4, { dj: '丁' });
    const refusal = await refusalOf(ask);
    expect(refusal.code).toBe('hospital_system_lines_faulty');
    expect(refusal.problems?.map(({ line, code }) => [line, code])).toEqual([
      [2, 'fee_file_of_another_stay'],
      [3, 'amount_mismatch'],
      [4, 'catalogue_class_unknown'],
    ]);
    expect(readStay(hospital.context, stayId).feeLists).toEqual([]);
  });

  it('is refused where the system sends a line twice, and nothing is charged', async () => {
    setQuery();
    for (const serial of [1, 2, 3, 3, 4]) charge(serial);
    const refusal = await refusalOf(ask);
    expect(refusal.problems?.map(({ code }) => code)).toEqual(['fee_serial_doubled']);
    expect(readStay(hospital.context, stayId).feeLists).toEqual([]);
  });

  it('needs its settings and the right token, which no window is told', async () => {
    expect(await refusalCode(ask)).toBe('hospital_system_not_set');
    setQuery(system.query, 'wrong');
    charge(1);
    expect(await refusalCode(ask)).toBe('hospital_system_not_allowed');
    setQuery({ ...system.query, address: 'http://127.0.0.1:1' });
    expect(await refusalCode(ask)).toBe('hospital_system_away');
    setQuery();
    expect(hospitalSystemState(hospital.context)).toMatchObject({ hasToken: true, query: system.query });
    expect(JSON.stringify(hospitalSystemState(hospital.context))).not.toContain(exampleToken);
    expect(JSON.stringify(hospital.context.database.prepare('SELECT * FROM audit').all())).not.toContain(
      exampleToken,
    );
  });
});
