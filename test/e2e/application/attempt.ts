import { setTimeout as pause } from 'node:timers/promises';
import { type Application, pageStands } from './application.ts';
import type { Outside } from './outside.ts';

/** Long enough for what a page set in motion to take effect. */
const settleMs = 300;

/** Runs an attempt in the page, as a hostile script there would, then leaves it time to take effect. */
export async function attempt<Result, Argument = undefined>(
  { window }: Application,
  run: (argument: Argument) => Result | Promise<Result>,
  argument?: Argument,
): Promise<Result> {
  const result = await window.evaluate(run as (argument: unknown) => Result, argument);
  await pause(settleMs);
  await pageStands(window);
  return result;
}

/** Every page that is open, and whom anybody visited outside. */
export async function whereabouts(
  { electron }: Application,
  { visits }: Outside,
): Promise<{ pages: string[]; visits: readonly string[] }> {
  const pages = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getURL()),
  );
  return { pages, visits };
}

/** Whatever was tried: our page still stands, alone, and nobody outside was visited. */
export const atHome = { pages: ['app://window/index.html'], visits: [] };
