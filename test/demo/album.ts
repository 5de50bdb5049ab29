import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Application } from '../e2e/application/application.ts';

/** Keeps what the window of an application shows now as the next picture. */
export type Album = (application: Application, name: string) => Promise<void>;

/** Pictures numbered in the order in which they are taken: `01-sign-in.png`, `02-patient.png`. */
export function albumIn(folder: string): Album {
  let number = 0;
  return async ({ window }, name) => {
    number += 1;
    await mkdir(folder, { recursive: true });
    // Out of the way: nothing is drawn as if it were pointed at.
    await window.mouse.move(0, 0);
    const path = join(folder, `${String(number).padStart(2, '0')}-${name}.png`);
    await window.screenshot({ path, animations: 'disabled' });
  };
}
