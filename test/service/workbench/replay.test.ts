import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { workbenchHandlers } from '../../../electron/service/workbench/handlers.ts';
import { openBuiltIn } from '../../../electron/service/workbench/opened-packs.ts';
import { generatedYear } from '../../../electron/service/workbench/replay/generated-year.ts';
import { storedYear } from '../../../electron/service/workbench/replay/stored-year.ts';
import { tableFile } from '../../../electron/service/workbench/replay/table-file.ts';
import { readXlsx } from 'hucre/xlsx';
import type { RequestInput } from '../../../shared/contract/contract.ts';
import type { Comparison, ReplayState } from '../../../shared/contract/replay.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import {
  addFees,
  addPatient,
  addStay,
  day,
  insuredRegion,
  putSuixianIntoForce,
  settle,
  suixianText,
} from '../harness/patient.ts';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import { refusalOf } from '../harness/refusal.ts';

let hospital: TestHospital;
let told: EventEmitter;
let openedId: string;

beforeEach(() => {
  hospital = openTestHospital();
  told = new EventEmitter();
  hospital.context.publish = (name, payload) => void told.emit(name, payload);
  putSuixianIntoForce(hospital);
  openedId = openBuiltIn(hospital.context, 'suixian-2020').openedId;
});
afterEach(() => hospital.close());

function call<Input>(input: Input) {
  return { input, actor: hospital.actor('information_office'), windowId: 1, filePath: undefined };
}
type Order = RequestInput<'workbench.startReplay'>;
const start = async (order: Partial<Order>): Promise<ReplayState> =>
  workbenchHandlers['workbench.startReplay'](
    hospital.context,
    call({
      openedId,
      options: {},
      source: { kind: 'stored', year: 2020, region: null },
      against: null,
      ...order,
    }),
  );
const last = () => workbenchHandlers['workbench.replay'](hospital.context, call({}));

/** Starts and waits for its end by its own event. */
async function replay(order: Partial<Order>): Promise<Comparison> {
  const ended = new Promise<ReplayState>((resolve) => {
    told.on('replay.changed', (state: ReplayState) => state.state !== 'running' && resolve(state));
  });
  await start(order);
  expect(await ended).toMatchObject({ state: 'done', sentence: null });
  return (await last())!.comparison!;
}

const generated = { kind: 'generated', year: 2020, settlementCount: 30_000, seed: 1 } as const;
const endless = { ...generated, settlementCount: 5_000_000 } as const;

describe('the replay of the stored settlements of a year', () => {
  it('under the policy they were settled by differs by nothing, year by year and person by person', async () => {
    const { personId, stayId } = addPatient(hospital);
    settle(hospital, stayId);
    const later = addStay(hospital, personId);
    addFees(hospital, later, { inScope: 20_000 });
    settle(hospital, later);
    settle(hospital, addPatient(hospital, { eligibilities: [] }).stayId, true);
    settle(hospital, addPatient(hospital).stayId);
    const same = await replay({});
    expect(same).toMatchObject({ settlementCount: 4, personCount: 3, refused: [] });
    expect(same.patientPays).toEqual({ more: 0, less: 0, same: 4 });
    for (const { beforeFen, afterFen } of same.payers) expect(afterFen).toBe(beforeFen);
    expect(same.payers[0]).toMatchObject({ layer: 'basic_insurance', title: '基本医疗保险' });
    expect(same.byEligibility.map(({ key, settlementCount }) => [key, settlementCount])).toEqual([
      ['registered_poor', 3],
      ['ordinary', 1],
    ]);
    const sums = same.payers.reduce((sum, { afterFen }) => sum + afterFen, same.personalAfterFen as number);
    expect(sums).toBe(same.totalFen);
  });

  it('leaves out what was reversed, also from the year of the person', async () => {
    const { settlementId } = settle(hospital, addPatient(hospital).stayId);
    settle(hospital, addPatient(hospital).stayId);
    await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: { login: 'cashier_lead', password: testPassword },
    });
    expect(await replay({})).toMatchObject({ settlementCount: 1, personCount: 1, totalFen: 6_000_000 });
  });

  it('is of the people insured in one place, where one is chosen', async () => {
    putIntoForce(hospital.context, undefined, {
      text: suixianText(hospital),
      fileName: 'suixian-2020.yaml',
      fromDay: day('2020-01-01'),
      toDay: null,
      options: {},
      approvalId: null,
      region: '421300',
    });
    settle(hospital, addPatient(hospital).stayId);
    settle(hospital, addPatient(hospital, { region: '421303' }, { inScope: 10_000 }).stayId);
    const there = await replay({ source: { kind: 'stored', year: 2020, region: '421303' } });
    expect(there).toMatchObject({ settlementCount: 1, totalFen: 1_600_000 });
    const count = (region: string | null) =>
      [...storedYear(hospital.context.database, { year: 2020, region })].length;
    expect([count(insuredRegion), count(null), count('110000')]).toEqual([1, 2, 0]);
  });

  it('with other options shows who would have paid what', async () => {
    settle(hospital, addPatient(hospital).stayId);
    const { payers, personalBeforeFen, personalAfterFen, patientPays } = await replay({
      options: { basic_deductible: { 1: '0', 2: '1000', 3: '0' } },
    });
    expect(payers[0]).toMatchObject({ beforeFen: 4_320_000, afterFen: 4_240_000 });
    expect([personalBeforeFen, personalAfterFen]).toEqual([500_000, 500_000]);
    expect(patientPays).toEqual({ more: 0, less: 0, same: 1 });
  });

  it('counts what the other policy refuses, with its reason, and compares it with nothing', async () => {
    settle(hospital, addPatient(hospital).stayId);
    const refused = await replay({ options: { medical_assistance_active: true } });
    expect(refused).toMatchObject({ settlementCount: 0, totalFen: 0 });
    expect(refused.refused).toEqual([
      expect.objectContaining({ code: 'no_rule', settlementCount: 1, totalFen: 6_000_000 }),
    ]);
  });
});

