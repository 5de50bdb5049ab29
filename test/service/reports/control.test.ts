import { describe, expect, it } from 'vitest';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { settlementsBehind } from '../../../electron/service/reports/behind.ts';
import { millionthsOf } from '../../../electron/service/reports/control.ts';
import { reportHandlers } from '../../../electron/service/reports/handlers.ts';
import { readStatistics } from '../../../electron/service/reports/statistics.ts';
import type { ControlFigure } from '../../../shared/contract/reports.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { refusalCode } from '../harness/refusal.ts';
import { addPerson, day } from '../harness/patient.ts';
import { march, Month, month } from './month.ts';

const at = new Month();

async function control(figure: ControlFigure, period = march) {
  const { controls } = await readStatistics(at.context, period);
  return controls.find((row) => row.figure === figure)!;
}

const own = {
  document: '院发〔2020〕3号',
  outOfCatalogueAtMost: 50_000,
  actualAtLeast: 900_000,
  inScopeAtLeast: null,
  treatedInCountyAtLeast: 900_000,
  yearlyCapFen: 300_000 as Fen,
};

describe('control figures', () => {
  it('are shares of the sums, half up to the millionth', async () => {
    at.treat();
    // 3000 own expense and 500 above limits, of 60000.
    expect(await control('out_of_catalogue_share')).toMatchObject({
      part: 350_000,
      whole: 6_000_000,
      millionths: 58_333,
      target: null,
      isMet: null,
    });
    expect(await control('actual_share')).toMatchObject({ millionths: 916_667 });
    expect(millionthsOf(1, 3)).toBe(333_333);
    expect(millionthsOf(2, 3)).toBe(666_667);
    expect(millionthsOf(-2, 3)).toBe(-666_667);
    expect(millionthsOf(1, 0)).toBeNull();
  });

  it('are held against what the hospital set, from the day on which it counts', async () => {
    at.treat();
    at.treat({ stay: { place: 'referred' } });
    writeSetting(at.context, undefined, 'controlTargets', own, day('2020-03-15'));
    expect(await control('out_of_catalogue_share')).toMatchObject({
      target: { value: 50_000, isAtMost: true, source: '院发〔2020〕3号' },
      isMet: false,
    });
    expect(await control('actual_share')).toMatchObject({ isMet: true });
    expect(await control('treated_in_county')).toMatchObject({
      part: 1,
      whole: 2,
      millionths: 500_000,
      isMet: false,
    });
    expect(await control('out_of_catalogue_share', month(2020, 2))).toMatchObject({ target: null });
  });

  it('take the yearly cap from the policy pack, and count who is above it in the year so far', async () => {
    expect(await control('above_yearly_cap')).toMatchObject({
      target: { value: 500_000, source: '随县卫发〔2020〕1号 三·四定' },
      part: 0,
    });
    const ordinary = [{ category: 'low_income', beginsOn: '2019-01-01', endsOn: null }] as const;
    const personId = addPerson(at.hospital, { eligibilities: ordinary });
    at.on('2020-02-10');
    at.treatAgain(personId, { cost: { inScope: 10_000 } });
    at.on('2020-03-10');
    at.treat();
    expect(await control('above_yearly_cap', month(2020, 2))).toMatchObject({ part: 1, whole: 1 });
    expect(await control('above_yearly_cap')).toMatchObject({ part: 1, whole: 2, isMet: false });
    const behind = await settlementsBehind(at.context, { period: march, figure: { of: 'above_cap' } });
    expect(behind.rows.map((row) => row.personId)).toEqual([personId]);
    at.on('2020-04-02');
    await at.reverse(behind.rows[0]!.settlementId);
    expect(await control('above_yearly_cap', month(2020, 4))).toMatchObject({ part: 0, isMet: true });
    expect(await control('above_yearly_cap')).toMatchObject({ part: 1 });
  });

  it('are not set for a day that has gone', async () => {
    const input = { fromDay: day('2020-03-09'), targets: own };
    const set = () =>
      reportHandlers['reports.setTargets'](at.context, {
        input,
        actor: at.hospital.actor('finance'),
        windowId: 1,
        filePath: undefined,
      });
    expect(await refusalCode(set)).toBe('report_target_in_past');
  });
});
