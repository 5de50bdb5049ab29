import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { importCatalogue } from '../../../electron/service/catalogue/import.ts';
import { readCatalogueState } from '../../../electron/service/catalogue/state.ts';
import { mapItem } from '../../../electron/service/catalogue/mapping.ts';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import { recountBehind, recountOpenStays } from '../../../electron/service/fees/recount.ts';
import { reviewFees } from '../../../electron/service/fees/review.ts';
import { withdrawFees } from '../../../electron/service/fees/withdraw-fees.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { readSettlement } from '../../../electron/service/settlements/record.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { fixture } from '../harness/fixture.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { type TestLine, writeList } from './list.ts';

let hospital: TestHospital;
let stayId: string;
beforeEach(async () => {
  hospital = openTestHospital();
  stayId = addStay(hospital, addPerson(hospital), { admittedOn: '2020-03-01', dischargedOn: '2020-03-05' });
  await importCatalogue(hospital.context, hospital.actor('information_office'), {
    filePath: fixture('catalogue', 'good.csv'),
    fromDay: day('2020-01-01'),
    leaveOutRefused: false,
  });
});
afterEach(() => hospital.close());

const load = (name: string, lines: readonly TestLine[], stay = stayId) =>
  importFees(hospital.context, hospital.actor('clerk'), stay, writeList(hospital, name, lines));
const countByCatalogue = () =>
  writeSetting(hospital.context, undefined, 'itemClassFrom', 'catalogue', day('2020-03-01'));
/** XY-03 is 甲 in the catalogue; the list calls H001 乙 10 %. */
const decide = (catalogueCode: string | null = 'XY-03') => {
  const office = hospital.actor('information_office');
  mapItem(hospital.context, office, { hospitalCode: 'H001', catalogueCode });
  return recountOpenStays(hospital.context, office);
};
const stay = () => readStay(hospital.context, stayId);
/** A newer catalogue in which XY-03 is 乙 20 %. */
const importNewer = () => {
  const filePath = path.join(hospital.context.dataFolder, '新目录.csv');
  const text = readFileSync(fixture('catalogue', 'good.csv'), 'utf8');
  writeFileSync(filePath, text.replace(/^(XY-03,[^,]*,)甲类,[^,]*,/m, '$1乙,20%,'));
  const file = { filePath, fromDay: day('2020-03-01'), leaveOutRefused: false };
  return importCatalogue(hospital.context, hospital.actor('information_office'), file);
};
const toRecount = () => readCatalogueState(hospital.context).toRecountCount;
const listIds = () => stay().feeLists.map(({ feeListId }) => feeListId);
const returned = () => reviewFees(hospital.context, stayId).returns;

const unknown: TestLine = { code: 'H001', name: '波立维', price: 20, quantity: 2 };
const other: TestLine = { code: 'XY-03', price: 1, quantity: 10 };

