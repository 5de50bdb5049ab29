import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PreparedHospital, prepareHospital } from '../both-sides.ts';
import type { DiskFault } from '../shim/shim.ts';
import type { FailingCall, FailingCallsOrder } from './failing-calls-program.ts';
import { onDisk, scratchFolder } from './on-disk.ts';
import { nothing } from './window.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const faults: readonly DiskFault[] = ['EIO', 'ENOSPC', 'short'];

const answers = ['done', 'database_full', 'database_unreadable', 'database_in_doubt'];
/** Here every call; in the longer one every fifth, unless at full size. */
const everyFifth = (nthCall: number): boolean => full || nthCall % 5 === 0;

let prepared: PreparedHospital;
beforeAll(() => {
  prepared = prepareHospital(1);
});
afterAll(() => rmSync(prepared.dataFolder, { recursive: true, force: true }));

async function settleWith(order: Pick<FailingCallsOrder, 'fault' | 'times' | 'withCheckpoint' | 'calls'>) {
  const scratch = scratchFolder();
  const { report, done } = await onDisk(
    'failing-calls-program.ts',
    { ...order, preparedFolder: prepared.dataFolder, scratchFolder: scratch, stayId: prepared.stayIds[0] },
    path.join(scratch, 'hospital-'),
  );
  done();
  rmSync(scratch, { recursive: true, force: true });
  return report as FailingCall[];
}

describe.each([{ withCheckpoint: false }, { withCheckpoint: true }])(
  'a settlement (with a checkpoint in it: $withCheckpoint) on a disk whose n-th call fails',
  { timeout: full ? 30 * 60_000 : 5 * 60_000 },
  ({ withCheckpoint }) => {
    it.each(full ? faults : ([withCheckpoint ? 'ENOSPC' : 'EIO'] as const))(
      'with %s, for every n, is done and there, or refused and wholly absent; the same request then does it once',
      async (fault) => {
        const [whole] = await settleWith({ fault, times: 1, withCheckpoint, calls: [0] });
        expect(whole).toMatchObject({
          answer: 'done',
          again: 'done',
          faults: 0,
          inTheEnd: { settlements: 1 },
        });
        const count = whole!.calls;
        expect(count).toBeGreaterThan(10);
        const all = Array.from({ length: count }, (_, index) => index + 1);
        const calls = withCheckpoint ? all.filter(everyFifth) : all;
        const seen = await settleWith({ fault, times: 1, withCheckpoint, calls });
        expect(seen).toHaveLength(calls.length);
        for (const one of seen) {
          expect(one.faults, `call ${one.nthCall}`).toBe(1);
          expect(one, `call ${one.nthCall}`).toMatchObject({
            again: 'done',
            inTheEnd: whole!.inTheEnd,
            integrity: 'ok',
          });
          // Where the disk did not confirm what was written, the answer says so: it may be there, whole.
          const left =
            one.answer === 'database_in_doubt' && one.leftBehind.settlements === 1 ? 'done' : one.answer;
          const expected = left === 'done' ? whole!.inTheEnd : nothing;
          expect(one.leftBehind, `call ${one.nthCall}: ${one.answer}`).toEqual(expected);
          expect(answers).toContain(one.answer);
        }
        expect(new Set(seen.map(({ answer }) => answer)).size).toBeGreaterThan(1);
      },
    );
  },
);
