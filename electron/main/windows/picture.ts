import type { BrowserWindow, NativeImage } from 'electron';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Log, traceOf } from '../start/log.ts';

const lookEveryMs = 50;
const longestWaitMs = 30_000;
const longestDrawingMs = 10_000;

/**
 * Saves a picture of the window as PNG once its page stands: loaded, shown, its questions answered, fonts there.
 * @param isQuiet whether the page waits for no answer
 * @returns false if there is no picture; the log says why
 */
export async function savePicture(
  window: BrowserWindow,
  file: string,
  isQuiet: () => boolean,
  log: Log,
): Promise<boolean> {
  const giveUpAt = Date.now() + longestWaitMs;
  while (Date.now() < giveUpAt && !(window.isVisible() && !window.webContents.isLoading() && isQuiet())) {
    await pause(lookEveryMs);
  }
  try {
    const picture = await Promise.race([drawn(window), limit()]);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, picture.toPNG());
    return true;
  } catch (error) {
    log(`window: no picture could be taken: ${traceOf(error)}`);
    return false;
  }
}

async function drawn(window: BrowserWindow): Promise<NativeImage> {
  await window.webContents.executeJavaScript(
    'document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))',
  );
  return window.webContents.capturePage();
}

async function limit(): Promise<never> {
  await pause(longestDrawingMs, undefined, { ref: false });
  throw new Error('the page does not draw');
}
