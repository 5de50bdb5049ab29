import { describe, expect, it, onTestFinished } from 'vitest';
import { repeatRun } from '../../../electron/service/reconciliation/run.ts';
import type { Run } from '../../../shared/contract/reconciliation.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { textOf, writeMonth } from './month.ts';
import { missingDay, month, plantedMonth } from './planted-month.ts';
import { reconcile } from './reconciling.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const count = full ? 5000 : 400;
const constructed = plantedMonth(count, 60);

describe(`a month of ${count} settlements with ${constructed.planted.length} planted differences`, () => {
  it('shows each of them as what it is, invents none, and says the same of the shuffled statement', async () => {
    const hospital = openMarch();
    writeMonth(hospital, constructed.made);
    const run = await reconcile(hospital, month, { centre: textOf(constructed.lines) });
    expect(foundOf(run)).toEqual(plantedOf());
    expect(run.differenceCount).toBe(60);
    expect(run.sides[0]).toMatchObject({ nettedCount: constructed.nettedLines, missingDays: [missingDay] });
    const shuffled = [...constructed.lines].sort((one, other) => turned(one.number) - turned(other.number));
    const again = await reconcile(hospital, month, { centre: textOf(shuffled) });
    expect(again.resultHash).toBe(run.resultHash);
    expect(foundOf(again)).toEqual(plantedOf());
    expect(again.since).toMatchObject([{ number: run.number, newCount: 0, goneCount: 0 }]);
    expect(await repeatRun(hospital.context, run.runId)).toEqual({
      isSame: true,
      resultHash: run.resultHash,
    });
  });
});

function openMarch(): TestHospital {
  const hospital = openTestHospital({ nowIso: '2020-04-02T02:00:00.000Z' });
  onTestFinished(() => hospital.close());
  return hospital;
}

/** What a difference is told by: kind, cause, the stay and how far the sides are apart. */
function foundOf({ differences }: Run): string[] {
  return differences
    .map(({ kind, cause, here, there, hereFen, thereFen }) =>
      JSON.stringify([kind, cause, here?.admissionNumber ?? there?.admissionNumber, thereFen - hereFen]),
    )
    .sort();
}

function plantedOf(): string[] {
  return constructed.planted
    .map(({ kind, cause, admission, gapFen }) => JSON.stringify([kind, cause, admission, gapFen]))
    .sort();
}

/** An order that has nothing to do with that of the file. */
function turned(number: string): number {
  let hash = 7;
  for (const character of number) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  return hash;
}
