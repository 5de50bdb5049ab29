import { startBackups, type BackupParts, type Backups } from '../../../electron/service/backups/backups.ts';
import { runFileJob } from '../../../electron/service/file-work/file-work.ts';
import type { TestHospital } from '../harness/hospital.ts';

/** The schedule of a test hospital, whose sleeps a test ends itself. */
export interface TestBackups {
  readonly backups: Backups;
  /** How long it sleeps, the newest last. */
  readonly sleepsMs: number[];
  /** The time it waits for has come: it looks, and what it begins is waited for. */
  readonly wake: () => Promise<void>;
}

export function startTestBackups(hospital: TestHospital, parts: Partial<BackupParts> = {}): TestBackups {
  const sleepsMs: number[] = [];
  let due = (): void => undefined;
  const backups = startBackups(hospital.context, {
    later: (delayMs, run) => {
      sleepsMs.push(delayMs);
      due = run;
      return () => undefined;
    },
    firstDelayMs: 0,
    run: runFileJob,
    requireRoom: async () => undefined,
    ...parts,
  });
  return {
    backups,
    sleepsMs,
    wake: async () => {
      due();
      await backups.idle();
    },
  };
}
