import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Application } from '../e2e/application/application.ts';

/** Keeps what the window of an application shows now as the next picture. */
export type Album = (application: Application, name: string) => Promise<void>;

/** Pictures by name: `sign-in.png`, `patient.png`. */
export function albumIn(folder: string): Album {
  return async ({ window }, name) => {
    await mkdir(folder, { recursive: true });
    // Out of the way: nothing is drawn as if it were pointed at.
    await window.mouse.move(0, 0);
    const path = join(folder, `${name}.png`);
    await window.screenshot({ path, animations: 'disabled' });
  };
}
