import { EventEmitter, once } from 'node:events';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workbenchHandlers, workbenchHostHandlers } from '../../../electron/service/workbench/handlers.ts';
import { openBuiltIn } from '../../../electron/service/workbench/opened-packs.ts';
import { DetailSums } from '../../../electron/service/workbench/replay/detail.ts';
import { losingPersons } from '../../../electron/service/workbench/replay/losing-persons.ts';
import { tableFile } from '../../../electron/service/workbench/replay/table-file.ts';
import type { RequestInput } from '../../../shared/contract/contract.ts';
import { comparisonSchema, type Comparison, type ReplayState } from '../../../shared/contract/replay.ts';
import { workbenchRequests } from '../../../shared/contract/workbench.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let told: EventEmitter;
let openedId: string;
const poor: string[] = [];

/** Two poor people of two townships and one who is not in any scheme. */
beforeEach(() => {
  hospital = openTestHospital();
  told = new EventEmitter();
  hospital.context.publish = (name, payload) => void told.emit(name, payload);
  putSuixianIntoForce(hospital);
  openedId = openBuiltIn(hospital.context, 'suixian-2020').openedId;
  const [one, other] = [
    addPatient(hospital, { entry: { township: '甲镇' } }, { inScope: 20_000 }),
    addPatient(hospital, { entry: { township: '乙镇' } }),
  ];
  for (const { stayId } of [one, other]) settle(hospital, stayId);
  settle(hospital, addPatient(hospital, { eligibilities: [], entry: { township: '甲镇' } }).stayId, true);
  poor.splice(0, 2, one.personId, other.personId);
});
afterEach(() => hospital.close());

const call = <Input>(input: Input) => ({
  input,
  actor: hospital.actor('finance'),
  windowId: 1,
  filePath: undefined,
});
type Order = RequestInput<'workbench.startReplay'>;
const source = { kind: 'stored', year: 2020, region: null } as const;
const start = async (order: Partial<Order>): Promise<ReplayState> =>
  workbenchHandlers['workbench.startReplay'](
    hospital.context,
    call({ openedId, options: {}, source, against: null, withDetail: true, ...order }),
  );

async function replay(order: Partial<Order>): Promise<{ replayId: string; comparison: Comparison }> {
  const { replayId } = await start(order);
  for (;;) {
    const [state] = (await once(told, 'replay.changed')) as [ReplayState];
    if (state.state === 'running') continue;
    expect(state).toMatchObject({ state: 'done' });
    const last = await workbenchHandlers['workbench.replay'](hospital.context, call({}));
    expect(workbenchRequests['workbench.replay'].output.parse(last)).toEqual(last);
    return { replayId, comparison: comparisonSchema.parse(last!.comparison) };
  }
}

describe('a year in which only three layers remain', () => {
  it('says by payer, township, eligibility and person who loses what, the largest first', async () => {
    const { replayId, comparison } = await replay({ endedLayers: ['supplementary'] });
    // 8,030.00: of 60,000 basic pays 43,200 and critical illness 3,770. 7,400.00: of 26,000 basic pays 16,000.
    expect(comparison.detail).toMatchObject({ morePersonCount: 2, moreFen: 1_543_000 });
    expect(comparison.detail!.byTownship).toEqual([
      {
        township: '乙镇',
        personCount: 1,
        settlementCount: 1,
        personalBeforeFen: 500_000,
        personalAfterFen: 1_303_000,
      },
      {
        township: '甲镇',
        personCount: 2,
        settlementCount: 2,
        personalBeforeFen: 1_940_000,
        personalAfterFen: 2_680_000,
      },
    ]);
    expect(comparison.payers.find(({ layer }) => layer === 'supplementary')).toMatchObject({ afterFen: 0 });
    const persons = losingPersons(hospital.context, replayId);
    expect(workbenchRequests['workbench.losingPersons'].output.parse(persons)).toEqual(persons);
    expect(persons).toMatchObject([
      { personId: poor[1], township: '乙镇', year: 2020, beforeFen: 500_000, afterFen: 1_303_000 },
      { personId: poor[0], township: '甲镇', year: 2020, beforeFen: 260_000, afterFen: 1_000_000 },
    ]);
    const secondPerson = { login: 'cashier_lead', password: testPassword };
    const saved = await workbenchHostHandlers['host.losingPersonsTable'](
      hospital.context,
      call({ replayId, secondPerson }),
    );
    const { sheets } = await readXlsx(saved.table);
    expect(sheets[0]!.rows[1]!.slice(2)).toEqual(['乙镇', '2020', 5000, 13_030, 8030]);
    const table = await readXlsx(await tableFile(comparison, 'xlsx'));
    expect(JSON.stringify(table.sheets[0]!.rows)).toContain('["甲镇",2,2,19400,26800,7400,');
  });

  it('is refused for a layer that the pack does not have, and for years that end before they begin', async () => {
    expect(await refusalCode(() => start({ endedLayers: ['nobody'] }))).toBe('replay_layer_unknown');
    const years = { ...source, untilYear: 2019 };
    expect(await refusalCode(() => start({ source: years }))).toBe('replay_years_wrong');
  });
});

describe('what was paid clearly above the policy tried', () => {
  it('is counted by payer and year from so many percent on', async () => {
    const years = { ...source, year: 2019, untilYear: 2021 };
    const options = { basic_deductible: { 1: '0', 2: '1000', 3: '0' } };
    // 800.00 of 43,200.00 is less than two percent, 800.00 of 16,000.00 five.
    const above = async (abovePercent: number) =>
      (await replay({ source: years, options, abovePercent })).comparison.detail!.above.filter(
        ({ layer }) => layer === 'basic_insurance',
      );
    const basic = { year: 2020, layer: 'basic_insurance', title: '基本医疗保险' };
    expect(await above(0)).toEqual([
      { ...basic, settlementCount: 3, paidFen: 10_240_000, excessFen: 240_000 },
    ]);
    expect(await above(4)).toEqual([{ ...basic, settlementCount: 1, paidFen: 1_600_000, excessFen: 80_000 }]);
  });
});

it('holds two hundred people, however many lose, and counts them all', () => {
  const sums = new DetailSums(() => '甲镇', 10);
  const paid = (personalFen: number) => ({ layers: [], fen: [], personalFen: personalFen as Fen });
  for (let yearKey = 1; yearKey <= 9000; yearKey += 1) {
    const after = { ...paid(1000 + ((yearKey * 7919) % 9001)), layers: [] };
    sums.add(2020, { yearKey } as never, paid(1000), after as never);
  }
  const { detail, losers } = sums.result(new Map());
  expect(detail).toMatchObject({ morePersonCount: 9000, moreFen: (9000 * 9001) / 2 });
  expect(losers.map(({ afterFen }) => afterFen - 1000)).toEqual(
    Array.from({ length: 200 }, (_, index) => 9000 - index),
  );
});
