import { type Display, hasDisplay, openDisplay } from './display.ts';
import { type ElectronRuntime, prepareElectron } from './electron-runtime.ts';
import { installSystemPackages } from './system-packages.ts';

/** Everything a window needs on this machine beyond the packages of Node. */
export async function prepareWindows(wanted: { tests: boolean }): Promise<ElectronRuntime> {
  await installSystemPackages({ display: !hasDisplay(), tests: wanted.tests });
  return prepareElectron();
}

/**
 * Runs work that opens windows: on the machine's display or on one of our own, which ends with the work,
 * also when the work fails or the person presses Ctrl-C.
 */
export async function withDisplay<T>(work: (display: Display) => Promise<T>): Promise<T> {
  const display = await openDisplay();
  try {
    return await work(display);
  } finally {
    display.stop();
  }
}