describe('a list that was loaded before anybody said what a code means', () => {
  it('is counted anew when somebody does: its sums follow, the work is gone, other lists stay', async () => {
    countByCatalogue();
    await load('1.csv', [unknown, other]);
    await load('2.csv', [{ ...other, on: '2020-03-03' }]);
    const [changed, kept] = listIds();
    expect(stay().cost).toMatchObject({ totalFen: 6000, preSelfPayFen: 400, inScopeFen: 5600 });
    expect(await decide()).toEqual({ stayCount: 1 });
    expect(stay().cost).toMatchObject({ totalFen: 6000, preSelfPayFen: 0, inScopeFen: 6000 });
    expect(stay().feeLists.map(({ fileName }) => fileName)).toEqual(['2.csv', '1.csv']);
    expect(listIds()[0]).toBe(kept);
    expect(listIds()).not.toContain(changed);
    expect(reviewFees(hospital.context, stayId).unmatchedCount).toBe(0);
    expect(hospital.published).toContainEqual({ name: 'fees.changed', payload: { stayId } });
    // The same decision once more changes nothing, and another one counts from what the list said.
    expect(await decide()).toEqual({ stayCount: 0 });
    expect(await decide(null)).toEqual({ stayCount: 1 });
    expect(stay().cost).toMatchObject({ preSelfPayFen: 400, inScopeFen: 5600 });
  });

  it('takes with it what gives something of it back, also in a later list', async () => {
    countByCatalogue();
    await load('1.csv', [unknown, other]);
    await load('2.csv', [{ ...unknown, quantity: -1, on: '2020-03-04' }]);
    // Of another code, beside a charge that a fourth list gives back in its turn.
    const third = { code: 'XY01', on: '2020-03-04' };
    await load('3.csv', [{ ...other, quantity: -4, on: '2020-03-04' }, third]);
    await load('4.csv', [{ ...third, quantity: -1 }]);
    await decide();
    expect(stay().cost).toMatchObject({ totalFen: 2600, preSelfPayFen: 0, inScopeFen: 2600 });
    const [charging, , beside] = listIds();
    expect(returned().map(({ charges }) => charges.map(({ feeListId }) => feeListId))).toEqual([
      [charging],
      [charging],
      [beside],
    ]);
    // What was given back still cannot be given back again, nor its charge withdrawn.
    expect(() =>
      withdrawFees(hospital.context, hospital.actor('clerk'), { feeListId: charging!, reason: '试试' }),
    ).toThrow('退了这份清单里的费用');
  });

  it('keeps its sums where the list’s word counts, and gets the code for the platform', async () => {
    await load('1.csv', [unknown]);
    const before = stay().cost;
    expect(await decide()).toEqual({ stayCount: 1 });
    expect(stay().cost).toEqual(before);
    const codes = hospital.context.database
      .prepare('SELECT catalogue_code FROM fee_item WHERE fee_list_id = ?')
      .pluck()
      .all(listIds()[0]!);
    expect(codes).toEqual(['XY-03']);
  });

  it('stays as it was once it is settled', async () => {
    putSuixianIntoForce(hospital);
    countByCatalogue();
    await load('1.csv', [unknown, other]);
    const settled = settle(hospital, stayId);
    const before = [stay().cost, listIds()];
    expect(await decide()).toEqual({ stayCount: 0 });
    expect([stay().cost, listIds()]).toEqual(before);
    expect(readSettlement(hospital.context, settled.settlementId).cost).toEqual(settled.cost);
  });

  it('is counted under a newer catalogue behind everything else', async () => {
    countByCatalogue();
    await load('1.csv', [other]);
    expect(stay().cost).toMatchObject({ totalFen: 1000, preSelfPayFen: 0 });
    await importNewer();
    expect(toRecount()).toBe(1);
    await recountBehind(hospital.context);
    await vi.waitFor(() => expect(toRecount()).toBe(0), { timeout: 180_000 });
    expect(stay().cost).toMatchObject({ totalFen: 1000, preSelfPayFen: 200, inScopeFen: 800 });
    expect(hospital.published.at(-1)).toMatchObject({
      name: 'catalogue.progress',
      payload: { phase: 'idle' },
    });
    const [listId] = listIds();
    const { recorded_by } = hospital.context.database
      .prepare('SELECT recorded_by FROM fee_list WHERE id = ?')
      .get(listId) as { recorded_by: string };
    expect(recorded_by).toBe(hospital.actor('information_office').accountId);
  });

  it('leaves stays alone that do not have the code that was decided', async () => {
    const second = addStay(hospital, addPerson(hospital), { dischargedOn: '2020-03-05' });
    await load('1.csv', [unknown]);
    await load('2.csv', [other], second);
    const office = hospital.actor('information_office');
    await recountOpenStays(hospital.context, office);
    expect(toRecount()).toBe(0);
    mapItem(hospital.context, office, { hospitalCode: 'H001', catalogueCode: 'XY-03' });
    expect(toRecount()).toBe(1);
    expect(await recountOpenStays(hospital.context, office)).toEqual({ stayCount: 1 });
    expect(toRecount()).toBe(0);
  });

  it('goes on after an interruption with what is left, and does nothing twice', async () => {
    countByCatalogue();
    const second = addStay(hospital, addPerson(hospital), { dischargedOn: '2020-03-05' });
    await load('1.csv', [other]);
    await load('2.csv', [other, unknown], second);
    await importNewer();
    const stopping = new AbortController();
    const publish = (name: string) => name === 'fees.changed' && stopping.abort();
    const interrupted = { ...hospital.context, database: hospital.context.database, publish };
    const office = hospital.actor('information_office');
    const counted = await recountOpenStays(interrupted as never, office, stopping.signal);
    expect(counted).toEqual({ stayCount: 1 });
    hospital.reopen();
    expect(toRecount()).toBe(1);
    const before = listIds();
    expect(await recountOpenStays(hospital.context, office)).toEqual({ stayCount: 1 });
    expect(listIds()).toEqual(before);
    expect(readStay(hospital.context, second).cost).toMatchObject({ preSelfPayFen: 600 });
    expect(toRecount()).toBe(0);
    expect(await recountOpenStays(hospital.context, office)).toEqual({ stayCount: 0 });
  });

  it('is taken back at the platform and told anew', async () => {
    countByCatalogue();
    await load('1.csv', [unknown]);
    const told = () =>
      hospital.context.database
        .prepare("SELECT fact_id FROM outbox WHERE kind = 'fees' AND closed_at IS NULL")
        .pluck()
        .all();
    expect(told()).toEqual(listIds());
    await decide();
    expect(told()).toEqual(listIds());
  });
});
