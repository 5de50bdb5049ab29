import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { hospitalSystemHandlers } from '../../../electron/service/hospital-system/handlers.ts';
import { hospitalSystemState } from '../../../electron/service/hospital-system/folder.ts';
import { fetchCharges } from '../../../electron/service/reconciliation/fetch-charges.ts';
import { readRun } from '../../../electron/service/reconciliation/read.ts';
import { runReconciliation } from '../../../electron/service/reconciliation/run.ts';
import { chargeQuerySchema } from '../../../shared/contract/hospital-system.ts';
import { day } from '../harness/patient.ts';
import { type ExampleSystem, exampleToken, startExampleSystem } from '../../hospital-system/server.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';
import { writeMonth } from './month.ts';
import { reversalOf, settled } from './reconciling.ts';

/* The hospital's own system is asked for what it charged, as an adapter that is data, and set beside the window. */

const span = { from: '2020-03-10', to: '2020-03-13' };
let system: ExampleSystem;
let hospital: TestHospital;
beforeAll(async () => {
  system = await startExampleSystem();
});
afterAll(() => system.close());
beforeEach(() => {
  hospital = openTestHospital({ nowIso: '2020-04-02T02:00:00.000Z' });
  system.fault = undefined;
  system.asked.splice(0);
  system.charges.clear();
});
afterEach(() => hospital.close());

function setQuery(query: unknown = system.chargeQuery, token: string | null = exampleToken): void {
  const call = {
    input: { query: chargeQuerySchema.nullable().parse(query), token },
    actor: hospital.actor('information_office'),
    windowId: 1,
    filePath: undefined,
  };
  void hospitalSystemHandlers['hospitalSystem.setChargeQuery'](hospital.context, call);
}

const fetchAll = () => fetchCharges(hospital.context, hospital.actor('finance'), span);

function charge(place: number, onDay = '2020-03-10', zje = '1000.00', tf = '0'): void {
  const before = system.charges.get(onDay) ?? [];
  const one = { fph: `JS${place}`, zyh: `ZY${place}`, xm: '张三', sfrq: `${onDay} 09:00:00`, zje, tf };
  system.charges.set(onDay, [...before, one]);
}

const portions = (): unknown =>
  hospital.context.database.prepare('SELECT count(*) FROM statement_portion').pluck().get();

it('each day of the span is asked for, page after page, and what it charged is set beside the window', async () => {
  setQuery();
  const [one, back] = [settled(5), reversalOf(settled(5), { day: '2020-03-12' })];
  writeMonth(hospital, [settled(1), settled(2), settled(3), settled(4), one, { ...back, reverses: one }]);
  for (const place of [1, 2, 3, 5]) charge(place);
  charge(5, '2020-03-12', '1000.00', '1');
  charge(9, '2020-03-12', '88.5');
  const taken = await fetchAll();
  expect(taken).toMatchObject({ side: 'hospital', lineCount: 6, totalFen: 308_850, lastDay: '2020-03-12' });
  expect(system.asked).toEqual(
    [
      '2020-03-10&to=2020-03-10&page=1',
      '2020-03-10&to=2020-03-10&page=2',
      '2020-03-11&to=2020-03-11&page=1',
      '2020-03-12&to=2020-03-12&page=1',
      '2020-03-12&to=2020-03-12&page=2',
    ].map((asked) => `/his/charges?from=${asked}&size=3`),
  );
  const { runId } = await runReconciliation(hospital.context, hospital.actor('finance'), {
    requestId: hospital.context.newId(),
    from: day(span.from),
    to: day(span.to),
    centreStatementId: null,
    hospitalStatementId: taken.statementId,
    isUnitConfirmed: false,
  });
  const { differences } = readRun(hospital.context, runId, { side: null, kind: null });
  expect(differences.map(({ cause, here, there }) => [cause, here?.slipNumber ?? there?.slipNumber])).toEqual(
    [
      ['not_charged', 'JS4'],
      ['not_ours', 'JS9'],
    ],
  );
});

it('a line that is not sound is named, and nothing of the days before it stays', async () => {
  setQuery();
  charge(1);
  charge(2, '2020-03-11', '12.345');
  const refusal = await refusalOf(fetchAll);
  expect(refusal.code).toBe('statement_rows_faulty');
  expect(refusal.problems).toMatchObject([{ line: 2, column: '医疗费总额', code: 'not_an_amount' }]);
  expect(portions()).toBe(0);
});

it.each([
  ['hangs', 'hospital_system_timed_out'],
  ['breaks_off', 'hospital_system_away'],
  ['no_json', 'hospital_system_answer_wrong'],
  ['no_list', 'hospital_system_answer_wrong'],
  ['not_utf8', 'hospital_system_answer_wrong'],
  ['same_page_again', 'hospital_system_answer_wrong'],
  ['http_500', 'hospital_system_failed'],
  ['business_error', 'hospital_system_failed'],
  ['redirects', 'hospital_system_away'],
] as const)('a system that %s is told as it is, and nothing is taken in', async (fault, code) => {
  setQuery();
  for (const place of [1, 2, 3, 4]) charge(place);
  system.fault = fault;
  expect(await refusalCode(fetchAll)).toBe(code);
  expect(portions()).toBe(0);
  system.fault = undefined;
  expect(await fetchAll()).toMatchObject({ lineCount: 4 });
});

it('without a query or with a wrong token it says who has to do what, and a query without day, total and number is none', async () => {
  expect(await refusalCode(fetchAll)).toBe('hospital_system_not_set');
  setQuery(system.chargeQuery, 'wrong');
  expect(await refusalCode(fetchAll)).toBe('hospital_system_not_allowed');
  expect(hospitalSystemState(hospital.context)).toMatchObject({
    chargeQuery: system.chargeQuery,
    query: null,
  });
  const { fields } = system.chargeQuery;
  const without = (changed: object) =>
    chargeQuerySchema.safeParse({ ...system.chargeQuery, fields: changed });
  expect(without({ ...fields, total: undefined }).success).toBe(false);
  expect(without({ day: 'sfrq', total: 'zje' }).success).toBe(false);
});
