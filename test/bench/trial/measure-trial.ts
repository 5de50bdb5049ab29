import { say } from '../../../build/setup/progress.js';
import { catalogueOf, chargeTwoThousand } from './stay-of-two-thousand.ts';
import { overviewFees } from '../../../electron/service/fees/review.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { settlementRequests } from '../../../shared/contract/settlements.ts';
import { openTestHospital } from '../../service/harness/hospital.ts';
import { figure, table } from '../table.ts';

const rounds = 200;
/** From the key to the picture (issue 5). The window's own share is measured with the window. */
const targetMs = 150;

/**
 * What the service does between the key and the picture for a stay of 2,000 items beside a catalogue of 20,000: the
 * stay, the trial with its answer checked by the contract, and, after the picture, what stands beside the catalogue.
 */
export async function measureTrial(): Promise<boolean> {
  const hospital = openTestHospital();
  try {
    const { context } = hospital;
    await catalogueOf(hospital, 20_000);
    const stayId = await chargeTwoThousand(hospital);
    const parts = {
      'the stay': () => readStay(context, stayId),
      'the trial': () =>
        settlementRequests['settlements.trial'].output.parse(
          trialForWindow(context, { stayId, asOrdinary: false }),
        ),
      'beside the catalogue': () => overviewFees(context, stayId),
    };
    const rows = Object.entries(parts).map(([what, act]) => ({ what, times: timesOf(act) }));
    say(
      table(
        ['2,000 items', 'median ms', '99th percentile ms'],
        rows.map(({ what, times }) => [what, figure(at(times, 0.5)), figure(at(times, 0.99))]),
      ),
    );
    const beforeThePicture = rows.slice(0, 2).reduce((sum, { times }) => sum + at(times, 0.99), 0);
    say(`key to picture, the service's part: ${figure(beforeThePicture)} ms of ${targetMs} ms`);
    return beforeThePicture < targetMs;
  } finally {
    hospital.close();
  }
}

function timesOf(act: () => unknown): number[] {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAtMs = performance.now();
    act();
    times.push(performance.now() - startedAtMs);
  }
  return times.toSorted((one, other) => one - other);
}

function at(times: readonly number[], share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}
