import { readdirSync, readFileSync } from 'node:fs';
import type { Application } from './application.ts';

/** The programs that the application runs beside its main process, as they stand in their command lines. */
export const programs = { service: 'service.js', practicePlatform: 'practice-platform.js' } as const;

/**
 * The process ids of one of the application's programs. Electron's own list knows the utility processes, the system's
 * the children that run on a Node of their own (Linux).
 */
export async function processIdsOf(
  application: Application,
  program: keyof typeof programs,
): Promise<number[]> {
  const names = { service: 'service', practicePlatform: 'practice platform' };
  const ask = () =>
    application.electron.evaluate(
      ({ app }, name) =>
        app
          .getAppMetrics()
          .filter(({ serviceName, name: title }) => serviceName === name || title === name)
          .map(({ pid }) => pid),
      names[program],
    );
  const utilities = await ask().catch((error: unknown) => {
    // V8 may tidy up the driver's own promise before it reads the answer; nothing was changed by asking.
    if (!String(error).includes('promise was garbage collected')) throw error;
    return ask();
  });
  return [...utilities, ...childrenOf(application.electron.process().pid, programs[program])];
}

function childrenOf(parent: number | undefined, script: string): number[] {
  if (parent === undefined || process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parentOf = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
        return parentOf === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(script);
      } catch {
        return false;
      }
    });
}

/** Whether a process is still there. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