describe('a generated year', () => {
  it('is the same for the same seed, and its parts sum', () => {
    const order = { kind: 'generated', year: 2020, settlementCount: 500, seed: 9 } as const;
    const [one, other] = [[...generatedYear(order)], [...generatedYear(order)]];
    expect(one).toEqual(other);
    expect(one).toHaveLength(500);
    expect([...generatedYear({ ...order, seed: 10 })]).not.toEqual(one);
    for (const { claim } of one) {
      const { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen } = claim.cost;
      expect(ownExpenseFen + overLimitFen + preSelfPayFen + inScopeFen).toBe(totalFen);
      expect(Math.min(ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen)).toBeGreaterThanOrEqual(0);
    }
  });

  it('compares two packs by payer, eligibility and level, each table with the same sum', async () => {
    const against = { openedId: openBuiltIn(hospital.context, 'chongqing-2019').openedId, options: {} };
    const done = await replay({ source: generated, against });
    const [levels, eligibilities] = [done.byLevel, done.byEligibility].map((groups) =>
      groups.reduce((sum, { personalAfterFen }) => sum + personalAfterFen, 0),
    );
    expect(levels).toBe(done.personalAfterFen);
    expect(eligibilities).toBe(done.personalAfterFen);
    const refused = done.refused.reduce((sum, { settlementCount }) => sum + settlementCount, 0);
    expect(done.settlementCount + refused).toBe(30_000);
  });

  it('needs a pack to compare with', async () => {
    expect((await refusalOf(() => start({ source: generated }))).code).toBe('replay_needs_pack');
  });
});

describe('a replay that is under way', () => {
  it('is the only one, lets settle meanwhile, and ends at once when it is cancelled', async () => {
    const { replayId } = await start({ source: endless, against: { openedId, options: {} } });
    expect((await refusalOf(() => start({}))).code).toBe('replay_running');
    await once(told, 'replay.changed');
    expect(settle(hospital, addPatient(hospital).stayId).personalFen).toBe(500_000);
    const cancelled = await workbenchHandlers['workbench.cancelReplay'](hospital.context, call({ replayId }));
    expect(cancelled.state).toBe('cancelled');
    expect(await last()).toMatchObject({ state: 'cancelled', comparison: null });
    expect(await replay({ source: generated, against: { openedId, options: {} } })).toMatchObject({
      personCount: expect.any(Number),
    });
  });
});

describe('the table for a spreadsheet', () => {
  const comparison = (title: string): Comparison =>
    ({
      beforeTitle: '实际结算',
      afterTitle: title,
      settlementCount: 1,
      personCount: 1,
      totalFen: 100,
      personalBeforeFen: 100,
      personalAfterFen: 50,
      payers: [{ layer: 'a', title, beforeFen: 0, afterFen: 50 }],
      byEligibility: [],
      byLevel: [],
      patientPays: { more: 0, less: 1, same: 0 },
      refused: [],
      detail: null,
    }) as unknown as Comparison;
  const evil = '=HYPERLINK("http://x","y")';

  it('holds no cell that a spreadsheet takes for a formula; negative amounts stay numbers', async () => {
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      await tableFile(comparison(evil), 'csv'),
    );
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    const cells = csv.slice(1).split(/,|\r\n/);
    expect(cells.filter((cell) => /^"?[=+@\t]/.test(cell))).toEqual([]);
    expect(csv).toContain(`"'=HYPERLINK(""http://x"",""y"")",0.00,0.50,0.50`);
    expect(csv).toContain('个人,1.00,0.50,-0.50');
    const { sheets } = await readXlsx(await tableFile(comparison(evil), 'xlsx'));
    expect([...(sheets[0]?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual(
      [],
    );
    expect(sheets[0]?.rows[4]?.slice(0, 4)).toEqual([evil, 0, 0.5, 0.5]);
  });
});
